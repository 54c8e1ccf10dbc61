"""Count out the single occasions of a series."""

from calendar import monthrange
from datetime import date, timedelta

from commonweal.dates.bank_holidays import nth_weekday
from commonweal.dates.mentions import Round

LONGEST = 370  # days; what goes on for longer is no series of occasions


def within(round_: Round, first: date, last: date) -> list[date]:
    """Return the occasions of ``round_`` from ``first`` to ``last``, both included.

    Empty when the time is longer than a year and a bit.
    """
    if not timedelta(0) <= last - first <= timedelta(days=LONGEST):
        return []
    if round_.nth:
        return _monthly(round_, first, last)
    step = round_.every or LONGEST + 1
    starts = _starts(round_, first)
    days = [
        day
        for start in starts
        for day in (
            start + timedelta(days=n) for n in range(0, (last - start).days + 1, step)
        )
    ]
    return sorted(days)


def counted(round_: Round | None, first: date, number: int) -> list[date]:
    """Return ``number`` weeks' occasions from ``first`` on."""
    if round_ is None or not round_.weekdays:
        step = round_.every if round_ and round_.every else 7
        return [first + timedelta(days=n * step) for n in range(number)]
    days = [
        start + timedelta(days=n * (round_.every or 7))
        for start in _starts(round_, first)
        for n in range(number)
    ]
    return sorted(days)


def consecutive(first: date, number: int) -> list[date]:
    """Return ``number`` days on end from ``first``, leaving out Saturday and Sunday
    unless it begins on one."""
    days = [first]
    while len(days) < number:
        following = days[-1] + timedelta(days=1)
        while first.weekday() < 5 <= following.weekday():
            following += timedelta(days=1)
        days.append(following)
    return days


def _starts(round_: Round, first: date) -> list[date]:
    if not round_.weekdays:
        return [first]
    return [
        first + timedelta(days=(weekday - first.weekday()) % 7)
        for weekday in round_.weekdays
    ]


def _monthly(round_: Round, first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [
        nth_weekday(number // 12, number % 12 + 1, round_.weekdays[0], round_.nth)
        for number in months
    ]
    return [day for day in days if day is not None and first <= day <= last]


def month_bounds(
    months: list[tuple[int, int | None]], *, is_run: bool, published: date
) -> list[tuple[date, date]]:
    """Return the first and last day of each month named.

    A month without a year is the first that is not over on ``published``; a run
    ("September to December") is one stretch.
    """
    bounds: list[tuple[date, date]] = []
    earliest = published
    for month, year in months:
        if year is None:
            year = earliest.year + (month < earliest.month)
        first = date(year, month, 1)
        bounds.append((first, date(year, month, monthrange(year, month)[1])))
        earliest = max(first, published)
    return [(bounds[0][0], bounds[-1][1])] if is_run else bounds
