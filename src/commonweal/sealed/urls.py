from commonweal.sealed import desk_urls, journey_urls, keys_urls

app_name = "sealed"

# Those with a name of their own come before the desk's, which begin with any reference,
# and these before the journeys', which begin with any form's name.
urlpatterns = [
    *keys_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *journey_urls.urlpatterns,
]
