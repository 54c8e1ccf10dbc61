from django.urls import URLPattern, path, re_path

from commonweal.newsletter.views import previewing, reading

# ``site_addresses`` writes the same paths. The last leaves only what no other takes.
urlpatterns: list[URLPattern] = [
    path("desk/<int:issue_id>/preview/", previewing.preview, name="preview"),
    path(
        "desk/<int:issue_id>/preview/message/",
        previewing.message,
        name="preview_message",
    ),
    path("desk/<int:issue_id>/preview/file/", previewing.file, name="preview_file"),
    path("", reading.home, name="home"),
    path("archive/", reading.archive, name="archive"),
    re_path(r"^archive/feed\.(?P<form>rss|atom|json)$", reading.feed, name="feed"),
    path("no-tracking/", reading.no_tracking, name="no_tracking"),
    path("<slug:slug>/", reading.read, name="read"),
]
