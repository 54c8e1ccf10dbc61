"""Occasions as calendar files: one item's, or the whole calendar's."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from django.core.cache import cache
from wagtail.models import Page

from commonweal.dates import Kind
from commonweal.dates.ical import Entry, write_ical
from commonweal.pages.addresses import full_address, host_name, path_of
from commonweal.pages.models.occasions import Occasion

CONTENT_TYPE = "text/calendar; charset=utf-8"
KEPT_SECONDS = 24 * 3600
# Stands in a file without entries, so that it is the same at every request.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_file(occasions: Iterable[Occasion], *, name: str, root: Page) -> bytes:
    """Return occasions, with their pages fetched, as an iCalendar file.

    The file is stamped with the newest change in it and not with the moment it
    was asked for: as long as nothing changes it is the same, byte by byte, and a
    subscriber is told so in a few words (304) instead of being sent it again.

    Args:
        name: the calendar's name as people see it beside their own.
        root: the site's home page, from which addresses count.
    """
    rows = list(occasions)
    stamp = max((row.changed_at for row in rows), default=LONG_AGO)
    entries = tuple(_entry(row, root=root) for row in rows)
    return _written(entries, name=name, stamp=stamp)


def _written(entries: tuple[Entry, ...], *, name: str, stamp: datetime) -> bytes:
    """Write entries, or take what the very same entries were written as before.

    Writing costs about a millisecond an entry, and each device that subscribes
    asks four times a day. The key is made from everything that goes into the
    file, so what is kept is never out of date.
    """
    digest = sha256(repr((entries, name, stamp)).encode()).hexdigest()
    key = f"pages.calendar_file.{digest}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = write_ical(entries, name=name, stamp=stamp)
        cache.set(key, content, timeout=KEPT_SECONDS)
    return content


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
