"""Sessions as entries of a calendar file.

The link to an online room never stands in one: people pass calendar entries on.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from commonweal.dates.ical import Entry
from commonweal.design.addresses import full_address, host_name
from commonweal.design.calendar_files import LONG_AGO, calendar_bytes
from commonweal.training.models import Session
from commonweal.training.wording import span_of, write_place


def sessions_file(sessions: Iterable[Session], *, name: str) -> bytes:
    """Return dated sessions as an iCalendar file, an entry for each meeting.

    It is stamped with the newest change, so that it stays the same, byte by byte,
    until something changes.

    Args:
        sessions: with course and venue fetched, and their meetings.
        name: the calendar's name as people see it beside their own.
    """
    rows = list(sessions)
    stamp = max((row.changed_at for row in rows), default=LONG_AGO)
    entries = tuple(entry for row in rows for entry in entries_of(row))
    return calendar_bytes(entries, name=name, stamp=stamp)


def entries_of(session: Session) -> Iterator[Entry]:
    """Yield an entry for each meeting; none while the dates are to follow.

    The first keeps the session's own identifier and the others count on from it, so
    that a meeting that moves moves in people's calendars.
    """
    for number, (starts_at, ends_at) in enumerate(_spans(session)):
        span = span_of(starts_at, ends_at)
        address = full_address(reverse("training:session", args=[session.pk]))
        summary = session.course.summary
        yield Entry(
            uid=f"{session.uid}{f'-{number}' if number else ''}@{host_name()}",
            sequence=session.sequence,
            summary=session.course.title,
            start=span.start,
            end=span.end,
            location=_location(session),
            # Many calendars hide the address field and link those in the text.
            description="\n\n".join(part for part in (summary, address) if part),
            url=address,
            last_modified=session.changed_at,
            is_cancelled=session.status == Session.Status.CANCELLED,
        )


def _spans(session: Session) -> list[tuple[datetime, datetime]]:
    meetings = [(each.starts_at, each.ends_at) for each in session.meetings.all()]
    if meetings or session.starts_at is None or session.ends_at is None:
        return meetings
    return [(session.starts_at, session.ends_at)]


def _location(session: Session) -> str:
    if session.venue is None:
        return write_place(session)
    return ", ".join(filter(None, [session.room, session.venue.one_line]))
