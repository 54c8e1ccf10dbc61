"""When news enters or leaves lists: what a list's freshness follows from."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Value

# Written out, because it is asked at each request and Django takes longer to put
# these four into words than databases take to answer. Each one walks an index.
# The joined table says whether a page is live.
_LIVE = (
    "FROM pages_newspage n JOIN wagtailcore_page p ON p.id = n.page_ptr_id "
    "WHERE p.live AND"
)
_TURNS = f"""
SELECT
  (SELECT n.visible_until {_LIVE} n.visible_until <= %s ORDER BY n.visible_until DESC LIMIT 1),
  (SELECT n.visible_until {_LIVE} n.visible_until > %s ORDER BY n.visible_until LIMIT 1),
  (SELECT n.visible_from {_LIVE} n.visible_from > %s ORDER BY n.visible_from LIMIT 1),
  (SELECT timestamp FROM wagtailcore_pagelogentry ORDER BY timestamp DESC LIMIT 1)
"""  # noqa: S608 - constants only


def turns(*, now: datetime) -> list[datetime]:
    """Return the moments around ``now`` at which lists of news change.

    When an item of the site last left and next enters or leaves, and when an
    editor last did anything: what was taken away leaves no other trace than the
    log of edits, and a list without an item must be newer than the list with it.
    One query.
    """
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [moment, moment, moment])
        found = cursor.fetchone()
    return [told for told in map(_as_moment, found) if told is not None]


def _as_moment(told: object) -> datetime | None:
    """Read a moment as Django does from a column: SQLite stores them as text."""
    column = Value(None, output_field=DateTimeField())
    for converter in connection.ops.get_db_converters(column):
        told = converter(told, column, connection)
    assert told is None or isinstance(told, datetime)
    return told


def latest(moments: Iterable[datetime | None], *, now: datetime) -> datetime | None:
    """Return the last of ``moments`` up to ``now``, if there is one."""
    return max((m for m in moments if m and m <= now), default=None)


def soonest(moments: Iterable[datetime | None], *, now: datetime) -> datetime | None:
    """Return the first of ``moments`` after ``now``, if there is one."""
    return min((m for m in moments if m and m > now), default=None)
