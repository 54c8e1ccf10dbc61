"""Write dates and times in GOV.UK style."""

from datetime import date, datetime, time, timedelta

from commonweal.dates.calendar_words import MONTH_NAMES, WEEKDAY_NAMES
from commonweal.dates.occurrences import LONDON, Kind, Occurrence


def write_time(at: time | datetime) -> str:
    """Return "9:30am", "9am", "midday" or "midnight"; an aware datetime in London."""
    clock = _in_london(at).time() if isinstance(at, datetime) else at
    if (clock.hour, clock.minute) == (0, 0):
        return "midnight"
    if (clock.hour, clock.minute) == (12, 0):
        return "midday"
    hour = clock.hour % 12 or 12
    minute = f":{clock.minute:02}" if clock.minute else ""
    return f"{hour}{minute}{'am' if clock.hour < 12 else 'pm'}"


def write_date(day: date, *, weekday: bool = True) -> str:
    """Return "Thursday 29 May 2025"; without the weekday, "29 May 2025"."""
    words = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f"{WEEKDAY_NAMES[day.weekday()]} {words}" if weekday else words


def write_moment(at: datetime) -> str:
    """Return an instant, "5pm on Tuesday 12 May 2026", in London time.

    Midnight is told as the end of the day before, as people say it ("midnight on
    Tuesday" ends Tuesday).
    """
    local = _in_london(at)
    day = local.date()
    if local.time() == time.min:
        day -= timedelta(days=1)
    return f"{write_time(local)} on {write_date(day)}"


def write_range(first: date, last: date, *, weekday: bool = False) -> str:
    """Return a run of whole days, both ends included, as short as is clear.

    "9 to 15 June 2025", "28 May to 3 June 2025", "30 December 2025 to 2 January
    2026"; with weekdays "Monday 9 to Sunday 15 June 2025".
    """
    if first == last:
        return write_date(first, weekday=weekday)
    words = write_date(first, weekday=weekday)
    if first.year == last.year:
        words = words.removesuffix(f" {first.year}")
        if first.month == last.month:
            words = words.removesuffix(f" {MONTH_NAMES[first.month - 1]}")
    return f"{words} to {write_date(last, weekday=weekday)}"


def write_occurrence(occurrence: Occurrence) -> str:
    """Return the occurrence in words that ``read`` reads back as the same.

    "Thursday 29 May 2025, 10am to 2pm" · "Monday 9 to Sunday 15 June 2025" ·
    "Closes 5pm on Friday 30 May 2025". Times are London times.
    """
    if occurrence.kind is Kind.DEADLINE:
        return f"Closes {_when(occurrence.start)}"
    if isinstance(occurrence.start, datetime):
        return _write_timed(_in_london(occurrence.start), occurrence.end)
    last = occurrence.end or occurrence.start
    return write_range(occurrence.start, _as_date(last), weekday=True)


def _when(start: date | datetime) -> str:
    return write_moment(start) if isinstance(start, datetime) else write_date(start)


def _as_date(day: date | datetime) -> date:
    return day.date() if isinstance(day, datetime) else day


def _write_timed(start: datetime, end: date | datetime | None) -> str:
    opening = f"{write_date(start.date())}, {write_time(start)}"
    if not isinstance(end, datetime):
        return opening if start.time() != time.min else write_moment(start)
    close = _in_london(end)
    if close.date() == start.date() or _is_same_night(start, close):
        return f"{opening} to {write_time(close)}"
    return f"{write_moment(start)} to {write_moment(close)}"


def _is_same_night(start: datetime, close: datetime) -> bool:
    """Whether the end reads as the same evening: midnight, or the small hours."""
    if close.date() != start.date() + timedelta(days=1):
        return False
    if close.time() == time.min:
        return True
    return start.hour >= 17 and close.time() <= time(8) and close.time() < start.time()


def _in_london(at: datetime) -> datetime:
    return at.astimezone(LONDON) if at.tzinfo else at.replace(tzinfo=LONDON)
