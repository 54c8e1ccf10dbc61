"""The page of one booking, for whoever may see it."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.design.calendar_files import calendar_response
from commonweal.people.access import PersonRequest, signed_in
from commonweal.training.booking_rows import booking_rows, session_rows
from commonweal.training.booking_story import story_of
from commonweal.training.models import Booking
from commonweal.training.own_calendar import own_calendar
from commonweal.training.queries.own_bookings import (
    booking_to_show,
    cancelling,
    position_of,
    ways_on,
)


def shown(reference: str, request: PersonRequest, *, at: datetime) -> Booking:
    """Return the booking that an address names.

    Raises:
        Http404: there is none, or it is not for this person to see.
    """
    booking = booking_to_show(reference, request.user, at=at)
    if booking is None:
        raise Http404
    return booking


@signed_in
@require_safe
def booking(request: PersonRequest, reference: str) -> HttpResponse:
    """How a booking stands, and what can be done about it."""
    now = timezone.now()
    found = shown(reference, request, at=now)
    context = {
        "booking": found,
        "session": found.session,
        "story": story_of(found, at=now, position=position_of(found)),
        "rows": [*session_rows(found.session), *booking_rows(found, request.user)],
        "costs": cancelling(found, at=now),
        "ways": ways_on(found, request.user, at=now),
    }
    return render(request, "training/booking/booking.html", context)


@signed_in
@require_safe
def calendar_file(request: PersonRequest, reference: str) -> HttpResponse:
    """The meetings of a booking, to put in a calendar by hand."""
    found = shown(reference, request, at=timezone.now())
    if not found.holds_a_place:
        raise Http404
    content = own_calendar([found], name=found.session.course.title)
    return calendar_response(content, file_name=found.session.course.slug)
