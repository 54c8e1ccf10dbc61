"""Cancel a session, and take its people to another date first."""

from datetime import datetime

from commonweal.people.models import Person
from commonweal.training.actions.batches import Later, begin_batch, do_batch_now_or
from commonweal.training.actions.session_changes import cancel_session
from commonweal.training.models import Batch, Booking, Session


def cancel_and_rebook(
    *,
    session: Session,
    reason: str,
    to_session: Session | None,
    by: Person,
    at: datetime,
    later: Later,
) -> Batch | None:
    """Cancel a session; with ``to_session``, move whoever has a place there first.

    Those for whom there is no room stay, and are told of the cancellation.

    Args:
        later: called with the batch when there are so many people that it takes
            long; it then moves them, and cancels when all are moved.

    Returns:
        The batch that moves people, or that closes their bookings; None when there
        are none.

    Raises:
        SessionError: the session cannot be cancelled.
    """
    confirmed = session.bookings.filter(status=Booking.Status.CONFIRMED)
    bookings = (
        list(confirmed.order_by("booked_at", "pk")) if to_session is not None else []
    )
    if not bookings:
        return cancel_session(session=session, reason=reason, by=by, at=at, later=later)
    batch = begin_batch(
        kind=Batch.Kind.TRANSFER,
        session=session,
        bookings=bookings,
        by=by,
        at=at,
        words=reason,
        to_session=to_session,
        cancels_session=True,
    )
    # Those who are not moved are to be told, too.
    people = session.bookings.counted_on().count()
    return do_batch_now_or(later, batch=batch, at=at, people=people)
