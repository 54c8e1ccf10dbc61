"""Make diary entries of what was found: one for each occasion, each once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from commonweal.dates.binding import chosen_times
from commonweal.dates.calendar_words import word_set
from commonweal.dates.cautions import warnings_for
from commonweal.dates.clock_reckoning import DAY, minutes_of, single
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
from commonweal.dates.series_days import (
    Sentence,
    is_until,
    series_days,
    split_rounds,
)
from commonweal.dates.tokens import Source
from commonweal.dates.weeks import is_week_start, week_from, week_to, week_word
from commonweal.dates.writing import write_date
from commonweal.dates.years import DayRun, Heading, YearFinder

_SHORT_RUN = 7  # days; a run with times is so many occasions, a longer one a period
_MOST_IN_SERIES = 5000  # occasions of all series of one text together
_YEAR_LONG = 300  # days; what is longer is a financial year and the like
_HAPPENS = word_set("is are takes starts begins launches opens held happening")
_MOST_CLOCKS = 48
_NEAR_ENOUGH = 12
_MOST_SPANS = 24


class Diary:
    """Collects the occasions of one text."""

    def __init__(
        self, source: Source, mentions: list[Mention], finder: YearFinder
    ) -> None:
        self._source = source
        self._finder = finder
        self._places = Places(source, mentions)
        self._mentions = mentions
        self._found: list[Occurrence] = []
        self._sentences: dict[int, Sentence] = {}
        for mention in mentions:
            sentence = self._sentences.setdefault(mention.sentence, Sentence([]))
            sentence.mentions.append(mention)
        self._called_off: set[date] = set()
        self._series = 0
        self._left = _MOST_IN_SERIES
        self._questions: list[Question] = []

    def add(self, days: Days, heading: Heading) -> None:
        """Settle ``days`` and keep what is sure."""
        days.week = week_word(self._source, days)
        runs = self._sentences[days.sentence].runs
        for run in self._finder.settle(days, heading):
            runs.append((days, run))

    def reading(self) -> Reading:
        """Return everything that was added, as a reading."""
        for sentence in self._sentences.values():
            for part in split_rounds(sentence):
                self._add_sentence(part)
        questions = [*self._finder.questions, *self._questions]
        doubted = {
            each.candidates[0] for each in questions if each.code is Code.WEEKDAY
        }
        occurrences = merge(self._found, called_off=self._called_off, doubted=doubted)
        questions += warnings_for(self._source, self._mentions, occurrences, questions)
        questions.sort(key=lambda question: (question.span, question.code))
        unique: dict[tuple[Code, str], Question] = {}
        for question in questions:
            unique.setdefault((question.code, question.text), question)
        return Reading(self._source.text, occurrences, tuple(unique.values()))

    def _add_sentence(self, sentence: Sentence) -> None:
        self._called_off |= {
            run.first
            for days, run in sentence.runs
            if days.standing is Standing.CANCELLED
        }
        series = series_days(self._source, sentence) if self._left else None
        if series is None:
            for days, run in sentence.runs:
                self._add_run(days, run)
            return
        self._add_series(sentence, series)
        for days, run in sentence.runs:
            if days.standing is Standing.DEADLINE and not is_until(self._source, days):
                self._add_run(days, run)

    def _add_series(self, sentence: Sentence, series: list[date]) -> None:
        anchor: Mention = sentence.mentions[0]
        if sentence.events:
            anchor = sentence.events[0][0]
        elif sentence.round_ is not None:
            anchor = sentence.round_
        self._series += 1
        spans = self._series_spans(sentence)
        times = self._series_times(sentence, anchor)
        for day in series[: self._left]:
            self._add_day(anchor, day, spans, times, series=self._series)
        self._left -= min(self._left, len(series))

    def _series_times(self, sentence: Sentence, anchor: Mention) -> list[Times]:
        if isinstance(anchor, Days) and anchor.times:
            return chosen_times(self._source, anchor)
        times = [each for each in sentence.mentions if isinstance(each, Times)]
        times = times[:_MOST_CLOCKS]
        return [each for each in times if each.has_range] or times[:1]

    def _series_spans(self, sentence: Sentence) -> tuple[Span, ...]:
        parts = [
            each
            for each in sentence.mentions
            if isinstance(each, (Round, Months, Count))
            or (isinstance(each, Days) and each.standing is Standing.EVENT)
        ]
        return tuple(sorted({self._span(each) for each in parts[:_MOST_SPANS]}))

    def _span(self, mention: Mention) -> Span:
        tokens = self._source.tokens
        return Span(tokens[mention.first].start, tokens[mention.last - 1].stop)

    def _add_run(self, days: Days, run: DayRun) -> None:
        span = Span(run.ref.start, run.end_ref.stop)
        if days.standing is Standing.DEADLINE:
            self._add_deadline(days, run.last, span)
        elif days.standing is not Standing.EVENT:
            return
        elif days.is_unbroken:
            self._add_unbroken(days, run)
        elif days.week:
            self._add_week(days, run, span)
        elif run.is_run:
            self._add_period(days, run, span)
        elif days.times or not run.ref.is_loose or self._happens(days):
            self._add_day(days, run.first, (span,), chosen_times(self._source, days))

    def _happens(self, days: Days) -> bool:
        """Whether "today" is told as the day of something: "takes place today"."""
        near = self._source.tokens[max(0, days.first - 3) : days.first]
        return any(token.text in _HAPPENS for token in near)

    def _add_unbroken(self, days: Days, run: DayRun) -> None:
        """Add one occasion that lasts from a time on one day to one on another."""
        opening, closing = (each.spans[0] for each in days.times)
        start = _at(run.first, single(opening.begin))
        end = _at(run.last, single(closing.begin))
        spans = (
            Span(run.ref.start, run.ref.stop),
            Span(run.end_ref.start, run.end_ref.stop),
            Span(opening.start, opening.stop),
            Span(closing.start, closing.stop),
        )
        if end <= start:
            self._ask_times(run.first, Span(spans[2].start, spans[3].stop))
        else:
            self._keep(days, Kind.EVENT, start, end, spans)

    def _add_week(self, days: Days, run: DayRun, span: Span) -> None:
        first, last = run.first, run.last
        if not run.is_run and days.week == "ending":
            first, last = week_to(run.last)
        elif not run.is_run:
            if not (run.ref.weekdays or is_week_start(first) or self._answer(span)):
                self._ask_monday(first, span)
                return
            first, last = week_from(first)
        self._keep(days, Kind.PERIOD, first, last, (span,))

    def _answer(self, span: Span) -> date | None:
        """Return the day an editor chose for the words of ``span``, if one did."""
        return self._finder.answers.get(self._source.text[span.start : span.stop])

    def _ask_monday(self, day: date, span: Span) -> None:
        text = self._source.text[span.start : span.stop]
        monday = day - timedelta(days=day.weekday())
        near = [monday, monday + timedelta(days=7)]
        near = [each for each in near if each >= self._source.published]
        message = f"{write_date(day)} is not a Monday, so no week commences on it."
        question = Question(Code.WEEKDAY, text, span, (day, *near), message)
        self._questions.append(question)

    def _add_period(self, days: Days, run: DayRun, span: Span) -> None:
        length = (run.last - run.first).days
        times = [each for each in chosen_times(self._source, days) if each.has_range]
        if times and length < _SHORT_RUN:
            self._series += 1
            for n in range(length + 1):
                day = run.first + timedelta(days=n)
                self._add_day(days, day, (span,), times, series=self._series)
        elif length < _YEAR_LONG:
            self._keep(days, Kind.PERIOD, run.first, run.last, (span,))

    def _add_deadline(self, days: Days, day: date, span: Span) -> None:
        times = [each for each in days.times if not each.has_range]
        if not times:
            self._keep(days, Kind.DEADLINE, day, None, (span,))
            return
        clock = times[0].spans[0]
        spans = (span, Span(clock.start, clock.stop))
        at = _at(day, single(clock.begin))
        self._keep(days, Kind.DEADLINE, at, None, spans)

    def _add_day(
        self,
        mention: Mention,
        day: date,
        spans: Sequence[Span],
        times: Iterable[Times],
        *,
        series: int | None = None,
    ) -> None:
        clocks = [clock for each in times for clock in each.spans][:_MOST_CLOCKS]
        if not clocks:
            self._keep(mention, Kind.EVENT, day, None, spans, series=series)
        for clock in _outermost(clocks):
            begin, end = minutes_of(clock)
            span = Span(clock.start, clock.stop)
            if end is not None and end <= begin:
                chosen = self._answer(span)
                if chosen is None:
                    self._ask_times(day, span)
                    continue
                day, end = chosen, None
            start = _at(day, begin)
            last = _at(day, end) if end is not None else None
            both = (*spans, span)
            self._keep(mention, Kind.EVENT, start, last, both, series=series)

    def _ask_times(self, day: date, of_times: Span) -> None:
        text = self._source.text[of_times.start : of_times.stop]
        message = (
            f"“{text}” on {write_date(day)} ends before it starts. "
            "Check both times, and say am or pm."
        )
        question = Question(Code.END_BEFORE_START, text, of_times, (day,), message)
        self._questions.append(question)

    def _keep(
        self,
        mention: Mention,
        kind: Kind,
        start: date | datetime,
        end: date | datetime | None,
        spans: Sequence[Span],
        *,
        series: int | None = None,
    ) -> None:
        ordered = tuple(sorted(set(spans)))
        venue, mode = None, None
        if kind is not Kind.DEADLINE:
            venue, mode = self._places.of(mention)
        text = self._source.text
        quoted = _quote(text, ordered)
        occurrence = Occurrence(kind, start, end, ordered, series, venue, mode, quoted)
        self._found.append(occurrence)


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    """Return the words of ``spans``, with what little stands between them."""
    words = ""
    reached: int | None = None
    for span in spans:
        between = "" if reached is None else text[reached : span.start]
        if "\n" in between or len(between) > _NEAR_ENOUGH:
            between = " … "
        words += between + text[max(span.start, reached or 0) : span.stop]
        reached = max(span.stop, reached or 0)
    is_open = words.count("(") > words.count(")")
    return words + ")" if is_open and text[reached or 0 :][:1] == ")" else words


def _at(day: date, minute: int) -> datetime:
    """Return the London wall clock ``minute`` minutes into ``day``."""
    days, rest = divmod(minute, DAY)
    clock = time(rest // 60, rest % 60)
    return datetime.combine(day + timedelta(days=days), clock, LONDON)


def _outermost(clocks: list[ClockSpan]) -> list[ClockSpan]:
    """Leave out ranges that lie within another: they are its agenda."""
    reckoned = [minutes_of(clock) for clock in clocks]
    kept: list[ClockSpan] = []
    for (begin, end), clock in zip(reckoned, clocks, strict=True):
        inside = end is not None and any(
            last is not None
            and first <= begin
            and end <= last
            and (first, last) != (begin, end)
            for first, last in reckoned
        )
        if not inside:
            kept.append(clock)
    return kept
