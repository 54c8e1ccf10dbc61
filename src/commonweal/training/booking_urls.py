"""The addresses of booking, for ``urls``. ``addresses`` names some for messages."""

from django.urls import path

from commonweal.training.views import booking, my_booking, my_training

urlpatterns = [
    path("sessions/<int:pk>/book/", booking.book, name="book"),
    path("bookings/<str:reference>/booked/", booking.booked, name="booked"),
    path("bookings/<str:reference>/", my_booking.booking, name="booking"),
    path(
        "bookings/<str:reference>/calendar.ics",
        my_booking.calendar_file,
        name="booking_calendar",
    ),
    path("mine/", my_training.mine, name="mine"),
]
