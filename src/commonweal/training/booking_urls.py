"""The addresses of booking, for ``urls``. ``addresses`` names those in messages."""

from django.urls import path

from commonweal.training.views import (
    approval,
    booking,
    by_link,
    join,
    my_booking,
    my_training,
    team,
)

urlpatterns = [
    path("sessions/<int:pk>/book/", booking.book, name="book"),
    path("sessions/<int:pk>/book/team/", team.book_team, name="book_team"),
    path("sessions/<int:pk>/team/", team.team, name="team"),
    path("organisation/", team.bookings, name="organisation_bookings"),
    path("organisation/bookings.csv", team.bookings_csv, name="organisation_csv"),
    # One's own booking
    path("bookings/<str:reference>/", my_booking.booking, name="booking"),
    path("bookings/<str:reference>/booked/", booking.booked, name="booked"),
    path(
        "bookings/<str:reference>/calendar.ics",
        my_booking.calendar_file,
        name="booking_calendar",
    ),
    path("bookings/<str:reference>/coming/", my_booking.coming, name="coming"),
    path("bookings/<str:reference>/accept/", my_booking.accept, name="accept"),
    path("bookings/<str:reference>/leave/", my_booking.leave, name="leave"),
    path("bookings/<str:reference>/colleague/", my_booking.colleague, name="colleague"),
    path("bookings/<str:reference>/move/", my_booking.move, name="move"),
    # From links in messages
    path("offer/<str:token>/", by_link.offer, name="offer"),
    path("answer/<str:token>/", by_link.answer, name="answer"),
    path("answer/<str:token>/give-back/", by_link.give_back, name="answer_give_back"),
    path("answer/<str:token>/colleague/", by_link.colleague, name="answer_colleague"),
    path("approval/<str:token>/", approval.approval, name="approval"),
    path("approval/<str:token>/decline/", approval.decline, name="approval_decline"),
    path("approval/<str:token>/forward/", approval.forward, name="approval_forward"),
    path("join/<str:token>/", join.join, name="join"),
    # Everything of one's own
    path("mine/", my_training.mine, name="mine"),
    path("mine/calendar/", my_training.diary, name="diary"),
    path("mine/bookings.json", my_training.record_json, name="mine_json"),
    path("mine/bookings.csv", my_training.record_csv, name="mine_csv"),
    path("diary/<str:secret>.ics", my_training.diary_feed, name="diary_feed"),
    path("courses/<slug:slug>/interest/", my_training.interest, name="interest"),
    path("events/<slug:slug>/interest/", my_training.interest, name="event_interest"),
]
