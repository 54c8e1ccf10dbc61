"""Find the days of a series from what one sentence says of it."""

from dataclasses import dataclass, field
from datetime import date

from commonweal.dates import series
from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import (
    Count,
    Days,
    Mention,
    Months,
    Round,
    Standing,
    Times,
)
from commonweal.dates.tokens import Source
from commonweal.dates.years import DayRun

_STARTS = word_set(
    "starts starting start begins beginning begin commencing commences from launching "
    "launches first runs running"
)
_NO_GROUP = word_set(
    "consultation notice campaign period old placement trial wait waiting survey delay"
)
_UNTIL = word_set("until till til to untill")
_MOST_PARTS = 24


@dataclass(slots=True)
class Sentence:
    """What one sentence, or one part of it, says: its mentions and sure days."""

    mentions: list[Mention]
    runs: list[tuple[Days, DayRun]] = field(default_factory=list)

    @property
    def events(self) -> list[tuple[Days, DayRun]]:
        return [each for each in self.runs if each[0].standing is Standing.EVENT]

    @property
    def round_(self) -> Round | None:
        """What comes round; "Monday to Friday" does only where it has times."""
        has_times = any(isinstance(each, Times) for each in self.mentions)
        for each in self.mentions:
            if isinstance(each, Round) and (has_times or not each.is_hours):
                return each
        return None


def split_rounds(sentence: Sentence) -> list[Sentence]:
    """Cut a sentence before each "every …" but the first, if each has days after it.

    "Tuesdays from 3 to 24 June and Thursdays from 5 to 26 June" tells of two.
    """
    parts = [Sentence([])]
    for mention in sentence.mentions:
        if isinstance(mention, Round) and parts[-1].round_ is not None:
            parts.append(Sentence([]))
        parts[-1].mentions.append(mention)
    if len(parts) == 1 or not all(_has_bounds(part) for part in parts):
        return [sentence]
    for part in parts:
        own = {id(mention) for mention in part.mentions}
        part.runs = [each for each in sentence.runs if id(each[0]) in own]
    return parts


def _has_bounds(part: Sentence) -> bool:
    return any(isinstance(each, (Days, Months)) for each in part.mentions)


def series_days(source: Source, sentence: Sentence) -> list[date] | None:
    """Return the days of the series in ``sentence``, or None when there is none.

    Days named as exceptions are left out.
    """
    days = _days(source, sentence)
    if days is None:
        return None
    left_out = {
        run.first for each, run in sentence.runs if each.standing is Standing.EXCEPT
    }
    return [day for day in days if day not in left_out]


def is_until(source: Source, days: Days) -> bool:
    """Whether ``days`` is the end of a series: "every Tuesday until 24 June"."""
    if days.standing is not Standing.DEADLINE:
        return False
    near = source.tokens[max(0, days.first - 3) : days.first]
    return any(token.text in _UNTIL for token in near)


def _days(source: Source, sentence: Sentence) -> list[date] | None:
    events, round_ = sentence.events, sentence.round_
    until = [run.last for days, run in sentence.runs if is_until(source, days)]
    if len(events) == 1:
        days, run = events[0]
        if days.comes_round and run.is_run:
            return series.within(Round(0, 0, days.comes_round, 7), run.first, run.last)
        if run.is_run:
            return _from_run(source, sentence, days, run)
        if round_ is not None and until:
            return series.within(round_, run.first, until[0])
        return _from_day(source, sentence, days, run.first)
    if round_ is None or events:
        return None
    if until:
        return series.within(round_, source.published, until[0]) or None
    return _in_months(source, sentence, round_)


def _in_months(source: Source, sentence: Sentence, round_: Round) -> list[date] | None:
    months = [each for each in sentence.mentions if isinstance(each, Months)]
    if not months or not (round_.weekdays or round_.nth):
        return None
    bounds = series.month_bounds(
        [pair for each in months[:_MOST_PARTS] for pair in each.months[:_MOST_PARTS]],
        is_run=months[0].is_run,
        published=source.published,
    )
    return [day for pair in bounds for day in series.within(round_, *pair)]


def _from_run(
    source: Source, sentence: Sentence, days: Days, run: DayRun
) -> list[date] | None:
    if sentence.round_ is not None:
        return series.within(sentence.round_, run.first, run.last)
    count = _count(source, sentence, days)
    if count is None or count.unit != "week" or (run.last - run.first).days % 7:
        return None
    return series.within(Round(0, 0, (), 7), run.first, run.last)


def _from_day(
    source: Source, sentence: Sentence, days: Days, first: date
) -> list[date] | None:
    round_ = sentence.round_
    count = _count(source, sentence, days)
    if count is None:
        if round_ is None or not round_.weekdays or not _starts_here(source, days):
            return None
        return series.counted(round_, first, 1)[:1]
    if count.unit == "day":
        return series.consecutive(first, count.number)
    return series.counted(round_, first, count.number)


def _count(source: Source, sentence: Sentence, days: Days) -> Count | None:
    """Return how often the series comes, if it is a group and not a consultation."""
    tokens, round_ = source.tokens, sentence.round_
    counts = [each for each in sentence.mentions if isinstance(each, Count)]
    for count in counts[:_MOST_PARTS]:
        if {tokens[count.last].text, tokens[count.last + 1].text} & _NO_GROUP:
            continue
        if count.unit == "session" and round_ is None:
            continue
        if round_ is not None or _starts_here(source, days):
            return count
    return None


def _starts_here(source: Source, days: Days) -> bool:
    start = max(source.sentences[days.sentence], days.first - 8)
    return any(token.text in _STARTS for token in source.tokens[start : days.first])
