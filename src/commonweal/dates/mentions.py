"""What the grammar finds in a text, before anything is decided about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto


class Standing(Enum):
    """What a mentioned day is, by the words around it."""

    EVENT = auto()
    DEADLINE = auto()
    PAST = auto()  # told as past: nothing for a diary
    OUT = auto()  # effective from, data for, since …: nothing for a diary
    CANCELLED = auto()
    EXCEPT = auto()  # left out of a series


@dataclass(slots=True)
class DayRef:
    """One day as written. What is not written is None or empty.

    ``start`` and ``stop`` are offsets into the text. ``on`` is set when the words
    fix the day by themselves ("tomorrow"); ``by_year`` when only the year is open
    ("Easter Monday", "the first Monday in June").
    """

    start: int
    stop: int
    day: int = 0
    month: int | None = None
    year: int | None = None
    weekdays: tuple[int, ...] = ()
    firm: bool = False  # "th" says that the number is a day
    month_first: bool = False
    on: date | None = None
    is_loose: bool = False  # "today": a day only when something happens on it
    by_year: Callable[[int], date | None] | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether a month is known, or not needed."""
        return self.month is not None or self.on is not None


@dataclass(slots=True)
class DayPart:
    """One day, or a run of days when ``last`` is given."""

    first: DayRef
    last: DayRef | None = None

    @property
    def end(self) -> DayRef:
        return self.last or self.first


@dataclass(slots=True)
class Clock:
    """A time as written. ``half`` is "am", "pm" or "" when left out."""

    hour: int
    minute: int
    half: str
    start: int
    stop: int
    exact: bool = False  # midday, midnight
    padded: bool = False  # written "09"
    bare: bool = False  # written "9", with nothing to show that it is a time


@dataclass(slots=True)
class ClockSpan:
    """A time, or a range of times when ``end`` is given."""

    begin: Clock
    end: Clock | None = None

    @property
    def start(self) -> int:
        return min(self.begin.start, (self.end or self.begin).start)

    @property
    def stop(self) -> int:
        return max(self.begin.stop, (self.end or self.begin).stop)


@dataclass(slots=True)
class Mention:
    """Tokens ``first`` up to, not with, ``last``, in which sentence and line."""

    first: int
    last: int
    sentence: int = field(default=0, kw_only=True)
    line: int = field(default=0, kw_only=True)


@dataclass(slots=True)
class Times(Mention):
    """One or more times, "10am to 12pm or 2pm to 4pm"."""

    spans: list[ClockSpan]
    strong: bool = True  # a time whatever stands beside it
    used: bool = False

    @property
    def has_range(self) -> bool:
        return any(span.end for span in self.spans)


@dataclass(slots=True)
class Days(Mention):
    """One or more days or runs of days, "4, 11 and 18 March"."""

    parts: list[DayPart]
    comes_round: tuple[int, ...] = ()  # the weekdays of "Tuesdays 3 to 24 June"
    week: str = ""  # "commencing" or "ending"
    standing: Standing = Standing.EVENT
    by_verb: bool = False  # the standing comes from a verb, which a year may overrule
    weakly: bool = False  # … and from one that only an earlier year confirms
    times: list[Times] = field(default_factory=list)
    is_unbroken: bool = False  # one occasion from the first time to the last


@dataclass(slots=True)
class Round(Mention):
    """Days that come round: "every Tuesday", "weekly", "first Monday of each month".

    ``weekdays`` is empty when the first day says it ("weekly from 3 June").
    ``every`` is the step in days, or 0 for once a month (``nth``, -1 is the last).
    """

    weekdays: tuple[int, ...]
    every: int
    nth: int = 0
    is_hours: bool = False  # "Monday to Friday": a series only with times


@dataclass(slots=True)
class Months(Mention):
    """A month, or a run of months, without a day: "June 2025"."""

    months: list[tuple[int, int | None]]
    is_run: bool = False


@dataclass(slots=True)
class Count(Mention):
    """How often or how long: "5-week", "six sessions", "2-day"."""

    number: int
    unit: str  # "week", "session" or "day"
