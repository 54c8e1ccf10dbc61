"""Bank holidays of England and Wales, and the named days around them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

import holidays

FIRST_YEAR, LAST_YEAR = 1978, 2099


@cache
def _year(year: int) -> Mapping[date, str]:
    """Return the year's bank holidays.

    England's and Wales's are the same by law (Banking and Financial Dealings Act
    1971), so England's list serves for both.
    """
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return dict(found.items())


def bank_holiday(day: date) -> str | None:
    """Return the name of the bank holiday in England and Wales on ``day``, or None."""
    return _year(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether ``day`` is Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and bank_holiday(day) is None


def easter_sunday(year: int) -> date:
    """Return Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    n = (h - m + r + 90) // 25
    return date(year, n, (h - m + r + n + 19) % 32)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter_sunday(year) + timedelta(days=days)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the ``nth`` such weekday of the month; -1 is the last.

    None when the month has no fifth one.
    """
    if nth < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month else None


def _named(word: str, month: int) -> Callable[[int], date | None]:
    """Return the bank holiday of that month whose name has the word in it."""

    def find(year: int) -> date | None:
        days = (day for day, name in _year(year).items() if word in name.lower())
        return next((day for day in sorted(days) if day.month == month), None)

    return find


# By the words as written, in lower case.
NAMED_DAYS: Mapping[tuple[str, ...], Callable[[int], date | None]] = {
    ("good", "friday"): _from_easter(-2),
    ("easter", "sunday"): _from_easter(0),
    ("easter", "monday"): _from_easter(1),
    ("christmas", "eve"): _on(12, 24),
    ("christmas", "day"): _on(12, 25),
    ("boxing", "day"): _on(12, 26),
    ("new", "year's", "eve"): _on(12, 31),
    ("new", "year’s", "eve"): _on(12, 31),
    ("new", "year's", "day"): _on(1, 1),
    ("new", "year’s", "day"): _on(1, 1),
    ("early", "may", "bank", "holiday"): _named("may day", 5),
    ("may", "day", "bank", "holiday"): _named("may day", 5),
    ("spring", "bank", "holiday"): _named("spring", 5),
    ("summer", "bank", "holiday"): _named("summer", 8),
    ("late", "summer", "bank", "holiday"): _named("summer", 8),
    ("august", "bank", "holiday"): _named("summer", 8),
}
