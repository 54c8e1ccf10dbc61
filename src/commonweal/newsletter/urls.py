from commonweal.newsletter import (
    desk_urls,
    reading_urls,
    sending_urls,
    subscribing_urls,
)

app_name = "newsletter"

urlpatterns = [
    *subscribing_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *sending_urls.urlpatterns,
    *reading_urls.urlpatterns,
]
