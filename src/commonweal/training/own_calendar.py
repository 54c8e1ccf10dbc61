"""Somebody's own bookings as entries of a calendar file.

They bear the names (UID) that the invitations by e-mail bear, so that a calendar which
has both knows them for the same. The online room stands in none, nor the way to it:
people pass calendar entries on, and share whole calendars.
"""

from collections.abc import Iterable, Iterator

from commonweal.dates import Entry
from commonweal.design.calendar_files import LONG_AGO, calendar_bytes
from commonweal.training import addresses
from commonweal.training.emails.facts import spans
from commonweal.training.emails.invitations import uid
from commonweal.training.models import Booking, Session
from commonweal.training.wording import span_of, write_place


def own_calendar(bookings: Iterable[Booking], *, name: str) -> bytes:
    """Return bookings as an iCalendar file, an entry for each meeting.

    It stays the same, byte by byte, until one of them changes.

    Args:
        bookings: with session, course, venue and meetings fetched.
        name: the calendar's name as the person sees it beside their others.
    """
    rows = list(bookings)
    stamp = max((row.session.changed_at for row in rows), default=LONG_AGO)
    entries = tuple(entry for row in rows for entry in entries_of(row))
    return calendar_bytes(entries, name=name, stamp=stamp)


def entries_of(booking: Booking) -> Iterator[Entry]:
    """Yield an entry for each meeting of a booking; none while dates are to follow."""
    session = booking.session
    meetings = spans(session)
    for number, (starts_at, ends_at) in enumerate(meetings, 1):
        span = span_of(starts_at, ends_at)
        several = f" ({number} of {len(meetings)})" if len(meetings) > 1 else ""
        page = addresses.booking_page(booking)
        yield Entry(
            uid=uid(booking, number),
            sequence=booking.sequence,
            summary=f"{session.course.title}{several}",
            start=span.start,
            end=span.end,
            location=_location(session),
            description=f"Booking {booking.reference}\nChange it or give the place back: {page}",
            url=page,
            last_modified=session.changed_at,
            is_cancelled=not booking.holds_a_place
            or session.status == Session.Status.CANCELLED,
        )


def _location(session: Session) -> str:
    if session.venue is None:
        return write_place(session)
    return ", ".join(filter(None, [session.room, session.venue.one_line]))
