"""Entries for people's own calendars, which follow what becomes of a booking.

RFC 5546: the entry's UID stays for its life, and SEQUENCE rises with each change.
A session of several meetings makes one entry a meeting, each in a message of its
own: most mail programs act on one invitation a message, and Exchange drops the
dates of a series that follows no pattern (docs/adr/0031).
"""

from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from commonweal.dates import Entry, Mailbox, Method, write_ical
from commonweal.design.models import Brand
from commonweal.mail.letters import Enclosure
from commonweal.training import addresses
from commonweal.training.emails.facts import recipient, spans
from commonweal.training.models import Booking, Session


def invitation(booking: Booking, *, at: datetime, number: int = 1) -> Enclosure:
    """Return the entry of one meeting, new or changed.

    Args:
        number: which meeting, counted from 1 in order of time.
    """
    return _enclose(booking, spans(booking.session)[number - 1], number, at, False)


def withdrawal(
    booking: Booking,
    *,
    at: datetime,
    span: tuple[datetime, datetime],
    number: int = 1,
) -> Enclosure:
    """Return what takes the entry of a meeting out of the calendar again.

    Args:
        span: when the meeting was to be.
    """
    return _enclose(booking, span, number, at, True)


def _enclose(
    booking: Booking,
    span: tuple[datetime, datetime],
    number: int,
    at: datetime,
    is_cancelled: bool,
) -> Enclosure:
    method = Method.CANCEL if is_cancelled else Method.REQUEST
    entry = Entry(
        uid=uid(booking, number),
        summary=_summary(booking.session, number),
        start=span[0],
        end=span[1],
        sequence=booking.sequence,
        location=_location(booking),
        description=_description(booking),
        url=addresses.booking_page(booking),
        last_modified=at,
        is_cancelled=is_cancelled,
        organiser=_organiser(),
        attendee=Mailbox(str(booking.attendee), recipient(booking)),
    )
    text = write_ical(
        [entry], name=booking.session.course.title, stamp=at, method=method
    )
    name = "cancelled.ics" if is_cancelled else "invitation.ics"
    return Enclosure.calendar(text.decode(), method=method, filename=name)


def uid(booking: Booking, number: int = 1) -> str:
    """Return the name by which calendars know a booking's meeting."""
    host = urlsplit(settings.SITE_ADDRESS).hostname
    return f"{booking.uid}-{number}@{host}"


def _summary(session: Session, number: int) -> str:
    several = len(spans(session))
    title: str = session.course.title
    return f"{title} ({number} of {several})" if several > 1 else title


def _location(booking: Booking) -> str:
    session = booking.session
    parts = [session.room] if session.room else []
    if session.venue is not None:
        parts.append(session.venue.one_line)
    if session.online_link and session.ends_at:
        # Never the room's own address: a calendar is shared, and outlives a booking.
        page = addresses.joining_page(booking, until=session.ends_at)
        parts.append(f"Online: your joining page {page}")
    return ", ".join(parts)


def _description(booking: Booking) -> str:
    page = addresses.booking_page(booking)
    return f"Booking {booking.reference}\nChange it or give the place back: {page}"


def _organiser() -> Mailbox:
    """The sender: Outlook refuses an update that comes from another address."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Mailbox(Brand.of_default_site().partnership_name or name, email)
