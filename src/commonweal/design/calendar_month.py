"""The days of a month, in weeks, with what happens on each. No HTML."""

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. ``time`` is already in words, or empty for all day.

    What lasts for days has an entry on each of them, and says on all but the
    first under which day the list names it: ``listed_on``. ``place`` is shown in
    the list only.
    """

    title: str
    url: str
    time: str = ""
    is_past: bool = False
    place: str = ""
    listed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the grid."""

    on: date
    entries: tuple[Entry, ...]
    is_in_month: bool
    is_today: bool

    @property
    def listed(self) -> tuple[Entry, ...]:
        """The entries that the list names under this day."""
        return tuple(e for e in self.entries if e.listed_on in {None, self.on})

    @property
    def anchor(self) -> str:
        """The id of the heading in the list under which the first entry stands."""
        on = self.on
        if self.entries and not self.listed:
            on = self.entries[0].listed_on or on
        return f"day-{on.isoformat()}"


def weeks_of(
    month: date, entries: Mapping[date, Sequence[Entry]], *, today: date
) -> Iterator[list[Day]]:
    """Yield the weeks, Monday first, that hold the days of ``month``.

    Days of the months before and after fill the first and last week; they
    show no entries.
    """
    for week in Calendar().monthdatescalendar(month.year, month.month):
        yield [
            Day(
                on=day,
                entries=tuple(entries.get(day, ())) if day.month == month.month else (),
                is_in_month=day.month == month.month,
                is_today=day == today,
            )
            for day in week
        ]


def days_with_entries(
    month: date, entries: Mapping[date, Sequence[Entry]], *, today: date
) -> Iterator[Day]:
    """Yield the days of ``month`` under which the list names something, in order."""
    for week in weeks_of(month, entries, today=today):
        yield from (day for day in week if day.listed)
