"""The date guardian: what an editor must decide, or should look at, first.

Refusals are contradictions; publishing waits until each is put right or
overridden with a reason. Warnings only stand there to be read. The rule that
nothing contradictory goes live is ``models.date_guard``; here is what the
editor is told.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from commonweal.dates import (
    Kind,
    Occurrence,
    Question,
    Reading,
    bank_holiday,
    write_date,
    write_moment,
    write_occurrence,
)
from commonweal.pages.models import NewsPage

# Where dates were read, in the editor's words.
PLACES = {"title": "the title", "summary": "the summary", "body": "the body"}

KINDS = {Kind.EVENT: "Event", Kind.PERIOD: "Days", Kind.DEADLINE: "Deadline"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One date as it was read, in words for the editor.

    Attributes:
        words: what was typed.
        where: venue and mode, if any was read; may be empty.
        place: the field it was read in, like "the body".
    """

    kind: str
    when: str
    where: str
    series: int | None
    is_over: bool
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the guardian found on one page.

    Attributes:
        entries: the dates typed in the dates field, as they were read.
        elsewhere: dates read in other words that the dates field lacks.
        refusals: contradictions nobody has decided, in reading order, each once.
        warnings: sentences to show; they do not keep the page from publishing.
        shows_until: in words, when the item leaves the lists.
    """

    entries: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]
    refusals: tuple[Question, ...]
    warnings: tuple[str, ...]
    shows_until: str


def examine(page: NewsPage, *, now: datetime) -> Findings:
    """Read the page's words as they stand; look up decisions made before."""
    readings = page.readings_by_field()
    typed = readings.get("dates_in_words")
    occurrences = typed.occurrences if typed else ()
    return Findings(
        entries=tuple(_entry(found, "the dates", now=now) for found in occurrences),
        elsewhere=tuple(_elsewhere(readings, now=now)),
        refusals=page.undecided_questions(),
        warnings=_warnings(typed, now=now) if typed else (),
        shows_until=shows_until(page, now=now),
    )


def _entry(found: Occurrence, place: str, *, now: datetime) -> Entry:
    mode = found.mode.value if found.mode else ""
    return Entry(
        kind=KINDS[found.kind],
        when=write_occurrence(found),
        where=", ".join(part for part in (found.venue or "", mode) if part),
        series=found.series,
        is_over=found.over_at <= now,
        words=found.text,
        place=place,
    )


def _elsewhere(readings: dict[str, Reading], *, now: datetime) -> list[Entry]:
    """Dates to come in title, summary and body whose day the field does not name."""
    typed = readings.get("dates_in_words")
    known = {found.first_day for found in typed.occurrences} if typed else set()
    entries = []
    for name, place in PLACES.items():
        reading = readings.get(name)
        for found in reading.occurrences if reading else ():
            if found.first_day not in known and found.over_at > now:
                known.add(found.first_day)
                entries.append(_entry(found, place, now=now))
    return entries


def _warnings(reading: Reading, *, now: datetime) -> tuple[str, ...]:
    said = [question.message for question in reading.warnings]
    sentences = [*said, *_past_dates(reading, now=now), *_holidays(reading)]
    return tuple(dict.fromkeys(sentences))


def _past_dates(reading: Reading, *, now: datetime) -> list[str]:
    """Sentences about dates that had passed already when ``now`` came."""
    asked = {question.text for question in reading.warnings if question.code == "past"}
    return [
        f"“{found.text}” is over already: it was on {write_date(found.first_day)}."
        for found in reading.occurrences
        if found.over_at <= now and found.text not in asked
    ]


def _holidays(reading: Reading) -> list[str]:
    clashes: dict[date, str] = {}
    for found in reading.occurrences:
        name = bank_holiday(found.first_day)
        if name and found.kind is not Kind.PERIOD:
            clashes[found.first_day] = name
    return [
        f"{write_date(day)} is a bank holiday ({name}). Is the date right?"
        for day, name in clashes.items()
    ]


def shows_until(page: NewsPage, *, now: datetime) -> str:
    """Say when the item leaves the lists: "Shows until 5pm on Friday 6 June 2025"."""
    end = page.ends_at()
    if end is None:
        if page.shows == NewsPage.Shows.UNTIL:
            return "Say below until when it shows."
        return "Shows until you archive it: it names no dates to come to an end."
    words = write_moment(timezone.localtime(end))
    if end <= now:
        return f"Goes straight to the archive: its last date was over at {words}."
    return f"Shows until {words}. Then it moves to the archive; its address stays."
