"""Opening hours in words: "Monday to Thursday, 9am to 5pm"."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby
from typing import Protocol

from commonweal.dates import write_range, write_time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
END_OF_DAY = time(23, 59)


class Hours(Protocol):
    """From when to when, on one day of each week."""

    weekday: int
    opens: time
    closes: time


class Exceptional(Protocol):
    """Days unlike the others; without times it is closed."""

    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    reason: str


def write_hours(hours: Iterable[Hours]) -> list[str]:
    """Return a line for each run of days with the same hours, Monday first."""
    a_day = [
        (weekday, " and ".join(write_span(each.opens, each.closes) for each in rows))
        for weekday, rows in groupby(
            sorted(hours, key=lambda each: (each.weekday, each.opens)),
            key=lambda each: each.weekday,
        )
    ]
    lines: list[tuple[list[int], str]] = []
    for weekday, words in a_day:
        if lines and lines[-1][1] == words and lines[-1][0][-1] == weekday - 1:
            lines[-1][0].append(weekday)
        else:
            lines.append(([weekday], words))
    return [f"{_days(run)}, {words}" for run, words in lines]


def write_span(opens: time, closes: time) -> str:
    """Return "9am to 5pm"; a minute before midnight is told as midnight."""
    end = "midnight" if closes.replace(second=0) == END_OF_DAY else write_time(closes)
    return f"{write_time(opens)} to {end}"


def _days(run: list[int]) -> str:
    if len(run) == 7:
        return "Every day"
    if len(run) == 1:
        return DAYS[run[0]]
    joint = " and " if len(run) == 2 else " to "
    return f"{DAYS[run[0]]}{joint}{DAYS[run[-1]]}"


def write_exceptions(exceptions: Iterable[Exceptional], *, today: date) -> list[str]:
    """Return a line for each exception that is not over on ``today``."""
    return [_exception(each) for each in exceptions if each.last_day >= today]


def _exception(each: Exceptional) -> str:
    days = write_range(each.first_day, each.last_day, weekday=True)
    if each.opens is None or each.closes is None:
        what = "closed"
    else:
        what = write_span(each.opens, each.closes)
    reason = f" ({each.reason})" if each.reason else ""
    return f"{days}: {what}{reason}"
