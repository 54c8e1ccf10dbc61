from django.urls import URLPattern, path

from commonweal.intake.views import files, questions

app_name = "right_door"

urlpatterns: list[URLPattern] = [
    path("", questions.questions, name="questions"),
    path("who-to-call/", files.who_to_call, name="who_to_call"),
    path("who-to-call.pdf", files.sheet, name="sheet"),
    path("colours.css", files.colours, name="colours"),
    path("using-this-site/", files.using_this_site, name="using_this_site"),
]
