"""The training desk in Wagtail's admin: addresses, menu and lists."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from commonweal.training.views import (
    desk_bookings,
    desk_bulk,
    desk_changes,
    desk_courses,
    desk_details,
    desk_exports,
    desk_home,
    desk_register,
    desk_sessions,
)
from commonweal.training.viewsets import DeskMenuItem, TrainingViewSetGroup

register_snippet(TrainingViewSetGroup)

# In the menu before the lists: label, name of the address, icon.
LINKS = [
    ("Desk", "training_desk", "home"),
    ("Sessions", "training_desk_sessions", "calendar-alt"),
    ("New course with dates", "training_desk_new_course", "circle-plus"),
    ("Exports", "training_desk_exports", "download"),
]

SESSION = [
    path("", desk_sessions.session, name="training_desk_session"),
    path("details/", desk_details.details, name="training_desk_details"),
    path("move/", desk_changes.move, name="training_desk_move"),
    path("copy/", desk_changes.copy, name="training_desk_copy"),
    path("place/", desk_changes.place, name="training_desk_place"),
    path("places/", desk_changes.capacity, name="training_desk_capacity"),
    path("cancel/", desk_changes.cancel, name="training_desk_cancel_session"),
    path("publish/", desk_changes.publish, name="training_desk_publish"),
    path("book/", desk_bookings.book, name="training_desk_book"),
    path("why/", desk_bookings.why, name="training_desk_why"),
    path("several/", desk_bulk.bulk, name="training_desk_bulk"),
    path("register/", desk_register.register, name="training_desk_register"),
    path(
        "register/<int:meeting_id>/",
        desk_register.register,
        name="training_desk_meeting_register",
    ),
]
BOOKING = [
    path("", desk_bookings.booking, name="training_desk_booking"),
    path("<slug:deed>/", desk_bookings.act, name="training_desk_act"),
]
DESK: list[URLPattern | URLResolver] = [
    path("", desk_home.desk, name="training_desk"),
    path("sessions/", desk_home.sessions, name="training_desk_sessions"),
    path("sessions/<int:session_id>/", include(SESSION)),
    path("bookings/<int:booking_id>/", include(BOOKING)),
    path("several/<int:batch_id>/", desk_bulk.batch, name="training_desk_batch"),
    path("courses/new/", desk_courses.new_course, name="training_desk_new_course"),
    path("courses/<int:course_id>/", desk_home.course, name="training_desk_course"),
    path(
        "courses/<int:course_id>/dates/",
        desk_courses.more_dates,
        name="training_desk_more_dates",
    ),
    path("exports/", desk_exports.exports, name="training_desk_exports"),
    path("exports/<slug:name>/", desk_exports.export, name="training_desk_export"),
]


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [path("training/", include(DESK))]


def _register(label: str, name: str, icon: str, order: int) -> None:
    hooks.register(
        "register_training_menu_item",
        lambda: DeskMenuItem(label, reverse(name), icon_name=icon, order=order),
    )


for _order, _link in enumerate(LINKS, start=-len(LINKS)):
    _register(*_link, order=_order)
