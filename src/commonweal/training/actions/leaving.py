from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.actions.places import CALLED_OFF, S, move
from commonweal.training.actions.settling import (
    end_approvals,
    end_offers,
    offer_places,
)
from commonweal.training.actions.telling import take_back, tell
from commonweal.training.actions.touching import for_deed
from commonweal.training.emails import places
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, Booking, Offer, Session
from commonweal.training.rules.cutoffs import is_in_time
from commonweal.training.rules.fees import charge_for_cancelling
from commonweal.training.terms import fee_of, plain, with_charges

IN_TIME = "Your place is cancelled, in time. Nothing is owed."
STARTED = (
    "The session has started, so the booking cannot be cancelled any more. "
    "Attendance is recorded instead."
)


@transaction.atomic
def cancel_booking(
    *, booking: Booking, by: Person | None, at: datetime, reason: str = ""
) -> Booking:
    """Give up a place, a request or a wait. What was held goes to the waiting list at
    once, and calendars are cleared.

    A confirmed place is cancelled in time or late, by the terms it was booked under.
    A late one may be charged: that is told as a proposal, nothing is debited.

    Args:
        by: None for the clock.

    Raises:
        BookingError: the session has started, the booking is over, or ``by`` may not.
    """
    booking = for_deed(booking, by=by, at=at)
    was = booking.status
    to, outcome = _leaving(booking, at)
    end_offers(booking, outcome=Offer.Outcome.WITHDRAWN, at=at)
    end_approvals(booking, outcome=Approval.Outcome.WITHDRAWN, at=at)
    take_back(booking, at=at)
    move(
        booking,
        to=to,
        by=by,
        at=at,
        reason=reason,
        **({"sequence": booking.sequence + 1} if was == S.CONFIRMED else {}),
    )
    told = places.cancelled(
        booking, outcome=outcome, had_a_place=was == S.CONFIRMED, at=at
    )
    tell(told, at=at)
    offer_places(booking.session, at=at)
    return booking


def _leaving(booking: Booking, at: datetime) -> tuple[str, str]:
    """Return the state that leaving at ``at`` leads to, and how that is told."""
    if booking.session.status == Session.Status.CANCELLED:
        return S.CANCELLED, CALLED_OFF
    if booking.status == S.WAITING:
        return S.CANCELLED, "You are off the waiting list."
    if booking.status == S.REQUESTED:
        return S.CANCELLED, "Your request is withdrawn."
    if booking.status in (S.OFFERED, S.AWAITING_APPROVAL):
        return S.CANCELLED, "The place is no longer held for you."
    starts_at = booking.session.starts_at
    if starts_at is None or is_in_time(plain(booking.terms), starts_at, at):
        return S.CANCELLED, IN_TIME
    if starts_at <= at and booking.status == S.CONFIRMED:
        raise BookingError(STARTED)
    terms = with_charges(booking.terms)
    charge = charge_for_cancelling(
        terms, starts_at=starts_at, at=at, fee=fee_of(booking, terms)
    )
    return (
        S.CANCELLED_LATE,
        f"Your place is cancelled. {charge.sentence if charge else ''}",
    )


@transaction.atomic
def give_back(*, booking: Booking, at: datetime) -> Booking:
    """Give the place back from the link in a message, without signing in.

    Raises:
        BookingError: the place is not the person's any more, or the session started.
    """
    return cancel_booking(
        booking=booking, by=booking.attendee, at=at, reason="Given back by link."
    )


@transaction.atomic
def say_coming(*, booking: Booking, at: datetime) -> Booking:
    """Note that the person has said they are coming. Saying it twice changes nothing.

    Raises:
        BookingError: they have no confirmed place (any more).
    """
    booking = for_deed(booking, by=booking.attendee, at=at)
    if booking.status != S.CONFIRMED:
        raise BookingError(
            "There is no confirmed place for you on this session any more."
        )
    if booking.coming_since is None:
        booking.coming_since = at
        booking.save(update_fields=["coming_since"])
        record("training.coming", subject=booking, by=booking.attendee, at=at)
    return booking
