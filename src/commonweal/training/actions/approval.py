from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.actions.asking import OWN_MANAGER
from commonweal.training.actions.places import S, move
from commonweal.training.actions.settling import (
    end_approvals,
    offer_places,
    read_floor,
)
from commonweal.training.actions.telling import tell
from commonweal.training.actions.touching import for_deed
from commonweal.training.emails import approvals, places
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, Booking, Session
from commonweal.training.queries.places import place_for
from commonweal.training.queries.standing import is_desk
from commonweal.training.rules.approval import remind_at
from commonweal.training.terms import terms_in_force

ANSWERED = "This question has been answered already, or the time for it has passed."


@transaction.atomic
def approve(
    *, approval: Approval, at: datetime, by: Person | None = None, reason: str = ""
) -> Booking:
    """Confirm the place that is held for a manager's answer.

    Args:
        by: None for the manager, who needs no account: the link says who they are.

    Raises:
        BookingError: it was answered already, withdrawn, or has run out.
    """
    booking = _asked(approval, by=by, at=at)
    end_approvals(booking, outcome=Approval.Outcome.APPROVED, at=at, reason=reason)
    move(booking, to=S.CONFIRMED, by=by, at=at, reason=reason)
    tell(places.confirmed(booking, at=at), at=at)
    return booking


@transaction.atomic
def decline_approval(
    *, approval: Approval, at: datetime, reason: str, by: Person | None = None
) -> Booking:
    """Say no to a booking. The place goes to whoever waits; the person hears why.

    Raises:
        BookingError: it was answered already, withdrawn, or has run out.
    """
    booking = _asked(approval, by=by, at=at)
    [ended] = end_approvals(
        booking, outcome=Approval.Outcome.DECLINED, at=at, reason=reason
    )
    move(booking, to=S.DECLINED, by=by, at=at, reason=reason)
    why = f" They wrote: “{reason}”" if reason else ""
    outcome = f"Your manager did not approve this booking.{why}"
    tell(approvals.refused(booking, ended, outcome=outcome, at=at), at=at)
    offer_places(booking.session, at=at)
    return booking


@transaction.atomic
def forward_approval(
    *, approval: Approval, email: str, at: datetime, by: Person | None = None
) -> Approval:
    """Put the question to somebody else. The time for it stays the same; the first
    link answers nothing any more.

    Raises:
        BookingError: it is not an e-mail address, is that of the person who booked,
            or the question was answered or has run out.
    """
    booking = _asked(approval, by=by, at=at)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise BookingError("Enter an e-mail address like name@example.org.") from error
    if email == booking.attendee.email:
        raise BookingError(OWN_MANAGER)
    [ended] = end_approvals(booking, outcome=Approval.Outcome.FORWARDED, at=at)
    booking.manager_email = email
    booking.save(update_fields=["manager_email"])
    forwarded = Approval.objects.create(
        booking=booking, email=email, asked_at=at, expires_at=ended.expires_at
    )
    record("training.approval_forwarded", subject=booking, by=by, at=at)
    tell(approvals.asked(forwarded), at=at)
    return forwarded


def _asked(approval: Approval, *, by: Person | None, at: datetime) -> Booking:
    booking = for_deed(approval.booking, by=by, at=at)
    is_open = booking.approvals.filter(
        pk=approval.pk, outcome=Approval.Outcome.OPEN
    ).exists()
    # The person may not answer for the manager, though they may change the booking.
    if by is not None and not is_desk(by):
        raise BookingError("Only the manager or the training desk can answer this.")
    if not is_open or booking.status != S.AWAITING_APPROVAL:
        raise BookingError(ANSWERED)
    return booking


@transaction.atomic
def agree_request(
    *, booking: Booking, by: Person, at: datetime, reason: str = ""
) -> Booking:
    """The desk agrees to a request: confirmed where there is room and nobody is owed
    the place, or else put on the waiting list.

    Raises:
        BookingError: ``by`` is not the desk, or it is no request (any more).
    """
    booking = _requested(booking, by=by, at=at)
    session = booking.session
    floor = read_floor(session, terms_in_force(session, at=at), at=at)
    if floor.is_free_for([place_for(booking.organisation)]):
        move(booking, to=S.CONFIRMED, by=by, at=at, reason=reason)
        tell(places.confirmed(booking, at=at), at=at)
    else:
        # They asked when they asked, whenever the desk came to it.
        since = booking.booked_at
        move(booking, to=S.WAITING, by=by, at=at, reason=reason, waiting_since=since)
        tell(places.waiting(booking, at=at), at=at)
    return booking


@transaction.atomic
def decline_request(
    *, booking: Booking, by: Person, at: datetime, reason: str
) -> Booking:
    """The desk declines a request, and says why.

    Raises:
        BookingError: ``by`` is not the desk, or it is no request (any more).
    """
    booking = _requested(booking, by=by, at=at)
    move(booking, to=S.DECLINED, by=by, at=at, reason=reason)
    tell(places.declined(booking, reason=reason, at=at), at=at)
    return booking


def _requested(booking: Booking, *, by: Person, at: datetime) -> Booking:
    if not is_desk(by):
        raise BookingError("Only the training desk decides about requests.")
    booking = for_deed(booking, by=by, at=at)
    if booking.status != S.REQUESTED:
        raise BookingError("This request has been decided already.")
    return booking


def remind_managers(*, now: datetime) -> int:
    """Remind each manager who has not answered, once, when half of their time is over.

    Safe with several workers, and to do again: one row is claimed by one of them.

    Returns:
        How many were reminded.
    """
    waiting = Approval.objects.filter(
        outcome=Approval.Outcome.OPEN,
        reminded_at=None,
        expires_at__gt=now,
        booking__session__status=Session.Status.SCHEDULED,
    ).values_list("pk", "asked_at", "expires_at")
    due = [
        pk
        for pk, asked_at, expires_at in waiting
        if remind_at(asked_at=asked_at, expires_at=expires_at) <= now
    ]
    return sum(_remind(pk, now=now) for pk in due)


@transaction.atomic
def _remind(pk: int, *, now: datetime) -> bool:
    claimed = Approval.objects.filter(
        pk=pk, outcome=Approval.Outcome.OPEN, reminded_at=None
    ).update(reminded_at=now)
    if not claimed:
        return False
    approval = Approval.objects.select_related(
        "booking__attendee", "booking__session__course", "booking__session__venue"
    ).get(pk=pk)
    tell(approvals.reminded(approval), at=now)
    return True
