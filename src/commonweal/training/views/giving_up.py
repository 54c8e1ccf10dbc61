"""Give a place up or pass it on: the same pages for those who have signed in and for
those who come from a link in a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonweal.people.models import Person
from commonweal.training.actions import (
    cancel_booking,
    decline_offer,
    give_back,
    send_colleague,
)
from commonweal.training.booking_rows import session_rows
from commonweal.training.exceptions import BookingError
from commonweal.training.forms.changing import ColleagueForm
from commonweal.training.models import Booking
from commonweal.training.queries.leaving import leaving
from commonweal.training.queries.own_bookings import titles_before
from commonweal.training.terms import plain

S = Booking.Status


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts on a booking, and from where.

    Attributes:
        by: in whose name; whoever follows a link acts as the person it was sent to.
        back: the page to go back to, which shows what has become of the booking.
        is_by_link: not signed in. Their pages carry no token and set no cookie.
    """

    by: Person
    back: str
    is_by_link: bool = False

    def context(self, booking: Booking, **more: Any) -> dict[str, Any]:
        """Return what every page of this kind shows."""
        return {
            "booking": booking,
            "session": booking.session,
            "rows": session_rows(booking.session),
            "back": self.back,
            "by_link": self.is_by_link,
            "is_own": self.by.pk == booking.attendee_id,
            **more,
        }

    def done(self, request: HttpRequest, words: str) -> HttpResponse:
        """Lead back; to whoever has signed in, say what was done."""
        if not self.is_by_link:
            messages.success(request, words)
        return redirect(self.back)


@dataclass(frozen=True, slots=True)
class Words:
    """How giving something up is called."""

    heading: str
    button: str
    done: str


LEAVING: Mapping[str, Words] = {
    S.CONFIRMED: Words(
        "Give the place back", "Give the place back", "The place is given back."
    ),
    S.OFFERED: Words(
        "Leave the place to the next person",
        "I do not want this place",
        "The place goes to the next person.",
    ),
    S.AWAITING_APPROVAL: Words(
        "Give up the place that is held",
        "Give it up",
        "The place is held no longer.",
    ),
    S.WAITING: Words(
        "Leave the waiting list",
        "Leave the waiting list",
        "You have left the waiting list.",
    ),
    S.REQUESTED: Words(
        "Withdraw the request", "Withdraw it", "The request is withdrawn."
    ),
}


def leave_page(
    request: HttpRequest, booking: Booking, doer: Doer, *, at: datetime
) -> HttpResponse:
    """Say what giving it up means, in time or late, and do it on a press."""
    words = LEAVING.get(booking.status)
    if words is None or booking.has_lapsed(now=at):
        return redirect(doer.back)
    problem = ""
    if request.method == "POST":
        try:
            _leave(booking, doer, at=at)
        except BookingError as error:
            problem = str(error)
        else:
            return doer.done(request, words.done)
    means = leaving(booking, now=at) if booking.status == S.CONFIRMED else None
    context = doer.context(booking, words=words, leaving=means, problem=problem)
    return render(request, "training/booking/leave.html", context)


def _leave(booking: Booking, doer: Doer, *, at: datetime) -> None:
    if booking.status == S.OFFERED:
        decline_offer(booking=booking, by=doer.by, at=at)
    elif doer.is_by_link:
        give_back(booking=booking, at=at)
    else:
        cancel_booking(booking=booking, by=doer.by, at=at)


def colleague_page(
    request: HttpRequest, booking: Booking, doer: Doer, *, at: datetime
) -> HttpResponse:
    """Ask who comes instead, and give them the place."""
    if booking.status != S.CONFIRMED:
        return redirect(doer.back)
    asks = plain(booking.terms).rechecks_substitutes
    form = ColleagueForm(
        request.POST if request.method == "POST" else None,
        before=titles_before(booking.session) if asks else [],
    )
    if form.is_valid():
        said = {"declared_equivalent": "", **form.cleaned_data}
        try:
            send_colleague(booking=booking, by=doer.by, at=at, **said)
        except BookingError as error:
            for problem in error.problems:
                form.add_error(None, problem)
        else:
            return doer.done(
                request, f"{said['first_name']} {said['last_name']} has the place now."
            )
    context = doer.context(booking, form=form)
    return render(request, "training/booking/colleague.html", context)
