"""Move sessions, change their place, call them off, and tell everybody."""

from collections.abc import Sequence
from datetime import datetime

from commonweal.directory.models import Venue
from commonweal.people.models import Person
from commonweal.training.actions.batches import Later, do_batch_now_or
from commonweal.training.actions.changing import (
    begin_cancelling,
    begin_change_of_place,
    begin_move,
)
from commonweal.training.actions.sessions import Span
from commonweal.training.models import Batch, Session


def move_session(
    *,
    session: Session,
    meetings: Sequence[Span],
    by: Person,
    at: datetime,
    reason: str = "",
    closes_at: datetime | None = None,
    later: Later | None = None,
) -> Batch | None:
    """Give a session other times. Everybody with a live booking is told, calendars
    follow, and offers and held places end in time for the new date.

    Args:
        closes_at: when booking closes then. None: as long before the start as it was.
        later: called with the batch when telling so many takes long. None: they are
            told before this returns, however many.

    Returns:
        The batch that tells people; None when nothing changed or nobody is booked.

    Raises:
        SessionError: it is not scheduled or has begun, the times cannot be, or they
            lie in the past.
    """
    batch = begin_move(
        session=session,
        meetings=meetings,
        by=by,
        at=at,
        reason=reason,
        closes_at=closes_at,
    )
    return batch and do_batch_now_or(later, batch=batch, at=at)


def change_place(
    *,
    session: Session,
    by: Person,
    at: datetime,
    venue: Venue | None,
    room: str = "",
    online_link: str = "",
    reason: str = "",
    later: Later | None = None,
) -> Batch | None:
    """Give a session another venue, room or online room. Everybody with a live booking
    is told, and calendars follow. A new address of the same online room changes
    nothing for anybody: their joining page stays.

    ``later`` and what is returned are as with ``move_session``.

    Raises:
        SessionError: it is not scheduled, or over.
    """
    batch = begin_change_of_place(
        session=session,
        by=by,
        at=at,
        venue=venue,
        room=room,
        online_link=online_link,
        reason=reason,
    )
    return batch and do_batch_now_or(later, batch=batch, at=at)


def cancel_session(
    *,
    session: Session,
    by: Person,
    at: datetime,
    reason: str,
    later: Later | None = None,
) -> Batch | None:
    """Call a session off. Every live booking ends, nobody owes anything, everybody is
    told and calendars are cleared. To take people to another date first:
    ``cancel_and_rebook``.

    ``later`` and what is returned are as with ``move_session``.

    Raises:
        SessionError: it is cancelled already, or over.
    """
    batch = begin_cancelling(session=session, by=by, at=at, reason=reason)
    return batch and do_batch_now_or(later, batch=batch, at=at)
