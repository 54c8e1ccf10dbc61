"""What messages say about a session and a booking, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from commonweal.dates import Kind, Occurrence, write_occurrence
from commonweal.training import addresses
from commonweal.training.models import Booking, Session
from commonweal.training.rules.fees import cancelling_in_words
from commonweal.training.terms import fee_of, with_charges

Values = dict[str, str | Sequence[str]]

PLACEHOLDERS: Mapping[str, str] = {
    "name": "The person’s first name",
    "course": "The course’s title",
    "when": "Day and time of the first meeting",
    "details": "Days, times, place and rules, as points",
    "reference": "The booking’s reference",
    "booking_link": "The person’s page of this booking",
}
EXAMPLES: Mapping[str, str] = {
    "name": "Jo",
    "course": "Working together to safeguard children",
    "when": "Tuesday 19 May 2026, 9:30am to 1pm",
    "details": "Tuesday 19 May 2026, 9:30am to 1pm · Example Hall, 1 Example Street · "
    "Cancel free until 5pm on Friday 15 May 2026.",
    "reference": "7K3F-9QXM",
}


def recipient(booking: Booking) -> str:
    """Return where to write about a booking: to the person, or, when they have no
    address, to whoever booked them, or their organisation's booking lead."""
    if booking.attendee.contact_email:
        return booking.attendee.contact_email
    if booking.booked_by is not None and booking.booked_by.contact_email:
        return booking.booked_by.contact_email
    return booking.organisation.booking_lead_email if booking.organisation else ""


def of_booking(booking: Booking, *, at: datetime, charges: bool = False) -> Values:
    """Return the values that every message about a booking can use.

    Args:
        charges: say until when cancelling is free, and what it costs afterwards.
    """
    session = booking.session
    details = [*for_whom(booking), *times(session), *place(session)]
    if charges and session.starts_at is not None:
        terms = with_charges(booking.terms)
        details += cancelling_in_words(
            terms, starts_at=session.starts_at, at=at, fee=fee_of(booking, terms)
        )
    return {
        "name": booking.attendee.first_name or str(booking.attendee),
        "course": session.course.title,
        "when": times(session)[0],
        "details": details,
        "reference": booking.reference,
        "booking_link": addresses.booking_page(booking),
    }


def for_whom(booking: Booking) -> list[str]:
    """Name the person where somebody else is written to."""
    if recipient(booking) == booking.attendee.contact_email:
        return []
    return [f"For {booking.attendee}"]


def times(session: Session) -> list[str]:
    """Return the days and times of a session's meetings, each as a line."""
    return [write_times(*each) for each in spans(session)] or ["Dates to follow"]


def spans(session: Session) -> list[tuple[datetime, datetime]]:
    """Return when a session meets; its own start and end where no meeting is kept."""
    meetings = [(each.starts_at, each.ends_at) for each in session.meetings.all()]
    if not meetings and session.starts_at and session.ends_at:
        return [(session.starts_at, session.ends_at)]
    return meetings


def write_times(starts_at: datetime, ends_at: datetime) -> str:
    """Return "Tuesday 19 May 2026, 9:30am to 1pm"."""
    return write_occurrence(
        Occurrence(kind=Kind.EVENT, start=starts_at, end=ends_at, spans=())
    )


def place(session: Session) -> list[str]:
    """Return where a session is, each part as a line."""
    lines = []
    if session.venue is not None:
        room = f"{session.room}, " if session.room else ""
        lines.append(f"{room}{session.venue.one_line}")
    elif session.room:
        lines.append(session.room)
    if session.online_link:
        lines.append("Online, from your own joining page")
    return lines


@dataclass(frozen=True, slots=True)
class Known:
    """Time and place of a session, as somebody was told."""

    spans: list[tuple[datetime, datetime]]
    place: list[str]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Return what ``known`` has written."""
        moments = [
            (datetime.fromisoformat(start), datetime.fromisoformat(end))
            for start, end in kept["spans"]
        ]
        return cls(spans=moments, place=list(kept["place"]))


def known(session: Session) -> dict[str, object]:
    """Return time and place of a session as JSON, to compare with what comes."""
    return {
        "spans": [
            [start.isoformat(), end.isoformat()] for start, end in spans(session)
        ],
        "place": place(session),
    }


def what_changed(session: Session, before: Known) -> str:
    """Say in sentences what is not as it was before."""
    sentences = []
    if spans(session) != before.spans:
        was = "; ".join(write_times(*each) for each in before.spans)
        sentences.append(f"It was to be on {was}.")
    if place(session) != before.place:
        here = "; ".join(place(session)) or "to be told later"
        sentences.append(f"The place is now: {here}.")
    return " ".join(sentences) or "Time and place are what they were before."
