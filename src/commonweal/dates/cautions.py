"""Things worth a second look that need not keep a text from being published."""

from collections.abc import Iterable

from commonweal.dates.lines import is_opening_hours
from commonweal.dates.mentions import Days, Mention, Round, Times
from commonweal.dates.occurrences import Code, Kind, Occurrence, Question, Span
from commonweal.dates.tokens import Source
from commonweal.dates.writing import write_date


def warnings_for(
    source: Source,
    mentions: list[Mention],
    occurrences: Iterable[Occurrence],
    questions: Iterable[Question],
) -> list[Question]:
    """Return the warnings about a reading: past, without end, without day.

    A series is warned about once. A time without a day is mentioned only when the
    text has no day at all: elsewhere it is an agenda or the opening hours.
    """
    found: list[Question] = []
    seen_series: set[int] = set()
    for each in occurrences:
        if each.series is not None and each.series in seen_series:
            continue
        warning = _past(source, each) or _without_end(each)
        if warning is not None:
            found.append(warning)
            if each.series is not None:
                seen_series.add(each.series)
    if not any(True for _ in occurrences) and not any(True for _ in questions):
        found += _without_day(source, mentions)
    return found


def _past(source: Source, occurrence: Occurrence) -> Question | None:
    if occurrence.last_day >= source.published:
        return None
    message = (
        f"{write_date(occurrence.last_day)} was over when this was published. "
        "Check the year, or write in the past tense."
    )
    return _warning(Code.PAST, occurrence, message)


def _without_end(occurrence: Occurrence) -> Question | None:
    if occurrence.kind is not Kind.EVENT or occurrence.is_all_day or occurrence.end:
        return None
    message = f"“{occurrence.text}” does not say when it ends."
    return _warning(Code.NO_END, occurrence, message)


def _warning(code: Code, occurrence: Occurrence, message: str) -> Question:
    return Question(code, occurrence.text, occurrence.spans[0], (), message)


def _without_day(source: Source, mentions: list[Mention]) -> list[Question]:
    if any(isinstance(each, (Round, Days)) for each in mentions):
        return []
    for mention in mentions:
        if not isinstance(mention, Times) or not mention.has_range:
            continue
        if mention.strong and not is_opening_hours(source, mention):
            clock = mention.spans[0]
            span = Span(clock.start, clock.stop)
            text = source.text[span.start : span.stop]
            message = f"“{text}” has no day. Say on which day it is."
            return [Question(Code.TIME_WITHOUT_DAY, text, span, (), message)]
    return []
