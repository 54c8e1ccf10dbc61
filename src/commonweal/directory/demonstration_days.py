"""Days counted from the day of the first run, and written as editors write them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.timezone import make_aware

from commonweal.dates import bank_holiday

WEEK = timedelta(days=7)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
WORKING_WEEK = range(SATURDAY)


def is_quiet(day: date) -> bool:
    """Whether nobody would plan anything: a bank holiday, or around the new year."""
    around_new_year = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3)
    return around_new_year or bool(bank_holiday(day))


@dataclass(frozen=True, slots=True)
class Days:
    """Days before and after ``today``, none of them quiet."""

    today: date

    def after(self, days: int, on: int | None = None) -> date:
        """Return the first fitting day at least ``days`` ahead.

        Args:
            on: the weekday it must be (Monday is 0). Without it, any working day.
        """
        return self._first(self.today + timedelta(days=days), on, step=1)

    def before(self, days: int, on: int | None = None) -> date:
        """Return the last fitting day at least ``days`` ago; ``on`` as above."""
        return self._first(self.today - timedelta(days=days), on, step=-1)

    def _first(self, day: date, on: int | None, *, step: int) -> date:
        while not self._fits(day, on):
            day += timedelta(days=step)
        return day

    @staticmethod
    def _fits(day: date, on: int | None) -> bool:
        fits = day.weekday() in WORKING_WEEK if on is None else day.weekday() == on
        return fits and not is_quiet(day)

    def weekly(self, days: int, on: int, times: int) -> list[date]:
        """Return ``times`` days a week apart, the first at least ``days`` ahead."""
        first = self.after(days, on)
        while any(is_quiet(first + WEEK * n) for n in range(times)):
            first += WEEK
        return [first + WEEK * n for n in range(times)]

    def every(self, on: int, *, since: int, until: int) -> list[date]:
        """Return each ``on`` between two offsets from today, both included."""
        span = (self.today + timedelta(days=n) for n in range(since, until + 1))
        return [day for day in span if self._fits(day, on)]

    def week_after(self, days: int) -> tuple[date, date]:
        """Return Monday and Sunday of a week without a quiet day."""
        return self._week(self.after(days, MONDAY), WEEK)

    def week_before(self, days: int) -> tuple[date, date]:
        """Return Monday and Sunday of a past week without a quiet day."""
        return self._week(self.before(days + 7, MONDAY), -WEEK)

    @staticmethod
    def _week(monday: date, step: timedelta) -> tuple[date, date]:
        while any(is_quiet(monday + timedelta(days=n)) for n in range(7)):
            monday += step
        return monday, monday + timedelta(days=6)

    def month_after(self, days: int, on: int) -> date:
        """Return the first day of a whole coming month whose every ``on`` is busy."""
        first = _next_month(self.today + timedelta(days=days))
        while any(is_quiet(day) for day in _weekdays(first, on)):
            first = _next_month(first)
        return first


def _weekdays(first: date, on: int) -> list[date]:
    month = (first + timedelta(days=n) for n in range(31))
    return [day for day in month if day.weekday() == on and day.month == first.month]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment in London on ``day`` at that hour."""
    return make_aware(datetime.combine(day, time(hour, minute)))


def said(day: date) -> str:
    """Write "Tuesday 3 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def said_in_full(day: date) -> str:
    """Write "Tuesday 3 March 2026"."""
    return f"{said(day)} {day.year}"


def said_short(day: date) -> str:
    """Write "3 March 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def said_month(day: date) -> str:
    """Write "March 2026"."""
    return f"{day:%B} {day.year}"


def lines(days: list[date], words: str, say: Callable[[date], str] = said) -> str:
    """Write one line for each of ``days``: the day, then the same ``words``."""
    return "\n".join(f"{say(day)}{words}" for day in days)


def by_month(days: list[date], words: str) -> str:
    """Write one line for each month: "3, 10 and 17 March 2026", then ``words``."""
    written = []
    for month, group in groupby(days, key=said_month):
        *others, last = [str(day.day) for day in group]
        numbers = f"{', '.join(others)} and {last}" if others else last
        written.append(f"{numbers} {month}{words}")
    return "\n".join(written)


def financial_year(day: date) -> str:
    """Write the financial year that ended last, "2025 to 2026"."""
    ended = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return f"{ended - 1} to {ended}"
