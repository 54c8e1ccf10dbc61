"""A person's own way into an online room. It opens near the start and dies with the
booking; the room's own address stands nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commonweal.training import links
from commonweal.training.actions import join_online
from commonweal.training.booking_rows import session_rows
from commonweal.training.exceptions import BookingError
from commonweal.training.links import Purpose
from commonweal.training.models import Booking
from commonweal.training.queries.joining import door_of
from commonweal.training.queries.own_bookings import for_pages
from commonweal.training.views.by_link import by_link, link_is_over


@by_link(Purpose.JOIN)
def join(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Say when the room opens; once it is open, let the person in on a press."""
    now = timezone.now()
    booking = for_pages(Booking.objects.filter(pk=pk)).first()
    if booking is None:
        return link_is_over(request, links.UNKNOWN)
    door = door_of(booking, at=now)
    if door.why_shut:
        return link_is_over(request, door.why_shut)
    if request.method == "POST":
        try:
            room = join_online(booking=booking, at=now)
        except BookingError as error:
            return link_is_over(request, str(error))
        return _lead_into(request, booking, room)
    context = {
        "booking": booking,
        "session": booking.session,
        "rows": session_rows(booking.session),
        "door": door,
        "by_link": True,
    }
    return render(request, "training/by_link/join.html", context)


def _lead_into(request: HttpRequest, booking: Booking, room: str) -> HttpResponse:
    """Lead on to the room at once, by a page and not by a redirect: browsers hold a
    form to ``form-action`` on its whole way, and rooms redirect to hosts of their own."""
    context = {"session": booking.session, "room": room, "by_link": True}
    response = render(request, "training/by_link/joined.html", context)
    response.headers["Refresh"] = f"0; url={room}"
    return response
