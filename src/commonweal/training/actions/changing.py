"""Change a session itself: its times, its place, whether it takes place at all.

Each is one short transaction, however many are booked: the session's row, its event
in the audit trail, and a batch of what follows for each booking. Nothing is lost when
the process stops after any line. ``session_changes`` does both.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from commonweal.directory.models import Venue
from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about
from commonweal.people.models import Person
from commonweal.training.actions.following import begin_calling_off, begin_telling
from commonweal.training.actions.places import locked
from commonweal.training.actions.sessions import (
    Span,
    checked_spans,
    write_meetings,
)
from commonweal.training.actions.settling import offer_places, settle_locked
from commonweal.training.actions.telling import take_back
from commonweal.training.emails.facts import known, place, spans
from commonweal.training.exceptions import SessionError
from commonweal.training.models import (
    Answer,
    Approval,
    Batch,
    Booking,
    Needs,
    Offer,
    Session,
)

OVER = "This session is over."
NOT_SCHEDULED = "Only a scheduled session can be changed like that."
# What still waits to be sent names the old time or place.
STALE = {
    "training.place_confirmed",
    "training.further_meeting",
    "training.session_changed",
    "training.reminder",
    "training.joining_instructions",
    "training.online_link",
}


@transaction.atomic
def begin_move(
    *,
    session: Session,
    meetings: Sequence[Span],
    by: Person,
    at: datetime,
    reason: str = "",
    closes_at: datetime | None = None,
) -> Batch | None:
    """Give a session other times. Offers and held places end in time for the new date,
    and from now on nothing with the old times is sent.

    Returns:
        The batch that tells people; None when nothing changed or nobody is booked.

    Raises:
        SessionError: see ``move_session``.
    """
    session = _changeable(session, at=at)
    new = checked_spans(meetings)
    if new[0][0] <= at:
        raise SessionError("The new time lies in the past.")
    before = known(session)
    was = spans(session)
    if new == was:
        return None
    shift = new[0][0] - was[0][0]
    if closes_at is None and session.booking_closes_at is not None:
        closes_at = session.booking_closes_at + shift
    session.starts_at, session.ends_at = new[0][0], new[-1][1]
    session.booking_closes_at = closes_at
    session.sequence += 1
    session.save(
        update_fields=[
            "starts_at",
            "ends_at",
            "booking_closes_at",
            "sequence",
            "changed_at",
        ]
    )
    write_meetings(session, new)
    _keep_until_after(session)
    record("training.session_moved", subject=session, by=by, at=at, reason=reason)
    session = locked(session)
    # Whoever could come on the old date may not on the new one.
    Booking.objects.filter(session=session).update(coming_since=None)
    batch = _begin(session, before=before, by=by, at=at, reason=reason)
    _shorten_holds(session)
    offer_places(session, at=at)
    return batch


@transaction.atomic
def begin_change_of_place(
    *,
    session: Session,
    by: Person,
    at: datetime,
    venue: Venue | None,
    room: str = "",
    online_link: str = "",
    reason: str = "",
) -> Batch | None:
    """Give a session another venue, room or online room.

    Returns:
        The batch that tells people; None when it changes nothing for anybody.

    Raises:
        SessionError: it is not scheduled, or over.
    """
    session = _changeable(session, at=at, may_have_begun=True)
    before, was = known(session), place(session)
    session.venue, session.room, session.online_link = venue, room, online_link
    session.sequence += 1
    session.save(
        update_fields=["venue", "room", "online_link", "sequence", "changed_at"]
    )
    record("training.place_changed", subject=session, by=by, at=at, reason=reason)
    session = locked(session)
    if place(session) == was:
        return None
    return _begin(session, before=before, by=by, at=at, reason=reason)


@transaction.atomic
def begin_cancelling(
    *, session: Session, by: Person | None, at: datetime, reason: str
) -> Batch | None:
    """Call a session off. From now on nobody is offered or given a place there, and
    nothing that waited to be sent about it is.

    Args:
        by: None when whoever asked for it is not known any more.

    Returns:
        The batch that closes the bookings and tells people; None when there are none.

    Raises:
        SessionError: it is cancelled already, or over.
    """
    session = locked(session)
    if session.status == Session.Status.CANCELLED:
        raise SessionError("This session is cancelled already.")
    if session.ends_at is not None and session.ends_at <= at:
        raise SessionError(OVER)
    session.status = Session.Status.CANCELLED
    session.cancelled_at, session.cancelled_because = at, reason[:300]
    session.sequence += 1
    session.save(
        update_fields=[
            "status",
            "cancelled_at",
            "cancelled_because",
            "sequence",
            "changed_at",
        ]
    )
    record("training.session_cancelled", subject=session, by=by, at=at, reason=reason)
    take_back(Booking.objects.of(session).counted_on(), at=at)
    return begin_calling_off(session, by=by, at=at, reason=reason)


def _changeable(
    session: Session, *, at: datetime, may_have_begun: bool = False
) -> Session:
    session = locked(session)
    if session.status != Session.Status.SCHEDULED:
        raise SessionError(NOT_SCHEDULED)
    end = session.ends_at if may_have_begun else session.starts_at
    if end is not None and end <= at:
        raise SessionError(OVER if may_have_begun else "This session has begun.")
    settle_locked(session, at=at)
    return session


def _begin(
    session: Session,
    *,
    before: dict[str, object],
    by: Person,
    at: datetime,
    reason: str,
) -> Batch | None:
    """Raise every calendar entry's number, drop what waits to be sent, and leave the
    telling to a batch.

    The number first: whoever queues a reminder locks the booking, so a reminder of the
    old time is either dropped here, or not queued any more.
    """
    bookings = Booking.objects.of(session).counted_on()
    bookings.update(sequence=F("sequence") + 1)
    drop_waiting_about(about=bookings, at=at, templates=STALE)
    return begin_telling(session, before=before, by=by, at=at, reason=reason)


def _keep_until_after(session: Session) -> None:
    """Needs and answers are erased a while after the session, so they move along."""
    for table in (Needs, Answer):
        table.objects.filter(booking__session=session).update(
            session_ends_at=session.ends_at
        )


def _shorten_holds(session: Session) -> None:
    """No offer and no held place outlasts the start of the session."""
    until = session.starts_at
    late = Booking.objects.of(session).counted_on().filter(held_until__gt=until)
    Offer.objects.filter(booking__in=late, outcome=Offer.Outcome.OPEN).update(
        expires_at=until
    )
    Approval.objects.filter(booking__in=late, outcome=Approval.Outcome.OPEN).update(
        expires_at=until
    )
    late.update(held_until=until)
