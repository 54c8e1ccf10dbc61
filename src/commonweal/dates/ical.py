"""Write calendars as iCalendar (RFC 5545), for one item or to subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDDDTypes,
)

from commonweal.dates.occurrences import LONDON, Kind

_PRODUCT = "-//Commonweal//Dates//EN"
_ZONE = "Europe/London"
_REFRESH = timedelta(hours=6)


class Method(StrEnum):
    """What the receiving calendar should do (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody's name and e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One calendar entry, as plain values.

    ``uid`` must stay the same for the life of the entry, and ``sequence`` must
    rise with every change, or calendars will show old news. ``start`` and ``end``
    are as in ``Occurrence``: aware datetimes, or days with the last one included.
    ``last_modified`` is aware. ``url`` is where the entry can be read in full. An
    invitation names its ``organiser`` and its ``attendee``, who has said yes already.
    """

    uid: str
    summary: str
    start: date | datetime
    end: date | datetime | None = None
    kind: Kind = Kind.EVENT
    sequence: int = 0
    description: str = ""
    url: str = ""
    location: str = ""
    last_modified: datetime | None = None
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False
    organiser: Mailbox | None = None
    attendee: Mailbox | None = None


def write_ical(
    entries: Iterable[Entry],
    *,
    name: str,
    stamp: datetime,
    method: Method = Method.PUBLISH,
) -> bytes:
    """Return a calendar of ``entries`` as the bytes of an .ics file.

    Whole days end on the day after the last, as the standard asks. A deadline is
    a day marked as free time, or an instant without length.

    Args:
        entries: what to write, in this order.
        name: the calendar's name, which people see when they subscribe.
        stamp: the aware moment of writing; the same input then gives the same
            bytes.
        method: leave PUBLISH for a feed or a download.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if method is Method.PUBLISH:
        _name_feed(calendar, name)
    calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    written: bytes = calendar.to_ical()
    return written


def _name_feed(calendar: Calendar, name: str) -> None:
    """Say what it is called and how often to look again: not for an invitation,
    with which Outlook would open a calendar of its own."""
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", _ZONE)
    # Both are asked: RFC 7986's property, and the older one that Outlook reads.
    calendar.add(
        "refresh-interval", vDDDTypes(_REFRESH), parameters={"VALUE": "DURATION"}
    )
    calendar.add("x-published-ttl", vDDDTypes(_REFRESH))


def _london() -> Timezone:
    """Return Europe/London as it has been since 1996, in two rules.

    Written by hand, because generated definitions list every change since 1847.
    """
    zone = Timezone()
    zone.add("tzid", _ZONE)
    summer = TimezoneDaylight()
    summer.add("dtstart", datetime(1996, 3, 31, 1))  # noqa: DTZ001 – local time by the standard
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1SU"})
    summer.add("tzoffsetfrom", timedelta(0))
    summer.add("tzoffsetto", timedelta(hours=1))
    summer.add("tzname", "BST")
    winter = TimezoneStandard()
    winter.add("dtstart", datetime(1996, 10, 27, 2))  # noqa: DTZ001 – local time by the standard
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1SU"})
    winter.add("tzoffsetfrom", timedelta(hours=1))
    winter.add("tzoffsetto", timedelta(0))
    winter.add("tzname", "GMT")
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", _summary(entry))
    _add_time(event, entry)
    for field, value in (
        ("description", entry.description),
        ("location", entry.location),
        ("url", entry.url),
    ):
        if value:
            event.add(field, value)
    if entry.categories:
        event.add("categories", list(entry.categories))
    if entry.last_modified is not None:
        event.add("last-modified", entry.last_modified)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    _add_people(event, entry)
    return event


def _add_people(event: Event, entry: Entry) -> None:
    if entry.organiser is not None:
        organiser = vCalAddress(f"mailto:{entry.organiser.email}")
        organiser.params["CN"] = entry.organiser.name
        event.add("organizer", organiser)
    if entry.attendee is not None:
        attendee = vCalAddress(f"mailto:{entry.attendee.email}")
        attendee.params["CN"] = entry.attendee.name
        attendee.params["CUTYPE"] = "INDIVIDUAL"
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        # They booked, so they are coming: no button asks them again, and no answer
        # goes to a mailbox that nobody reads.
        attendee.params["PARTSTAT"] = "ACCEPTED"
        attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)


def _summary(entry: Entry) -> str:
    if entry.kind is Kind.DEADLINE:
        return f"Deadline: {entry.summary}"
    return entry.summary


def _add_time(event: Event, entry: Entry) -> None:
    """Write start and end; only an event takes up the attendee's time."""
    start, end = entry.start, entry.end
    if isinstance(start, datetime):
        event.add("dtstart", start.astimezone(LONDON))
        if isinstance(end, datetime):
            event.add("dtend", end.astimezone(LONDON))
    else:
        last = end or start
        event.add("dtstart", start)
        event.add("dtend", last + timedelta(days=1))
    busy = entry.kind is Kind.EVENT and isinstance(start, datetime)
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
