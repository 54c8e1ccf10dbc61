from django.urls import path

from commonweal.training import booking_urls
from commonweal.training.views import catalogue, courses, sessions, which_course

app_name = "training"

urlpatterns = [
    path("", catalogue.by_title, name="catalogue"),
    path("dates/", catalogue.by_date, name="dates"),
    path("feed.ics", catalogue.calendar_feed, name="feed"),
    path("which-course/", which_course.which_course, name="which_course"),
    path("courses/<slug:slug>/", courses.course, name="course"),
    path("courses/<slug:slug>/dates.ics", courses.dates_file, name="course_dates"),
    path("events/<slug:slug>/", courses.event, name="event"),
    path("events/<slug:slug>/dates.ics", courses.dates_file, name="event_dates"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/dates.ics", sessions.dates_file, name="session_dates"),
    *booking_urls.urlpatterns,
]
