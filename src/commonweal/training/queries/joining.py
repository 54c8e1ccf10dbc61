"""Whether somebody's way into an online room is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from commonweal.training.models import Booking, Session

# Those who had a place when the session was held may still come in until its end.
ADMITTED = (
    Booking.Status.CONFIRMED,
    Booking.Status.ATTENDED,
    Booking.Status.PARTLY,
    Booking.Status.ABSENT,
)
OPENS_BEFORE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Door:
    """The way into a room at a moment.

    Attributes:
        why_shut: why it does not open any more, in a sentence; "" when it does.
        opens_at: when it opens next; None when it is open, or never will be.
        has_room: whether the room is known yet.
    """

    why_shut: str = ""
    opens_at: datetime | None = None
    has_room: bool = True

    @property
    def is_open(self) -> bool:
        return not self.why_shut and self.opens_at is None and self.has_room


def door_of(booking: Booking, *, at: datetime) -> Door:
    """Return how the way in stands at ``at``. One query, none when fetched before."""
    session = booking.session
    if booking.status not in ADMITTED:
        return Door("This page belonged to a booking that is over.")
    if session.status == Session.Status.CANCELLED:
        return Door("This session was cancelled.")
    for meeting in session.meetings.all():
        if at < meeting.ends_at:
            opens_at = meeting.starts_at - OPENS_BEFORE
            return Door(
                opens_at=opens_at if at < opens_at else None,
                has_room=bool(session.online_link),
            )
    return Door("This session is over.")
