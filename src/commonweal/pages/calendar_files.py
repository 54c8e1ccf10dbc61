"""Occasions as calendar files: one item's, or the whole calendar's."""

from collections.abc import Iterable

from wagtail.models import Page

from commonweal.dates import Kind
from commonweal.dates.ical import Entry
from commonweal.design.addresses import full_address, host_name
from commonweal.design.calendar_files import LONG_AGO, calendar_bytes
from commonweal.pages.addresses import path_of
from commonweal.pages.models.occasions import Occasion
from commonweal.training.calendar_files import entries_of
from commonweal.training.models import Session


def calendar_file(
    occasions: Iterable[Occasion],
    *,
    name: str,
    root: Page,
    sessions: Iterable[Session] = (),
) -> bytes:
    """Return occasions, with their pages fetched, as an iCalendar file.

    The file is stamped with the newest change in it and not with the moment it
    was asked for: as long as nothing changes it is the same, byte by byte, and a
    subscriber is told so in a few words (304) instead of being sent it again.

    Args:
        name: the calendar's name as people see it beside their own.
        root: the site's home page, from which addresses count.
        sessions: of training, with course, venue and meetings fetched. They have
            the same identity here as in files of their own.
    """
    rows, held = list(occasions), list(sessions)
    stamp = max((row.changed_at for row in [*rows, *held]), default=LONG_AGO)
    entries = (
        *(_entry(row, root=root) for row in rows),
        *(entry for session in held for entry in entries_of(session)),
    )
    return calendar_bytes(entries, name=name, stamp=stamp)


def _entry(row: Occasion, *, root: Page) -> Entry:
    page = row.page
    address = full_address(path_of(page, root=root))
    return Entry(
        uid=f"{row.uid}@{host_name()}",
        sequence=row.sequence,
        kind=Kind(row.kind),
        summary=page.title,
        start=row.start,
        end=row.end,
        location=row.place,
        # Many calendars hide the address field and link those in the text.
        description="\n\n".join(part for part in (page.summary, address) if part),
        url=address,
        last_modified=row.changed_at,
    )
