"""When a team answers, by the clock on the wall in London and by bank holidays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from commonweal.dates import bank_holiday, write_time
from commonweal.dates.occurrences import LONDON

# Further than any team is closed.
LOOKS_AHEAD = timedelta(days=14)
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``opens`` until just before ``closes``, of one day.

    ``closes`` of midnight (00:00) means the end of the day.
    """

    opens: time
    closes: time

    def holds(self, at: time) -> bool:
        return self.opens <= at and (at < self.closes or self.closes == time.min)


Day = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """A team's week.

    Attributes:
        week: seven days, Monday first. A day without a stretch is closed.
        is_open_on_bank_holidays: whether those of England and Wales are days like
            any other.
        exceptions: days with hours of their own, Christmas Eve for example; none at
            all when closed. They count before the bank holiday.
    """

    week: tuple[Day, ...]
    is_open_on_bank_holidays: bool = False
    exceptions: Mapping[date, Day] = field(default_factory=dict)

    def of(self, day: date) -> Day:
        """Return the stretches of one day."""
        if day in self.exceptions:
            return self.exceptions[day]
        if bank_holiday(day) and not self.is_open_on_bank_holidays:
            return ()
        return self.week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody answers at ``at``, an aware moment."""
        local = at.astimezone(LONDON)
        wall = local.time()
        return any(stretch.holds(wall) for stretch in self.of(local.date()))

    def opens_next(self, at: datetime) -> datetime | None:
        """Return when it opens after ``at``; None when that is not within two weeks."""
        today = at.astimezone(LONDON).date()
        moments = (
            datetime.combine(day, stretch.opens, tzinfo=LONDON)
            for days in range(LOOKS_AHEAD.days + 1)
            for day in (today + timedelta(days=days),)
            for stretch in self.of(day)
        )
        return next((moment for moment in moments if moment > at), None)

    def in_words(self) -> str:
        """Return the usual week, such as "Monday to Friday, 8:30am to 5pm, except bank
        holidays"; nothing when it never opens."""
        if all(day == ALL_DAY for day in self.week):
            always = "Any time, day or night"
            return always if self.is_open_on_bank_holidays else f"{always}{EXCEPT}"
        alike = [
            (WEEKDAYS[first], WEEKDAYS[last], self.week[first])
            for first, last in _runs(self.week)
            if self.week[first]
        ]
        words = "; ".join(
            f"{first if first == last else f'{first} to {last}'}, {_times(day)}"
            for first, last, day in alike
        )
        return words + EXCEPT if words and not self.is_open_on_bank_holidays else words


EXCEPT = ", except bank holidays"
ALL_DAY: Day = (Stretch(time.min, time.min),)
ALWAYS = OfficeHours(week=(ALL_DAY,) * 7, is_open_on_bank_holidays=True)


def _runs(week: tuple[Day, ...]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of days in a row that are alike."""
    first = 0
    for day in range(1, len(week) + 1):
        if day == len(week) or week[day] != week[first]:
            yield first, day - 1
            first = day


def _times(day: Day) -> str:
    return " and ".join(
        f"{write_time(each.opens)} to {write_time(each.closes)}" for each in day
    )
