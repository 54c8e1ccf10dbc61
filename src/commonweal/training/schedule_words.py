"""Sessions from dates in words, one line a session. No table is asked."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from commonweal.dates import (
    Code,
    Kind,
    Mode,
    Occurrence,
    Question,
    Reading,
    read,
    write_date,
    write_occurrence,
)

MOST_LINES = 60
EXAMPLE = "Thursday 21 May 2026, 10am to 2pm"
# Another day puts these right; two times in the wrong order need other words.
SETTLED_BY_A_DAY = frozenset({Code.WEEKDAY, Code.IMPOSSIBLE, Code.TIME_WITHOUT_DAY})


@dataclass(frozen=True, slots=True)
class Times:
    """One meeting, from and until; both aware, in London time."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """A question about one line, with the days that may have been meant.

    Attributes:
        name: of its form field, made from the line's words: an answer is
            forgotten when the words change.
        choices: each day as YYYY-MM-DD and in words; none when only other words
            can put it right.
    """

    name: str
    message: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says: a session, or why it cannot be one yet.

    Attributes:
        number: counted from 1, empty lines too, as an editor sees them.
        meetings: in order of time; empty when something refuses.
        venue: the name of a known venue, or empty.
        problem: a sentence, or empty.
        cautions: sentences that need no answer.
    """

    number: int
    words: str
    meetings: tuple[Times, ...] = ()
    said: tuple[str, ...] = ()
    venue: str = ""
    is_online: bool = False
    questions: tuple[DayQuestion, ...] = ()
    problem: str = ""
    cautions: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        return bool(self.meetings) and not self.problem and not self.questions


def read_lines(
    text: str,
    *,
    today: date,
    usual_times: str = "",
    venues: Iterable[str] = (),
    answers: Mapping[str, date] | None = None,
) -> list[Line]:
    """Return what each line of ``text`` says, empty lines left out.

    Args:
        today: the London day; a date without a year is the next one after it.
        usual_times: for lines that name days only, as "9:30am to 4pm".
        venues: names that a line may end with ("at West Hall").
        answers: the name of a question to the day that was chosen.
    """
    known = sorted(venues, key=len, reverse=True)
    written = [
        (number, " ".join(words.split()))
        for number, words in enumerate(text.splitlines(), 1)
        if words.strip()
    ]
    lines = [
        _line(number, words, today, usual_times, known, answers or {})
        for number, words in written[:MOST_LINES]
    ]
    lines += [
        Line(
            number=number,
            words=words,
            problem=f"At most {MOST_LINES} sessions can be made at once.",
        )
        for number, words in written[MOST_LINES:]
    ]
    return _without_repeats(lines)


def _line(
    number: int,
    words: str,
    today: date,
    usual_times: str,
    venues: list[str],
    answers: Mapping[str, date],
) -> Line:
    reading = _read(words, today, usual_times, {})
    names = {question.text: _name(words, question) for question in reading.refusing}
    chosen = {text: answers[name] for text, name in names.items() if name in answers}
    if chosen:
        reading = _read(words, today, usual_times, chosen)
    venue, unknown = _venue(words, reading, venues)
    problem = _problem(reading) or unknown
    questions = tuple(_asked(words, question) for question in reading.refusing)
    meetings = () if problem or questions else _meetings(reading)
    return Line(
        number=number,
        words=words,
        meetings=meetings,
        said=tuple(write_occurrence(each) for each in reading.occurrences),
        venue=venue,
        is_online=any(each.mode is Mode.ONLINE for each in reading.occurrences),
        questions=questions,
        problem=problem or _overlap(meetings),
        cautions=tuple(q.message for q in reading.warnings if q.code is Code.PAST),
    )


def _read(
    words: str, today: date, usual_times: str, chosen: Mapping[str, date]
) -> Reading:
    reading = read(words, published=today, answers=chosen)
    if usual_times and reading.occurrences and _has_no_times(reading.occurrences):
        return read(f"{words}, {usual_times}", published=today, answers=chosen)
    return reading


def _has_no_times(occurrences: Iterable[Occurrence]) -> bool:
    return all(each.is_all_day for each in occurrences)


def _name(words: str, question: Question) -> str:
    whole = f"{words}\0{question.code}\0{question.text}"
    return f"day-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def _asked(words: str, question: Question) -> DayQuestion:
    days = question.candidates if question.code in SETTLED_BY_A_DAY else ()
    return DayQuestion(
        name=_name(words, question),
        message=question.message,
        text=question.text,
        choices=tuple((day.isoformat(), write_date(day)) for day in days),
    )


def _problem(reading: Reading) -> str:
    """Return why no session can be made of a reading without refusing questions."""
    if reading.refusing:
        return ""
    if not reading.occurrences:
        return f"No date was found. Write one like “{EXAMPLE}”."
    if any(each.kind is Kind.DEADLINE for each in reading.occurrences):
        return "This reads as a last day for something, not as a session."
    for each in reading.occurrences:
        if each.is_all_day:
            return (
                "It says no times. Add them, as in “10am to 2pm”, or fill in the "
                "usual times."
            )
        if not isinstance(each.end, datetime):
            return "It does not say when it ends. Write “10am to 2pm”, for example."
    return ""


def _meetings(reading: Reading) -> tuple[Times, ...]:
    times = [
        Times(each.start, each.end)
        for each in reading.occurrences
        if isinstance(each.start, datetime) and isinstance(each.end, datetime)
    ]
    return tuple(sorted(times, key=lambda each: each.starts_at))


def _overlap(meetings: tuple[Times, ...]) -> str:
    if any(later.starts_at < before.ends_at for before, later in pairwise(meetings)):
        return "Two of its meetings are at the same time."
    return ""


def _venue(words: str, reading: Reading, venues: list[str]) -> tuple[str, str]:
    """Return the venue that a line names, and a sentence if it names no known one."""
    folded = words.casefold()
    for name in venues:
        if name.casefold() in folded:
            return name, ""
    named = {
        each.venue
        for each in reading.occurrences
        if each.venue and each.mode is not Mode.ONLINE
    }
    for name in sorted(named):
        return "", (
            f"There is no venue called “{name}”. Add it to the venues first, or "
            "leave it out."
        )
    return "", ""


def _without_repeats(lines: list[Line]) -> list[Line]:
    """Refuse a line that says the same as one before it."""
    seen: dict[tuple[Times, ...], int] = {}
    kept = []
    for line in lines:
        if line.meetings and line.meetings in seen:
            first = seen[line.meetings]
            line = Line(
                number=line.number,
                words=line.words,
                said=line.said,
                problem=f"Line {first} says the same. Leave one of them out.",
            )
        elif line.meetings:
            seen[line.meetings] = line.number
        kept.append(line)
    return kept
