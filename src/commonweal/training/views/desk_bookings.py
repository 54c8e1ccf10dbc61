"""One booking: what is known of it, and what the desk can do about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.booking import Wish
from commonweal.training.actions.desk_people import book_somebody
from commonweal.training.desk_deeds import DEEDS, Deed
from commonweal.training.desk_session_forms import BookForm, DeedForm, WhyForm
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Session
from commonweal.training.queries.desk_session import deeds_about, has_needs
from commonweal.training.queries.explaining import explain_booking, explain_for
from commonweal.training.queries.leaving import leaving

DESK = "training.administer"
S = Booking.Status


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: PersonRequest, session_id: int) -> HttpResponse:
    """Book somebody, with or without an e-mail address."""
    session = get_object_or_404(
        Session.objects.select_related("course", "venue", "partner"), pk=session_id
    )
    form = BookForm(request.POST or None)
    if form.is_valid():
        try:
            made = _book(request, session, form)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            state = made.get_status_display().lower()
            messages.success(request, f"{made.attendee}: {state}.")
            return redirect("training_desk_session", session.pk)
    context = {
        "session": session,
        "form": form,
        "heading": "Book somebody",
        "button": "Book",
    }
    return render(request, "training/desk/session_form.html", context)


def _book(request: PersonRequest, session: Session, form: BookForm) -> Booking:
    typed = form.cleaned_data
    return book_somebody(
        session=session,
        named=form.named(),
        by=request.user,
        at=timezone.now(),
        wish=Wish(
            dietary=typed["dietary"],
            access=typed["access"],
            declared_equivalent=typed["declared_equivalent"],
            manager_email=typed["manager_email"],
        ),
        despite_problems=typed["despite_problems"],
        reason=typed["reason"],
    )


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: PersonRequest, session_id: int) -> HttpResponse:
    """Say why somebody can book a session, or what is in the way.

    Asked by POST, so that nobody's address stands in an address; nothing changes.
    """
    session = get_object_or_404(
        Session.objects.select_related("course", "venue", "partner"), pk=session_id
    )
    form = WhyForm(request.POST or None)
    now, explanation, organisation = timezone.now(), None, None
    if form.is_valid():
        person, organisation = form.person(), form.cleaned_data["organisation"]
        if organisation is None:
            explanation, organisation = explain_for(person, session, now=now)
        else:
            explanation = explain_booking(
                person, session, now=now, organisation=organisation
            )
    context = {
        "session": session,
        "form": form,
        "explanation": explanation,
        "organisation": organisation,
    }
    return render(request, "training/desk/why.html", context)


@requires(DESK)
@require_safe
def booking(request: PersonRequest, booking_id: int) -> HttpResponse:
    """Show one booking with everything that can be done about it now."""
    return _page(request, _booking(booking_id))


@requires(DESK)
@require_POST
def act(request: PersonRequest, booking_id: int, deed: str) -> HttpResponse:
    """Do one of ``DEEDS``; what goes wrong is said on the booking's page."""
    found, chosen = _booking(booking_id), DEEDS.get(deed)
    if chosen is None:
        raise Http404
    now = timezone.now()
    form = chosen.form(request.POST, session=found.session, now=now, prefix=deed)
    if form.is_valid():
        try:
            chosen.do(found, form.cleaned_data, request.user, now)
        except BookingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found.attendee}: {chosen.done}")
            return redirect("training_desk_booking", found.pk)
    return _page(request, found, refused={deed: form})


def _booking(booking_id: int) -> Booking:
    found = Booking.objects.select_related(
        "session__course",
        "session__venue",
        "session__partner",
        "attendee",
        "organisation__sector",
        "terms__policy",
        "booked_by",
        "needs",
        "stands_in_for__attendee",
        "transferred_from__session",
    ).prefetch_related(
        "offers", "approvals", "answers__question", "attendances__meeting"
    )
    return get_object_or_404(found, pk=booking_id)


def _page(
    request: PersonRequest,
    found: Booking,
    refused: dict[str, DeedForm] | None = None,
) -> HttpResponse:
    refused = refused or {}
    now = timezone.now()

    def form_of(name: str, deed: Deed) -> DeedForm:
        return refused.get(name) or deed.form(
            session=found.session, now=now, prefix=name
        )

    context = {
        "booking": found,
        "session": found.session,
        "has_needs": has_needs(found),
        "deeds": [
            (name, deed, form_of(name, deed))
            for name, deed in DEEDS.items()
            if found.status in deed.states or name in refused
        ],
        "events": deeds_about(found),
        "leaving": leaving(found, now=now) if found.status == S.CONFIRMED else None,
    }
    return render(request, "training/desk/booking.html", context)
