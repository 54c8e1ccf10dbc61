"""One person's bookings to take away, as JSON and as a table."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from commonweal.people.models import Person
from commonweal.people.spreadsheets import write_csv
from commonweal.training.booking_rows import where
from commonweal.training.models import Booking
from commonweal.training.queries.own_training import all_bookings

COLUMNS = (
    "Reference",
    "Course or event",
    "Starts",
    "Ends",
    "Where",
    "For",
    "State",
    "Booked",
    "Booked by",
    "Line manager",
    "Done elsewhere instead",
    "Food",
    "To take part",
    "Ended",
    "Because",
)


def record_table(person: Person) -> bytes:
    """Return a CSV file with a row for each booking. Moments are London's."""
    return write_csv(COLUMNS, (_row(booking) for booking in all_bookings(person)))


def _row(booking: Booking) -> tuple[str, ...]:
    session, needs = booking.session, getattr(booking, "needs", None)
    return (
        booking.reference,
        session.course.title,
        written(session.starts_at),
        written(session.ends_at),
        where(session),
        booking.organisation.name if booking.organisation else "",
        booking.get_status_display(),
        written(booking.booked_at),
        str(booking.booked_by) if booking.booked_by else "",
        booking.manager_email,
        booking.declared_equivalent,
        needs.dietary if needs else "",
        needs.access if needs else "",
        written(booking.ended_at),
        booking.ended_because,
    )


def written(moment: datetime | None) -> str:
    """Return "2026-05-29 10:00", London's time, or "" for none."""
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def record_of(person: Person) -> list[dict[str, Any]]:
    """Return each booking as plain values, with answers and attendance. Moments are
    London's."""
    return [
        {
            **dict(zip(COLUMNS, _row(booking), strict=True)),
            "Answers": {
                answer.question.text: answer.text for answer in booking.answers.all()
            },
            "Attendance": _attendance(booking),
        }
        for booking in all_bookings(person)
    ]


def _attendance(booking: Booking) -> list[dict[str, str]]:
    return [
        {
            "Meeting": written(each.meeting.starts_at),
            "Mark": each.get_mark_display(),
        }
        for each in booking.attendances.all()
    ]


TEAM_COLUMNS = (
    "Reference",
    "Name",
    "E-mail",
    "For",
    "Course or event",
    "Starts",
    "Ends",
    "Where",
    "State",
    "Booked",
    "Booked by",
)


def team_table(bookings: Iterable[Booking]) -> bytes:
    """Return a CSV file with a row for each booking of an organisation's people.
    Nothing of their needs and answers: those are for organiser and trainer."""
    return write_csv(TEAM_COLUMNS, (_team_row(booking) for booking in bookings))


def _team_row(booking: Booking) -> tuple[str, ...]:
    session = booking.session
    return (
        booking.reference,
        str(booking.attendee),
        booking.attendee.contact_email,
        booking.organisation.name if booking.organisation else "",
        session.course.title,
        written(session.starts_at),
        written(session.ends_at),
        where(session),
        booking.get_status_display(),
        written(booking.booked_at),
        str(booking.booked_by) if booking.booked_by else "",
    )
