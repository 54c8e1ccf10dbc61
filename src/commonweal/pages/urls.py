from django.urls import path, re_path

from commonweal.pages.views import feeds, newsletter, newsletter_results
from commonweal.pages.views.another_moment import site_at

# The address of a page of ours, as far as its last slash.
PLACE = r"^(?P<place>(?:[\w-]+/)*)"

urlpatterns = [
    path("newsletter/desk/draft/", newsletter.draft, name="draft_newsletter"),
    path(
        "newsletter/desk/<int:issue_id>/refresh/",
        newsletter.refresh,
        name="refresh_newsletter",
    ),
    path(
        "newsletter/desk/<int:issue_id>/send/",
        newsletter.send,
        name="send_newsletter",
    ),
    path("at/<str:written>/", site_at, name="site_at"),
    path("at/<str:written>/<path:path>", site_at, name="site_at_page"),
    # Beside the desk's own pages of an issue.
    path(
        "newsletter/desk/<int:issue_id>/results/",
        newsletter_results.newsletter_results,
        name="newsletter_results",
    ),
    path(
        "newsletter/desk/<int:issue_id>/results/listing/",
        newsletter_results.newsletter_listing,
        name="newsletter_listing",
    ),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    re_path(
        PLACE + r"feed\.(?P<form>rss|atom|json)$", feeds.news_feed, name="news_feed"
    ),
    re_path(PLACE + r"feed\.ics$", feeds.calendar_feed, name="calendar_feed"),
    re_path(PLACE + r"dates\.ics$", feeds.item_dates, name="item_dates"),
]
