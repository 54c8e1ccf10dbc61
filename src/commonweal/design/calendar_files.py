"""Calendar files as they leave the site, kept until something in them changes."""

from datetime import UTC, datetime
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpResponse

from commonweal.dates.ical import Entry, write_ical

CONTENT_TYPE = "text/calendar; charset=utf-8"
KEPT_SECONDS = 24 * 3600
# Stands in a file without entries, so that it is the same at every request.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_bytes(entries: tuple[Entry, ...], *, name: str, stamp: datetime) -> bytes:
    """Write entries, or take what the very same entries were written as before.

    Writing costs about a millisecond an entry, and each device that subscribes
    asks four times a day. The key is made from everything that goes into the
    file, so what is kept is never out of date.
    """
    digest = sha256(repr((entries, name, stamp)).encode()).hexdigest()
    key = f"design.calendar_file.{digest}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = write_ical(entries, name=name, stamp=stamp)
        cache.set(key, content, timeout=KEPT_SECONDS)
    return content


def calendar_response(content: bytes, *, file_name: str) -> HttpResponse:
    """Answer with a calendar file that browsers hand to the device's calendar."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response
