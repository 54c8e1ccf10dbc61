from django.urls import URLPattern, path

from commonweal.newsletter.views import desk_progress

urlpatterns: list[URLPattern] = [
    path("desk/held/", desk_progress.held, name="desk_held"),
    path("desk/<int:issue_id>/progress/", desk_progress.progress, name="desk_progress"),
    path("desk/<int:issue_id>/pause/", desk_progress.pause, name="desk_pause"),
    path("desk/<int:issue_id>/resume/", desk_progress.resume, name="desk_resume"),
    path("desk/<int:issue_id>/stop/", desk_progress.stop, name="desk_stop"),
    path("desk/<int:issue_id>/resend/", desk_progress.resend, name="desk_resend"),
]
