"""The page of one booking, for whoever may see it, and what can be done from it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.design.calendar_files import calendar_response
from commonweal.people.access import PersonRequest, signed_in
from commonweal.training.actions import accept_offer, say_coming, transfer
from commonweal.training.addresses import joining_page
from commonweal.training.booking_rows import booking_rows, session_rows
from commonweal.training.booking_story import story_of
from commonweal.training.exceptions import BookingError
from commonweal.training.forms.changing import OtherDateForm
from commonweal.training.models import Booking
from commonweal.training.own_calendar import own_calendar
from commonweal.training.queries.explaining import waiting_position
from commonweal.training.queries.leaving import leaving
from commonweal.training.queries.own_bookings import (
    booking_to_show,
    other_dates_with_room,
    ways_on,
)
from commonweal.training.queries.standing import may_act_on
from commonweal.training.queries.teams import booked_for_by
from commonweal.training.views.giving_up import Doer, colleague_page, leave_page

ASKS = require_http_methods(["GET", "HEAD", "POST"])


def shown(reference: str, request: PersonRequest, *, at: datetime) -> Booking:
    """Return the booking that an address names.

    Raises:
        Http404: there is none, or it is not for this person to see.
    """
    booking = booking_to_show(reference, request.user, at=at)
    if booking is None:
        raise Http404
    return booking


def in_hand(reference: str, request: PersonRequest, *, at: datetime) -> Booking:
    """Return the booking that an address names, to be changed.

    Raises:
        Http404: there is none, or it is not for this person to change.
    """
    booking = shown(reference, request, at=at)
    if not may_act_on(booking, request.user, today=timezone.localdate(at)):
        raise Http404
    return booking


@signed_in
@require_safe
def booking(request: PersonRequest, reference: str) -> HttpResponse:
    """How a booking stands, and what can be done about it."""
    now = timezone.now()
    found = shown(reference, request, at=now)
    is_confirmed = found.status == Booking.Status.CONFIRMED
    ways = ways_on(found, request.user, at=now)
    ends_at = found.session.ends_at
    context = {
        "booking": found,
        "session": found.session,
        "story": story_of(found, at=now, position=waiting_position(found)),
        "rows": [*session_rows(found.session), *booking_rows(found, request.user)],
        "leaving": leaving(found, now=now) if is_confirmed else None,
        "ways": ways,
        "joining_page": joining_page(found, until=ends_at)
        if ways.join and ends_at
        else "",
        "is_own": found.attendee_id == request.user.pk,
        "books_team": bool(booked_for_by(request.user, at=now)),
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


@signed_in
@require_POST
def coming(request: PersonRequest, reference: str) -> HttpResponse:
    """Note that the person says they are coming."""
    now = timezone.now()
    found = in_hand(reference, request, at=now)
    if found.attendee_id != request.user.pk:
        raise Http404
    try:
        say_coming(booking=found, at=now)
    except BookingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Thank you. We know that you are coming.")
    return redirect("training:booking", found.reference)


@signed_in
@require_POST
def accept(request: PersonRequest, reference: str) -> HttpResponse:
    """Take the place that is offered."""
    now = timezone.now()
    found = in_hand(reference, request, at=now)
    try:
        accept_offer(booking=found, by=request.user, at=now)
    except BookingError as error:
        messages.error(request, str(error))
        return redirect("training:booking", found.reference)
    return redirect("training:booked", found.reference)


@signed_in
@ASKS
def leave(request: PersonRequest, reference: str) -> HttpResponse:
    """Give a place back, leave an offer or the waiting list, withdraw a request."""
    now = timezone.now()
    found = in_hand(reference, request, at=now)
    return leave_page(request, found, _doer(request, found), at=now)


@signed_in
@ASKS
def colleague(request: PersonRequest, reference: str) -> HttpResponse:
    """Send a colleague instead."""
    now = timezone.now()
    found = in_hand(reference, request, at=now)
    return colleague_page(request, found, _doer(request, found), at=now)


def _doer(request: PersonRequest, found: Booking) -> Doer:
    return Doer(request.user, reverse("training:booking", args=[found.reference]))


@signed_in
@ASKS
def move(request: PersonRequest, reference: str) -> HttpResponse:
    """Ask which other date, and move the place there."""
    now = timezone.now()
    found = in_hand(reference, request, at=now)
    if not ways_on(found, request.user, at=now).transfer:
        return redirect("training:booking", found.reference)
    dates = other_dates_with_room(found, at=now)
    form = OtherDateForm(
        request.POST if request.method == "POST" else None, dates=dates
    )
    if form.is_valid():
        try:
            following = transfer(
                booking=found, to_session=form.chosen, by=request.user, at=now
            )
        except BookingError as error:
            for problem in error.problems:
                form.add_error("session", problem)
        else:
            messages.success(request, "The place is on the new date now.")
            return redirect("training:booking", following.reference)
    context = _doer(request, found).context(found, form=form, dates=dates)
    return render(request, "training/booking/move.html", context)
