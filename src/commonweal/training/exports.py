"""The tables that the desk can take out: columns, and rows one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from commonweal.people.streamed_tables import Cell
from commonweal.training.models import Attendance, Booking, Course, Session

# Rows fetched at a time.
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """Which sessions to take: begun from a day until a day, both included.

    None leaves a side open; then sessions without dates are taken too.
    """

    first: date | None = None
    last: date | None = None
    session_id: int | None = None

    @property
    def in_words(self) -> str:
        """The span as the audit trail notes it; empty when it is all there is."""
        sides = [
            f"from {self.first}" if self.first else "",
            f"until {self.last}" if self.last else "",
            f"session {self.session_id}" if self.session_id else "",
        ]
        return " ".join(side for side in sides if side)

    def narrow(self, found: QuerySet[Any], *, to_session: str) -> QuerySet[Any]:
        """Return those of ``found`` whose session is among them.

        Args:
            to_session: the way there, with its underscores: "session__", or "".
        """
        if self.first:
            begin = _london(self.first, time.min)
            found = found.filter(**{f"{to_session}starts_at__gte": begin})
        if self.last:
            end = _london(self.last, time.max)
            found = found.filter(**{f"{to_session}starts_at__lte": end})
        if self.session_id:
            found = found.filter(**{f"{to_session}pk": self.session_id})
        return found


def _london(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name in addresses, its heading, columns and rows."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: Callable[[Span], Iterator[tuple[Cell, ...]]]
    is_dated: bool = True


def _courses(span: Span) -> Iterator[tuple[Cell, ...]]:
    found = Course.objects.select_related("level", "policy", "replaced_by")
    for course in found.order_by("title").iterator(chunk_size=CHUNK):
        yield (
            course.title,
            course.get_kind_display(),
            course.level.name if course.level else "",
            course.get_delivery_display(),
            course.length,
            course.hours,
            course.cost,
            course.policy.name if course.policy else "",
            course.has_certificate,
            course.refresh_after_months,
            course.replaced_by.title if course.replaced_by else "",
            course.replaced_from,
            course.is_published,
            course.summary,
        )


def _sessions(span: Span) -> Iterator[tuple[Cell, ...]]:
    every = Session.objects.select_related("course", "venue", "partner")
    found = span.narrow(every.prefetch_related("trainers", "meetings"), to_session="")
    for session in found.order_by("starts_at", "pk").iterator(chunk_size=CHUNK):
        yield (
            session.pk,
            session.course.title,
            session.get_status_display(),
            session.starts_at,
            session.ends_at,
            len(session.meetings.all()),
            session.venue.name if session.venue else "",
            session.room,
            ", ".join(str(trainer) for trainer in session.trainers.all()),
            session.capacity,
            session.taken,
            session.minimum,
            session.partner.name if session.partner else "",
            session.cancelled_because,
        )


def _bookings(span: Span) -> Iterator[tuple[Cell, ...]]:
    every = Booking.objects.select_related(
        "session__course", "attendee", "organisation__sector"
    )
    found = span.narrow(every, to_session="session__")
    for booking in found.order_by("session__starts_at", "pk").iterator(
        chunk_size=CHUNK
    ):
        yield (
            booking.reference,
            booking.session.course.title,
            booking.session.starts_at,
            booking.get_status_display(),
            *_person(booking),
            booking.booked_at,
            booking.confirmed_at,
            booking.waiting_since,
            booking.coming_since,
            booking.ended_at,
            booking.ended_because,
            booking.manager_email,
            booking.declared_equivalent,
        )


def _attendance(span: Span) -> Iterator[tuple[Cell, ...]]:
    every = Attendance.objects.select_related(
        "booking__session__course",
        "booking__attendee",
        "booking__organisation__sector",
        "meeting",
    )
    found = span.narrow(every, to_session="booking__session__")
    for one in found.order_by("meeting__starts_at", "pk").iterator(chunk_size=CHUNK):
        yield (
            one.booking.reference,
            one.booking.session.course.title,
            one.meeting.starts_at,
            one.meeting.ends_at,
            *_person(one.booking),
            one.get_mark_display(),
            one.marked_at,
        )


def _person(booking: Booking) -> tuple[Cell, ...]:
    organisation = booking.organisation
    return (
        booking.attendee.first_name,
        booking.attendee.last_name,
        booking.attendee.contact_email,
        organisation.name if organisation else "",
        organisation.sector.name if organisation else "",
    )


PERSON = ("First name", "Last name", "E-mail", "Organisation", "Sector")

TABLES = {
    table.name: table
    for table in (
        Table(
            "bookings",
            "Bookings",
            (
                *("Reference", "Course", "Session starts", "State"),
                *PERSON,
                *("Booked", "Confirmed", "Waiting since", "Said they are coming"),
                *("Ended", "Ended because", "Manager’s e-mail"),
                "Did instead of a prerequisite",
            ),
            _bookings,
        ),
        Table(
            "attendance",
            "Attendance",
            (
                *("Reference", "Course", "Meeting starts", "Meeting ends"),
                *PERSON,
                *("Mark", "Marked"),
            ),
            _attendance,
        ),
        Table(
            "sessions",
            "Sessions",
            (
                *("Number", "Course", "Status", "Starts", "Ends", "Meetings"),
                *("Venue", "Room", "Trainers", "Places", "Taken", "Fewest to run"),
                *("Booked on the site of", "Cancelled because"),
            ),
            _sessions,
        ),
        Table(
            "courses",
            "Courses and events",
            (
                *("Title", "Kind", "Level", "Delivery", "Length", "Hours", "Cost"),
                *("Booking policy", "Gives a certificate", "Refresh after months"),
                *("Replaced by", "Replaced from", "In the catalogue", "Summary"),
            ),
            _courses,
            is_dated=False,
        ),
    )
}
