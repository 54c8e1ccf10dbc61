"""Days that may have been meant when the day as written cannot be."""

from calendar import monthrange
from datetime import date, timedelta

MOST = 6
_MONTHS_AHEAD = 120  # a 31st on a given weekday comes well within ten years


def for_weekday(
    numbered: date, weekday: int, *, published: date, is_past: bool = False
) -> tuple[date, ...]:
    """Return the days that "Wednesday 21 March" may mean when 21 March is a Friday.

    In this order: the date as numbered; the next later date with that weekday and
    day of the month; the same day and month a year either side where the weekday
    fits; the nearest date in the same week with that weekday. The last is given
    for a week that begins on Monday and, where it differs, for the nearest such
    weekday at all, because some weeks begin on Sunday.

    Args:
        numbered: the date by its number, whose weekday does not fit.
        weekday: the weekday written, 0 for Monday.
        published: earlier days are left out, except ``numbered``.
        is_past: the text tells of the past, so nothing is left out.
    """
    found = [numbered]
    if later := _next_with(numbered, weekday):
        found.append(later)
    for year in (numbered.year + 1, numbered.year - 1):
        other = _in_year(numbered, year)
        if other is not None and other.weekday() == weekday:
            found.append(other)
    same_week = numbered + timedelta(days=weekday - numbered.weekday())
    nearest = numbered + timedelta(days=(weekday - numbered.weekday() + 3) % 7 - 3)
    found += [same_week, nearest]
    return _trim(found, published=published, is_past=is_past)


def for_impossible(
    year: int, month: int, day: int, weekday: int | None, *, published: date
) -> tuple[date, ...]:
    """Return days near one that does not exist, such as 31 June.

    The end of that month and the day after it, the same number in the months
    either side, and day and month the other way round; only those on the weekday
    written, when any is.
    """
    near: list[date] = []
    if 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        near += [last, last + timedelta(days=1)]
        for step in (-1, 1):
            number = year * 12 + month - 1 + step
            near += _valid(number // 12, number % 12 + 1, day)
        near += _next_leap_day(year, month, day)
    else:
        near += _valid(year, day, month)
    fitting = [each for each in near if weekday is None or each.weekday() == weekday]
    return _trim(fitting or near, published=published, is_past=False, keep_first=False)


def _trim(
    found: list[date], *, published: date, is_past: bool, keep_first: bool = True
) -> tuple[date, ...]:
    kept = [
        day
        for position, day in enumerate(found)
        if is_past or day >= published or (keep_first and position == 0)
    ]
    return tuple(dict.fromkeys(kept))[:MOST]


def _next_with(numbered: date, weekday: int) -> date | None:
    """Return the next later date with the same number on ``weekday``."""
    first = numbered.year * 12 + numbered.month
    for number in range(first, first + _MONTHS_AHEAD):
        for day in _valid(number // 12, number % 12 + 1, numbered.day):
            if day.weekday() == weekday:
                return day
    return None


def _in_year(day: date, year: int) -> date | None:
    return next(iter(_valid(year, day.month, day.day)), None)


def _valid(year: int, month: int, day: int) -> list[date]:
    """Return the date in a list, or an empty list when it does not exist."""
    if (
        1 <= year <= 9999
        and 1 <= month <= 12
        and 1 <= day <= monthrange(year, month)[1]
    ):
        return [date(year, month, day)]
    return []


def _next_leap_day(year: int, month: int, day: int) -> list[date]:
    if (month, day) != (2, 29):
        return []
    return [each for ahead in range(1, 9) for each in _valid(year + ahead, 2, 29)][:1]
