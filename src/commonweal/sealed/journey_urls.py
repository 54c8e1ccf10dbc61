from django.urls import path

from commonweal.sealed.views import journey, status

urlpatterns = [
    path("status/", status.status, name="status"),
    path("leave/", status.leave, name="leave"),
    path("<slug:slug>/", journey.start, name="start"),
    path("<slug:slug>/safety/", journey.safety, name="safety"),
    path("<slug:slug>/next/", journey.go_on, name="next"),
    path("<slug:slug>/check/", journey.check, name="check"),
    path("<slug:slug>/<int:number>/", journey.question, name="question"),
]
