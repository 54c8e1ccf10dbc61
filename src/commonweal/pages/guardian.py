"""The date guardian: what an editor must decide, or should look at, first.

Refusals are contradictions; publishing waits until each is put right or
overridden with a reason. Warnings only stand there to be read.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from commonweal.dates import Kind, Question, Reading, bank_holiday, read, write_date
from commonweal.pages.models import DateDecision, NewsPage


@dataclass(frozen=True, slots=True)
class Findings:
    """What the guardian found on one page.

    Attributes:
        reading: the dates typed in words, as they were read.
        refusals: contradictions nobody has decided, in reading order, each once.
        warnings: sentences to show; they do not keep the page from publishing.
    """

    reading: Reading
    refusals: tuple[Question, ...]
    warnings: tuple[str, ...]


def examine(page: NewsPage) -> Findings:
    """Read the page's words as they stand now; look up decisions made before."""
    reading = page.read_dates()
    everything = read(page.all_words(), published=page.published_on)
    refusals = _undecided(page, (*reading.refusing, *everything.refusing))
    return Findings(
        reading=reading,
        refusals=refusals,
        warnings=(*(q.message for q in reading.warnings), *_holidays(reading)),
    )


def _undecided(page: NewsPage, found: tuple[Question, ...]) -> tuple[Question, ...]:
    overridden = set()
    if page.pk:
        decisions = DateDecision.objects.filter(page_id=page.pk, chosen_on=None)
        overridden = set(decisions.values_list("code", "words"))
    asked: dict[tuple[str, str], Question] = {}
    for question in found:
        key = (question.code, question.text[:300])
        if key not in overridden:
            asked.setdefault(key, question)
    return tuple(asked.values())


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


def past_dates(reading: Reading, *, now: datetime) -> list[str]:
    """Sentences about dates that had passed already when ``now`` came."""
    return [
        f"“{found.text}” is over already, since {write_date(timezone.localdate(found.over_at))}."
        for found in reading.occurrences
        if found.over_at <= now
    ]
