"""Ask for a place: what is asked, the answers once more, and what came of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest, signed_in
from commonweal.people.actions import change_person
from commonweal.training.actions import book_place
from commonweal.training.booking_rows import answer_rows, cost_rows, session_rows
from commonweal.training.booking_story import story_of
from commonweal.training.exceptions import BookingError
from commonweal.training.forms.details import DetailsForm
from commonweal.training.models import Booking, Session
from commonweal.training.queries.details import other_dates
from commonweal.training.queries.explaining import waiting_position
from commonweal.training.queries.leaving import leaving
from commonweal.training.queries.own_bookings import booking_to_show
from commonweal.training.queries.prospects import (
    cost,
    live_booking,
    memberships_of,
    prospects,
    questions_of,
    session_to_book,
)

S = Booking.Status
JUST_MADE = {S.CONFIRMED, S.WAITING, S.AWAITING_APPROVAL, S.REQUESTED}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for what is needed, show the answers, and book on the last press.

    All of it stands at one address: until then nothing is kept but in the form.
    """
    now, session = timezone.now(), session_to_book(pk)
    if session is None:
        raise Http404
    memberships = memberships_of(request.user, at=now)
    books_team = any(each.is_team_booker for each in memberships)
    organisations = list({each.organisation: None for each in memberships})
    found = prospects(session, request.user, organisations, at=now)
    possible = [each for each in found if not each.problems]
    if not possible:
        own = live_booking(session, request.user, at=now)
        if own is not None:
            # Pressed twice, or come back: the place they have is the answer.
            return redirect(
                "training:booked" if request.method == "POST" else "training:booking",
                own.reference,
            )
        told = [(each.sentence, each.remedy) for each in found[0].problems]
        return _refuse(request, session, told, at=now, books_team=books_team)
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        person=request.user,
        prospects=possible,
        questions=questions_of(session),
    )
    if request.POST.get("answer") in ("check", "book") and form.is_valid():
        if request.POST["answer"] == "book":
            return _book(request, session, form, at=now)
        return _check(request, form, at=now)
    context = {
        "session": session,
        "form": form,
        "prospect": possible[0],
        "rows": session_rows(session),
        "books_team": books_team,
    }
    return render(request, "training/booking/details.html", context)


def _check(request: PersonRequest, form: DetailsForm, *, at: datetime) -> HttpResponse:
    prospect = form.chosen
    pounds, charges = cost(prospect, at=at)
    context = {
        "session": prospect.session,
        "prospect": prospect,
        "form": form,
        "rows": session_rows(prospect.session),
        "answers": answer_rows(form),
        "costs": cost_rows(pounds, charges),
    }
    return render(request, "training/booking/check.html", context)


def _book(
    request: PersonRequest, session: Session, form: DetailsForm, *, at: datetime
) -> HttpResponse:
    try:
        with transaction.atomic():
            if form.name:
                change_person(person=request.user, by=request.user, at=at, **form.name)
            booking = book_place(
                session=session,
                attendee=request.user,
                organisation=form.organisation,
                by=request.user,
                at=at,
                wish=form.wish,
            )
    except BookingError as error:
        own = live_booking(session, request.user, at=at)
        if own is None:
            told = [(sentence, "") for sentence in error.problems]
            return _refuse(request, session, told, at=at)
        booking = own
    return redirect("training:booked", booking.reference)


def _refuse(
    request: PersonRequest,
    session: Session,
    problems: list[tuple[str, str]],
    *,
    at: datetime,
    books_team: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "books_team": books_team,
        "session": session,
        "rows": session_rows(session),
        "problems": problems,
        "others": other_dates(session, now=at),
    }
    return render(request, "training/booking/refused.html", context)


@signed_in
@require_safe
def booked(request: PersonRequest, reference: str) -> HttpResponse:
    """Say what has come of it and what happens next."""
    now = timezone.now()
    booking = booking_to_show(reference, request.user, at=now)
    if booking is None:
        raise Http404
    if booking.status not in JUST_MADE:
        return redirect("training:booking", booking.reference)
    context = {
        "booking": booking,
        "session": booking.session,
        "rows": session_rows(booking.session),
        "story": story_of(booking, at=now, position=waiting_position(booking)),
        "leaving": leaving(booking, now=now) if booking.status == S.CONFIRMED else None,
    }
    return render(request, "training/booking/booked.html", context)
