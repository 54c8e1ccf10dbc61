"""What every deed on bookings stands on: the lock, the states, the count of places.

A deed locks the session's row first, then works on rows it has read under that lock.
So of two people who want the last place, one waits for the other. ``Session.taken`` is
written with each booking that takes or frees a place, and the database refuses more
than the capacity even if a deed forgot the lock (docs/adr/0030).
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from commonweal.governance.actions import record
from commonweal.people.models import Organisation, Person
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, BookingTerms, Session

S = Booking.Status
CALLED_OFF = "This session is cancelled. Nothing is owed."

# From which state to which, and what the audit trail calls it. NEW is no state: it
# stands for the booking that is not there yet. docs/rules/booking.md shows the same.
NEW = ""
TRANSITIONS: Mapping[tuple[str, str], str] = {
    (NEW, S.CONFIRMED): "training.booked",
    (NEW, S.AWAITING_APPROVAL): "training.approval_asked",
    (NEW, S.REQUESTED): "training.requested",
    (NEW, S.WAITING): "training.waiting_list_joined",
    (S.REQUESTED, S.CONFIRMED): "training.request_agreed",
    (S.REQUESTED, S.WAITING): "training.request_put_on_waiting_list",
    (S.REQUESTED, S.DECLINED): "training.request_declined",
    (S.REQUESTED, S.CANCELLED): "training.request_withdrawn",
    (S.REQUESTED, S.EXPIRED): "training.request_expired",
    (S.AWAITING_APPROVAL, S.CONFIRMED): "training.approved",
    (S.AWAITING_APPROVAL, S.DECLINED): "training.approval_declined",
    (S.AWAITING_APPROVAL, S.EXPIRED): "training.approval_expired",
    (S.AWAITING_APPROVAL, S.CANCELLED): "training.cancelled",
    (S.WAITING, S.OFFERED): "training.offered",
    (S.WAITING, S.CONFIRMED): "training.place_given",
    (S.WAITING, S.CANCELLED): "training.waiting_list_left",
    (S.WAITING, S.EXPIRED): "training.waiting_expired",
    (S.OFFERED, S.CONFIRMED): "training.offer_accepted",
    (S.OFFERED, S.AWAITING_APPROVAL): "training.offer_accepted_for_approval",
    (S.OFFERED, S.DECLINED): "training.offer_declined",
    (S.OFFERED, S.EXPIRED): "training.offer_expired",
    (S.OFFERED, S.CANCELLED): "training.cancelled",
    (S.CONFIRMED, S.CANCELLED): "training.cancelled",
    (S.CONFIRMED, S.CANCELLED_LATE): "training.cancelled_late",
    (S.CONFIRMED, S.SUBSTITUTED): "training.substituted",
    (S.CONFIRMED, S.TRANSFERRED): "training.transferred",
    (S.CONFIRMED, S.ATTENDED): "training.attended",
    (S.CONFIRMED, S.PARTLY): "training.attended_partly",
    (S.CONFIRMED, S.ABSENT): "training.absent",
    (S.ATTENDED, S.PARTLY): "training.attendance_corrected",
    (S.ATTENDED, S.ABSENT): "training.attendance_corrected",
    (S.PARTLY, S.ATTENDED): "training.attendance_corrected",
    (S.PARTLY, S.ABSENT): "training.attendance_corrected",
    (S.ABSENT, S.ATTENDED): "training.attendance_corrected",
    (S.ABSENT, S.PARTLY): "training.attendance_corrected",
}
# Attendance closes a booking as much as a cancellation does.
CLOSED = frozenset(status for status in S if status not in Booking.LIVE) | {
    S.ATTENDED,
    S.PARTLY,
    S.ABSENT,
}
# No letters and digits that are taken for each other on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def locked(session: Session) -> Session:
    """Return the session as it is now, locked until the transaction ends.

    Every deed on its bookings begins with this. On SQLite a transaction holds the
    whole database from its start, so there nothing is left to lock.
    """
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("course", "venue", "partner")
        .prefetch_related("meetings")
        .get(pk=session.pk)
    )


def read_again(booking: Booking, *, session: Session) -> Booking:
    """Return a booking as it is now, belonging to the locked ``session``."""
    fresh = Booking.objects.select_related(
        "attendee", "organisation__kind", "terms", "booked_by"
    ).get(pk=booking.pk)
    fresh.session = session
    return fresh


def begin(
    *,
    session: Session,
    attendee: Person,
    organisation: Organisation | None,
    terms: BookingTerms | None,
    status: str,
    by: Person | None,
    at: datetime,
    reason: str = "",
    **fields: Any,
) -> Booking:
    """Write a new booking, count its place and record it.

    The session must be locked, and the caller has made sure that the person may have
    this. Fields that follow from the status (waiting since, confirmed at) are set.
    """
    if status == S.WAITING:
        fields.setdefault("waiting_since", at)
    if status == S.CONFIRMED:
        fields.setdefault("confirmed_at", at)
    verb = TRANSITIONS[NEW, status]
    if status in Booking.HOLDING:
        _count(session, 1)
    booking = Booking.objects.create(
        reference=new_reference(),
        session=session,
        attendee=attendee,
        organisation=organisation,
        terms=terms,
        status=status,
        booked_by=by,
        booked_at=at,
        **fields,
    )
    record(verb, subject=booking, by=by, at=at, reason=reason)
    return booking


def move(
    booking: Booking,
    *,
    to: str,
    by: Person | None,
    at: datetime,
    reason: str = "",
    **fields: Any,
) -> None:
    """Put a booking into another state, keep the count in step, and record it.

    ``booking`` was read under its session's lock; see ``read_again``.

    Raises:
        BookingError: it cannot go from its state to that one, or its session is
            cancelled: then it can only be closed, whoever comes first.
    """
    is_off = booking.session.status == Session.Status.CANCELLED
    if is_off and booking.status in Booking.COUNTED_ON and to != S.CANCELLED:
        raise BookingError(CALLED_OFF)
    verb = TRANSITIONS.get((booking.status, to))
    if verb is None:
        was = booking.get_status_display().lower()
        raise BookingError(f"This booking is “{was}”, so that cannot be done now.")
    held = booking.holds_a_place
    booking.status = to
    if to == S.CONFIRMED:
        fields.setdefault("confirmed_at", at)
    if to in CLOSED:
        fields |= {"ended_at": at, "ended_because": reason[:300]}
    if to not in (S.OFFERED, S.AWAITING_APPROVAL):
        fields["held_until"] = None
    for name, value in fields.items():
        setattr(booking, name, value)
    if held != booking.holds_a_place:
        _count(booking.session, 1 if booking.holds_a_place else -1)
    booking.save(update_fields=["status", *fields])
    record(verb, subject=booking, by=by, at=at, reason=reason)


def _count(session: Session, change: int) -> None:
    """Add to the places taken. The database adds, not we: were the lock forgotten,
    the constraint would still see every place."""
    Session.objects.filter(pk=session.pk).update(taken=F("taken") + change)
    session.taken += change


def new_reference() -> str:
    """Return something like "7K3F-9QXM": 30⁸ of them, so two never meet."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
