"""Make diary entries of what was found: one for each occasion, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from commonweal.dates import series
from commonweal.dates.binding import chosen_times
from commonweal.dates.calendar_words import word_set
from commonweal.dates.clock_reckoning import DAY, minutes_of
from commonweal.dates.mentions import (
    ClockSpan,
    Count,
    Days,
    Mention,
    Months,
    Round,
    Standing,
    Times,
)
from commonweal.dates.merging import merge
from commonweal.dates.occurrences import (
    LONDON,
    Code,
    Kind,
    Occurrence,
    Question,
    Reading,
    Span,
)
from commonweal.dates.places import Places
from commonweal.dates.tokens import Source
from commonweal.dates.weeks import is_week_start, week_from, week_to, week_word
from commonweal.dates.writing import write_date
from commonweal.dates.years import DayRun, Heading, YearFinder

_SHORT_RUN = 7  # days; a run with times is so many occasions, a longer one a period
_MOST_IN_SERIES = 5000  # occasions of all series of one text together
_YEAR_LONG = 300
_STARTS = word_set(
    "starts starting start begins beginning begin commencing commences from launching "
    "launches first runs running"
)
_NO_GROUP = word_set(
    "consultation notice campaign period old placement trial wait waiting survey"
)


@dataclass(slots=True)
class _Draft:
    """A diary entry in the making, and the mention it came from."""

    occurrence: Occurrence
    days: Mention


class Diary:
    """Collects the occasions of one text."""

    def __init__(
        self, source: Source, mentions: list[Mention], finder: YearFinder
    ) -> None:
        self._source = source
        self._mentions = mentions
        self._finder = finder
        self._places = Places(source, mentions)
        self._drafts: list[_Draft] = []
        self._runs: dict[int, list[tuple[Days, DayRun]]] = {}
        self._by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
        self._called_off: set[date] = set()
        self._series = 0
        self._left = _MOST_IN_SERIES
        self._questions: list[Question] = []

    def add(self, days: Days, heading: Heading) -> None:
        """Settle ``days`` and keep what is sure."""
        days.week = week_word(self._source, days)
        for run in self._finder.settle(days, heading):
            self._runs.setdefault(days.sentence, []).append((days, run))

    def reading(self) -> Reading:
        """Return everything that was added, as a reading."""
        for sentence in sorted({*self._runs, *self._rounds()}):
            self._sentence(sentence)
        occurrences = merge(
            [draft.occurrence for draft in self._drafts], called_off=self._called_off
        )
        questions = [*self._finder.questions, *self._questions]
        questions += self._warnings(occurrences)
        questions.sort(key=lambda question: (question.span, question.code))
        unique = {(each.code, each.text): each for each in reversed(questions)}
        return Reading(self._source.text, occurrences, tuple(reversed(unique.values())))

    def _rounds(self) -> list[int]:
        return [each.sentence for each in self._mentions if isinstance(each, Round)]

    def _sentence(self, sentence: int) -> None:
        runs = self._runs.get(sentence, [])
        here = self._by_sentence.get(sentence, [])
        self._called_off |= {
            run.first for days, run in runs if days.standing is Standing.CANCELLED
        }
        if self._add_series(runs, here):
            return
        for days, run in runs:
            self._add_run(days, run)

    # Series

    def _add_series(self, runs: list[tuple[Days, DayRun]], here: list[Mention]) -> bool:
        """Add the occasions of a series told in this sentence; False when none is."""
        rounds = [each for each in here if isinstance(each, Round)]
        counts = [each for each in here if isinstance(each, Count)]
        round_ = rounds[0] if rounds else None
        events = [each for each in runs if each[0].standing is Standing.EVENT]
        days = self._series_days(round_, counts, runs, events, here)
        if days is None:
            return False
        except_for = {
            run.first for mention, run in runs if mention.standing is Standing.EXCEPT
        }
        days = [day for day in days if day not in except_for][: self._left]
        self._left -= len(days)
        anchor = events[0][0] if events else (round_ or here[0])
        self._series += 1
        spans = self._series_spans(anchor, here, events)
        for day in days:
            self._add_day(anchor, day, spans, self._series_times(anchor, here))
        used = {id(mention) for mention, _ in events}
        for mention, run in runs:
            if id(mention) not in used and mention.standing is not Standing.EXCEPT:
                if not self._is_until(mention):
                    self._add_run(mention, run)
        return True

    def _series_days(
        self,
        round_: Round | None,
        counts: list[Count],
        runs: list[tuple[Days, DayRun]],
        events: list[tuple[Days, DayRun]],
        here: list[Mention],
    ) -> list[date] | None:
        if len(events) == 1 and events[0][0].plural and events[0][1].is_run:
            plural = Round(0, 0, _plural_weekdays(self._source, events[0][0]), 7)
            return series.within(plural, events[0][1].first, events[0][1].last)
        if len(events) == 1:
            return self._from_one(round_, counts, runs, events[0])
        if round_ is None or events:
            return None
        until = [run for days, run in runs if self._is_until(days)]
        if until:
            return series.within(round_, self._source.published, until[0].last) or None
        months = [each for each in here if isinstance(each, Months)]
        if months and (round_.weekdays or round_.nth):
            bounds = series.month_bounds(
                [pair for each in months for pair in each.months],
                is_run=months[0].is_run,
                published=self._source.published,
            )
            return [day for pair in bounds for day in series.within(round_, *pair)]
        return None

    def _from_one(
        self,
        round_: Round | None,
        counts: list[Count],
        runs: list[tuple[Days, DayRun]],
        event: tuple[Days, DayRun],
    ) -> list[date] | None:
        days, run = event
        if run.is_run:
            return self._from_run(round_, counts, days, run)
        until = [other for mention, other in runs if self._is_until(mention)]
        if round_ and until:
            return series.within(round_, run.first, until[0].last)
        count = self._count(round_, counts, days)
        if count is None:
            if round_ is None or not round_.weekdays or not self._starts_here(days):
                return None
            return series.counted(round_, run.first, 1)[:1]
        if count.unit == "day":
            return series.consecutive(run.first, count.number)
        return series.counted(round_, run.first, count.number)

    def _from_run(
        self, round_: Round | None, counts: list[Count], days: Days, run: DayRun
    ) -> list[date] | None:
        if round_ is not None:
            return series.within(round_, run.first, run.last)
        count = self._count(None, counts, days)
        if count is None or count.unit != "week" or (run.last - run.first).days % 7:
            return None
        return series.within(Round(0, 0, (), 7), run.first, run.last)

    def _count(
        self, round_: Round | None, counts: list[Count], days: Days
    ) -> Count | None:
        tokens = self._source.tokens
        for count in counts:
            after = {tokens[count.last].text, tokens[count.last + 1].text}
            if after & _NO_GROUP:
                continue
            if count.unit == "session" and round_ is None:
                continue
            if round_ is not None or self._starts_here(days):
                return count
        return None

    def _starts_here(self, days: Days) -> bool:
        start = max(self._source.sentences[days.sentence], days.first - 8)
        return any(
            token.text in _STARTS for token in self._source.tokens[start : days.first]
        )

    def _is_until(self, days: Days) -> bool:
        if days.standing is not Standing.DEADLINE:
            return False
        near = self._source.tokens[max(0, days.first - 3) : days.first]
        return any(token.text in ("until", "till", "til", "to") for token in near)

    def _series_times(self, anchor: Mention, here: list[Mention]) -> list[Times]:
        if isinstance(anchor, Days) and anchor.times:
            return chosen_times(self._source, anchor)
        times = [each for each in here if isinstance(each, Times)]
        return [each for each in times if each.has_range] or times[:1]

    def _series_spans(
        self,
        anchor: Mention,
        here: list[Mention],
        events: list[tuple[Days, DayRun]],
    ) -> tuple[Span, ...]:
        parts = [each for each in here if isinstance(each, (Round, Months, Count))]
        parts += [days for days, _ in events]
        return tuple(sorted({self._span(each) for each in parts}))

    # Single days and runs

    def _add_run(self, days: Days, run: DayRun) -> None:
        span = Span(run.ref.start, run.end_ref.stop)
        if days.standing is Standing.DEADLINE:
            self._add_deadline(days, run.last, span)
        elif days.standing is Standing.EVENT:
            if days.week:
                self._add_week(days, run, span)
            elif run.is_run:
                self._add_period(days, run, span)
            else:
                self._add_day(
                    days, run.first, (span,), chosen_times(self._source, days)
                )

    def _add_week(self, days: Days, run: DayRun, span: Span) -> None:
        first, last = run.first, run.last
        if not run.is_run and days.week == "ending":
            first, last = week_to(run.last)
        elif not run.is_run:
            if not run.ref.weekdays and not is_week_start(first):
                self._ask_monday(first, span)
                return
            first, last = week_from(first)
        self._keep(days, Kind.PERIOD, first, last, (span,))

    def _ask_monday(self, day: date, span: Span) -> None:
        monday = day - timedelta(days=day.weekday())
        following = monday + timedelta(days=7)
        near = [each for each in (monday, following) if each >= self._source.published]
        text = self._source.text[span.start : span.stop]
        message = f"{write_date(day)} is not a Monday, so no week commences on it."
        self._questions.append(
            Question(Code.WEEKDAY, text, span, (day, *near), message)
        )

    def _add_period(self, days: Days, run: DayRun, span: Span) -> None:
        length = (run.last - run.first).days
        times = [each for each in chosen_times(self._source, days) if each.has_range]
        if times and length < _SHORT_RUN:
            for n in range(length + 1):
                self._add_day(days, run.first + timedelta(days=n), (span,), times)
        elif length < _YEAR_LONG:
            self._keep(days, Kind.PERIOD, run.first, run.last, (span,))

    def _add_deadline(self, days: Days, day: date, span: Span) -> None:
        times = [each for each in days.times if not each.has_range]
        if not times:
            self._keep(days, Kind.DEADLINE, day, None, (span,))
            return
        clock = times[0].spans[0]
        minute, _ = minutes_of(clock)
        spans = (span, Span(clock.start, clock.stop))
        self._keep(days, Kind.DEADLINE, _at(day, minute), None, spans)

    def _add_day(
        self,
        mention: Mention,
        day: date,
        spans: Sequence[Span],
        times: Iterable[Times],
    ) -> None:
        clocks = [clock for each in times for clock in each.spans]
        if not clocks:
            self._keep(mention, Kind.EVENT, day, None, spans)
        for clock in _outermost(clocks):
            self._add_timed(mention, day, spans, clock)

    def _add_timed(
        self, mention: Mention, day: date, spans: Sequence[Span], clock: ClockSpan
    ) -> None:
        begin, end = minutes_of(clock)
        span = Span(clock.start, clock.stop)
        if end is not None and end <= begin:
            self._ask_times(day, spans[0], span)
            return
        last = _at(day, end) if end is not None else None
        self._keep(mention, Kind.EVENT, _at(day, begin), last, (*spans, span))

    def _ask_times(self, day: date, of_day: Span, of_times: Span) -> None:
        text = self._source.text[of_times.start : of_times.stop]
        message = (
            f"“{text}” on {write_date(day)} ends before it starts. "
            "Check both times, and say am or pm."
        )
        self._questions.append(
            Question(Code.END_BEFORE_START, text, of_times, (day,), message)
        )

    def _keep(
        self,
        mention: Mention,
        kind: Kind,
        start: date | datetime,
        end: date | datetime | None,
        spans: Sequence[Span],
    ) -> None:
        ordered = tuple(sorted(set(spans)))
        text = self._source.text
        occurrence = Occurrence(
            kind,
            start,
            end,
            ordered,
            series=self._series_of(mention),
            text=" … ".join(text[span.start : span.stop] for span in ordered),
        )
        occurrence = self._places.put(occurrence, mention)
        self._drafts.append(_Draft(occurrence, mention))

    def _series_of(self, mention: Mention) -> int | None:
        return None

    def _span(self, mention: Mention) -> Span:
        tokens = self._source.tokens
        return Span(tokens[mention.first].start, tokens[mention.last - 1].stop)

    # Warnings

    def _warnings(self, occurrences: tuple[Occurrence, ...]) -> list[Question]:
        found: list[Question] = []
        for each in occurrences:
            if each.last_day < self._source.published:
                message = (
                    f"{write_date(each.last_day)} had passed when this was published."
                )
                found.append(_warn(Code.PAST, each, message))
            elif not each.is_all_day and each.end is None and each.kind is Kind.EVENT:
                message = f"“{each.text}” does not say when it ends."
                found.append(_warn(Code.NO_END, each, message))
        return found


def _warn(code: Code, occurrence: Occurrence, message: str) -> Question:
    span = occurrence.spans[0]
    return Question(code, occurrence.text, span, (), message)


def _at(day: date, minute: int) -> datetime:
    """Return the London wall clock ``minute`` minutes into ``day``."""
    days, rest = divmod(minute, DAY)
    clock = time(rest // 60, rest % 60)
    return datetime.combine(day + timedelta(days=days), clock, LONDON)


def _outermost(clocks: list[ClockSpan]) -> list[ClockSpan]:
    """Leave out ranges that lie within another: they are its agenda."""
    if len(clocks) < 2:
        return clocks
    reckoned = [(minutes_of(clock), clock) for clock in clocks]
    kept: list[ClockSpan] = []
    for (begin, end), clock in reckoned:
        inside = any(
            other is not clock
            and end is not None
            and last is not None
            and first <= begin
            and end <= last
            and (first, last) != (begin, end)
            for (first, last), other in reckoned
        )
        if not inside:
            kept.append(clock)
    return kept


def _plural_weekdays(source: Source, days: Days) -> tuple[int, ...]:
    token = source.tokens[days.first]
    return (token.value % 10,)
