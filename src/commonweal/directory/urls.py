"""The directory's pages, and the same services for programs."""

from django.urls import path

from commonweal.directory.views import open_referral, owners, reading, searching

app_name = "services"

urlpatterns = [
    path("", searching.search, name="search"),
    path("compare/", searching.compare, name="compare"),
    path("<int:service_id>/", reading.service, name="service"),
    path("<int:service_id>/dates.ics", reading.dates, name="dates"),
    path("right/<str:token>/", owners.still_right, name="still_right"),
    path("right/<str:token>/changed/", owners.changed, name="changed"),
    path("open-referral/", open_referral.about, name="open_referral"),
    path("open-referral/services", open_referral.services, name="or_services"),
    path("open-referral/services/<str:key>", open_referral.service, name="or_service"),
    path("open-referral/taxonomies", open_referral.taxonomies, name="or_taxonomies"),
    path(
        "open-referral/taxonomies/<str:key>",
        open_referral.taxonomy,
        name="or_taxonomy",
    ),
    path("open-referral/taxonomy_terms", open_referral.taxonomy_terms, name="or_terms"),
    path(
        "open-referral/taxonomy_terms/<str:key>",
        open_referral.taxonomy_term,
        name="or_term",
    ),
]
