from django.urls import URLPattern, path

from commonweal.newsletter.views import desk_issue

urlpatterns: list[URLPattern] = [
    path("desk/<int:issue_id>/", desk_issue.issue, name="issue"),
]
