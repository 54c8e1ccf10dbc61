"""What each kind of issue is the issue of: a month, a week or a day in London."""

from datetime import date, timedelta

from commonweal.dates import write_date, write_range
from commonweal.dates.calendar_words import MONTH_NAMES
from commonweal.newsletter.models import Issue


def period_of(kind: str, day: date) -> str:
    """Return the period of an issue drafted on ``day``: ``2026-11``, ``2026-W47``
    (ISO 8601, 4.1.4: weeks begin on Monday) or ``2026-11-22``."""
    if kind == Issue.Kind.MONTHLY:
        return f"{day:%Y-%m}"
    if kind == Issue.Kind.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()


def period_in_words(kind: str, period: str) -> str:
    """Return what people call it: "November 2026", "16 to 22 November 2026".

    Raises:
        ValueError: ``period`` is not one of that kind.
    """
    if kind == Issue.Kind.MONTHLY:
        first = date.fromisoformat(f"{period}-01")
        return f"{MONTH_NAMES[first.month - 1]} {first.year}"
    if kind == Issue.Kind.WEEKLY:
        year, _, week = period.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return write_range(monday, monday + timedelta(days=6), weekday=False)
    return write_date(date.fromisoformat(period), weekday=False)
