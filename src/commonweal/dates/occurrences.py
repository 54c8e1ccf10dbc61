"""What a reading gives: occurrences for a diary, and questions for an editor."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Kind(StrEnum):
    """What sort of diary entry it is."""

    EVENT = "event"  # someone attends or marks it
    PERIOD = "period"  # a run of whole days
    DEADLINE = "deadline"  # the last day, or the last moment, to do something


class Mode(StrEnum):
    """How people attend."""

    ONLINE = "online"
    IN_PERSON = "in person"
    HYBRID = "hybrid"


class Code(StrEnum):
    """What a question is about. The first three refuse publishing."""

    WEEKDAY = "weekday"
    IMPOSSIBLE = "impossible"
    END_BEFORE_START = "end-before-start"
    TIME_WITHOUT_DAY = "time-without-day"
    PAST = "past"
    NO_END = "no-end"


_REFUSING = frozenset({Code.WEEKDAY, Code.IMPOSSIBLE, Code.END_BEFORE_START})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to, not with, ``stop`` of the text that was read."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One diary entry.

    ``start`` and ``end`` are aware datetimes in Europe/London when a time is
    given, else dates. The last day of a period is ``end``, included; a deadline
    has no end. ``series`` is the same number for occasions that belong together.
    ``text`` is the words it was read from and ``spans`` says where they stand.
    """

    kind: Kind
    start: date | datetime
    end: date | datetime | None
    spans: tuple[Span, ...]
    series: int | None = None
    venue: str | None = None
    mode: Mode | None = None
    text: str = ""

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The London day on which it begins."""
        return _day(self.start)

    @property
    def last_day(self) -> date:
        """The London day on which it ends.

        What ends at midnight belongs to the day before.
        """
        end = self.end
        if end is None:
            return self.first_day
        if (
            isinstance(end, datetime)
            and end.time() == time.min
            and end > _aware(self.start)
        ):
            return _day(end) - timedelta(days=1)
        return _day(end)

    @property
    def over_at(self) -> datetime:
        """The instant, in London time, from which it has passed.

        Its end when timed; the instant itself for a timed deadline. A timed event
        without an end may last until evening, so it is over when its day is; so
        is everything that lasts all day.
        """
        if isinstance(self.end, datetime):
            return self.end
        if isinstance(self.start, datetime) and self.kind is Kind.DEADLINE:
            return self.start
        return midnight(self.last_day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Question:
    """Something about the dates that only a person can answer.

    ``text`` is the words in question and ``span`` where they stand. ``candidates``
    are up to six days that may have been meant; ``message`` tells an editor what
    is wrong.
    """

    code: Code
    text: str
    span: Span
    candidates: tuple[date, ...]
    message: str

    @property
    def refuses(self) -> bool:
        """Whether a text with this question must not be published as it is."""
        return self.code in _REFUSING


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one text, in the order of the text."""

    text: str
    occurrences: tuple[Occurrence, ...]
    questions: tuple[Question, ...]

    @property
    def refusing(self) -> tuple[Question, ...]:
        """The questions that must be settled before publishing."""
        return tuple(question for question in self.questions if question.refuses)

    @property
    def warnings(self) -> tuple[Question, ...]:
        """The questions that an editor may leave open."""
        return tuple(question for question in self.questions if not question.refuses)


def midnight(day: date) -> datetime:
    """Return the first instant of ``day`` in London."""
    return datetime.combine(day, time.min, LONDON)


def _day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return moment.astimezone(LONDON).date()
    return moment


def _aware(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else midnight(moment)
