"""How dates, places and bookings of sessions are said. Asks the database nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

from django.utils.timezone import localdate, localtime

from commonweal.dates import (
    Kind,
    Occurrence,
    write_moment,
    write_occurrence,
)
from commonweal.training.models import Course, Session

Colour = Literal["", "grey", "green", "yellow", "red", "blue"]
Standing = Session.Standing

ONLINE = "Online"
TO_BE_CONFIRMED = "Dates to be confirmed"


class Span(Protocol):
    """A meeting, or a session without one."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words on how a session stands, and the colour that repeats them."""

    words: str
    colour: Colour = ""

    @property
    def pair(self) -> tuple[str, str]:
        """As the cards of the design system take it."""
        return self.words, self.colour


def is_whole_days(starts_at: datetime, ends_at: datetime) -> bool:
    """Whether it runs from a midnight in London to another, like an awareness week."""
    clocks = {localtime(starts_at).time(), localtime(ends_at).time()}
    return clocks == {time.min}


def span_of(starts_at: datetime, ends_at: datetime) -> Occurrence:
    """Return a meeting as the date library knows it: London times, or whole days."""
    start: date | datetime = localtime(starts_at)
    end: date | datetime = localtime(ends_at)
    if is_whole_days(starts_at, ends_at):
        start, end = localdate(starts_at), localdate(ends_at) - timedelta(days=1)
    return Occurrence(kind=Kind.EVENT, start=start, end=end, spans=())


def write_span(starts_at: datetime, ends_at: datetime) -> str:
    """Return one meeting in words: "Thursday 29 May 2026, 10am to 2pm"."""
    return write_occurrence(span_of(starts_at, ends_at))


def write_session(session: Session) -> str:
    """Return when a session is: its first meeting, and how many follow, or what is
    known while dates are to follow. Its meetings have been fetched."""
    if session.starts_at is None or session.ends_at is None:
        expected = session.expected.strip()
        return f"{TO_BE_CONFIRMED}, {expected}" if expected else TO_BE_CONFIRMED
    meetings = list(session.meetings.all())
    if len(meetings) < 2:
        return write_span(session.starts_at, session.ends_at)
    first, more = meetings[0], len(meetings) - 1
    times = "one more time" if more == 1 else f"{more} more times"
    return f"{write_span(first.starts_at, first.ends_at)}, and {times}"


def write_meetings(session: Session, meetings: Sequence[Span]) -> list[str]:
    """Return each time at which a session meets, in words."""
    if not meetings:
        return [write_session(session)]
    return [write_span(meeting.starts_at, meeting.ends_at) for meeting in meetings]


def write_place(session: Session) -> str:
    """Return where it is in a word or two: the venue's name, or "Online"."""
    if session.venue is not None:
        return session.venue.name
    is_online = session.course.delivery == Course.Delivery.ONLINE
    return ONLINE if is_online or session.online_link else ""


def write_places(number: int) -> str:
    return f"{number} place left" if number == 1 else f"{number} places left"


def tag_for(session: Session, standing: Standing) -> Tag:
    """Return how a session stands, as a visitor is told."""
    if standing is Standing.OPEN and session.partner is not None:
        return Tag(f"Book with {session.partner.name}", "blue")
    if standing is Standing.OPEN:
        return Tag(write_places(session.places_left), "green")
    return TAGS[standing]


TAGS = {
    Standing.DRAFT: Tag("Draft", "grey"),
    Standing.ANNOUNCED: Tag(TO_BE_CONFIRMED, "grey"),
    Standing.NOT_YET: Tag("Booking not open yet", "grey"),
    Standing.WAITING: Tag("Full, waiting list open", "yellow"),
    Standing.FULL: Tag("Full", "grey"),
    Standing.CLOSED: Tag("Booking closed", "grey"),
    Standing.CANCELLED: Tag("Cancelled", "red"),
    Standing.PAST: Tag("Past", "grey"),
}


def write_standing(session: Session, standing: Standing) -> str:
    """Return a sentence on whether a place can be had, for the session's own page."""
    opens_at, closes_at = session.booking_opens_at, session.closes_at
    if standing is Standing.NOT_YET and opens_at is not None:
        return f"Booking opens at {write_moment(opens_at)}."
    if standing is Standing.CLOSED and closes_at is not None:
        return f"Booking closed at {write_moment(closes_at)}."
    if standing is Standing.OPEN and session.partner is None:
        return f"{write_places(session.places_left)} of {session.capacity}."
    return SENTENCES.get(standing, "")


SENTENCES = {
    Standing.ANNOUNCED: "The date is not settled yet. We can tell you when it is.",
    Standing.WAITING: (
        "All places are taken. Join the waiting list: when somebody gives a place "
        "back, it is offered to whoever is next."
    ),
    Standing.FULL: "All places are taken, and the waiting list is full.",
    Standing.CANCELLED: "This date was cancelled.",
    Standing.PAST: "This date has passed.",
}
