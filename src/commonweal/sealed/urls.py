from commonweal.sealed import desk_urls, journey_urls, keys_urls

app_name = "sealed"

# The desk before the journeys, whose addresses begin with any form's name.
urlpatterns = [
    *desk_urls.urlpatterns,
    *keys_urls.urlpatterns,
    *journey_urls.urlpatterns,
]
