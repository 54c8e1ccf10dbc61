"""Find the year of each day, and notice days that cannot be.

A year left out is the one that puts the day on or after publication; in a tale of
the past, on or before it. Then the weekday must fit. Nothing is guessed: a weekday
that does not fit, and a day that does not exist, become problems.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commonweal.dates import candidates
from commonweal.dates.calendar_words import MONTH_NAMES, WEEKDAY_NAMES
from commonweal.dates.mentions import DayPart, DayRef, Days, Standing
from commonweal.dates.occurrences import Code, Question, Span
from commonweal.dates.writing import write_date


@dataclass(frozen=True, slots=True)
class DayRun:
    """One day, or a run of days, both ends included."""

    first: date
    last: date
    ref: DayRef
    end_ref: DayRef

    @property
    def is_run(self) -> bool:
        return self.ref is not self.end_ref


@dataclass(frozen=True, slots=True)
class Heading:
    """The month and year that headings above give to days below."""

    month: int | None = None
    year: int | None = None
    is_academic: bool = False
    line: int | None = None  # counts on this line only, and only where it fits


class YearFinder:
    """Settles the days of one text, one mention after the other."""

    def __init__(
        self, text: str, *, published: date, answers: Mapping[str, date]
    ) -> None:
        self._text = text
        self._published = published
        self.answers = answers
        self._last_explicit: date | None = None
        self.questions: list[Question] = []

    def settle(self, days: Days, heading: Heading) -> list[DayRun]:
        """Return the days that are sure; note a question for each that is not.

        Changes ``days.standing`` when a year shows that a verb was misread: what
        lies after publication is not past.
        """
        runs: list[DayRun] = []
        _borrow_month(days, heading)
        _spread_years(days)
        for part in days.parts:
            run = self._settle_part(days, part, heading)
            if run is not None:
                runs.append(run)
        return runs

    def _settle_part(
        self, days: Days, part: DayPart, heading: Heading
    ) -> DayRun | None:
        if _is_numbered(part):
            self._find_month(part.first)
        if not _is_known(part.first) or not _is_known(part.end):
            return None
        last = self._settle_ref(days, part.end, heading, after=None)
        if part.last is None:
            return DayRun(last, last, part.first, part.first) if last else None
        first = self._settle_ref(days, part.first, heading, after=last)
        if first is None or last is None:
            return None
        if first > last:
            return self._backwards(part, first, last)
        return DayRun(first, last, part.first, part.last)

    def _find_month(self, ref: DayRef) -> None:
        """Give "Tuesday 3rd" its month: the first with a 3rd to come, or the one
        after when only there it is a Tuesday."""
        today = self._published
        first = today.year * 12 + today.month - 1 + (ref.day < today.day)
        for number in (first, first + 1, first):
            ref.year, ref.month = number // 12, number % 12 + 1
            if self._would_fit(ref, ref.year):
                break

    def _backwards(self, part: DayPart, first: date, last: date) -> DayRun | None:
        span = Span(part.first.start, part.end.stop)
        text = self._text[span.start : span.stop]
        if text in self.answers:
            day = self.answers[text]
            return DayRun(day, day, part.first, part.first)
        found = tuple(day for day in (last, first) if day >= self._published)
        message = (
            f"“{text}” ends on {write_date(last)}, before it starts on "
            f"{write_date(first)}. Check both days."
        )
        self._ask(Code.END_BEFORE_START, span, found or (last, first), message)
        return None

    def _settle_ref(
        self, days: Days, ref: DayRef, heading: Heading, *, after: date | None
    ) -> date | None:
        text = self._text[ref.start : ref.stop]
        if text in self.answers:
            return self.answers[text]
        if ref.on is not None:
            return ref.on
        if ref.by_year is not None:
            return self._by_year(days, ref, heading)
        assert ref.month is not None
        if ref.year is not None:
            return self._explicit(days, ref, ref.year)
        return self._without_year(days, ref, heading, after=after)

    def _by_year(self, days: Days, ref: DayRef, heading: Heading) -> date | None:
        assert ref.by_year is not None
        year = ref.year or heading.year
        if year is not None:
            return self._come(days, ref.by_year(year))
        years = range(self._published.year, self._published.year + 2)
        found = [day for year in years if (day := ref.by_year(year))]
        return next((day for day in found if day >= self._published), None)

    def _come(self, days: Days, found: date | None) -> date | None:
        """Return ``found``; a year that lies ahead overrules the verb ("held on")."""
        if found is not None and days.by_verb and found > self._published:
            days.by_verb = False
            days.standing = _upcoming(days)
        return found

    def _explicit(self, days: Days, ref: DayRef, year: int) -> date | None:
        found = self._day(ref, year)
        if found is None:
            return None
        self._come(days, found)
        if not _fits(found, ref):
            self._misfit(days, ref, found)
            return None
        if ref.year is not None:
            self._last_explicit = found
        return found

    def _without_year(
        self, days: Days, ref: DayRef, heading: Heading, *, after: date | None
    ) -> date | None:
        assert ref.month is not None
        if after is not None:
            return self._explicit(days, ref, _year_up_to(after, ref))
        year = self._year_of_heading(ref, heading)
        if year is not None:
            return self._explicit(days, ref, year)
        if days.weakly and days.standing is Standing.PAST:
            is_long = self._is_long_ahead(ref)
            days.standing = Standing.PAST if is_long else Standing.EVENT
        is_past = days.standing is Standing.PAST or (
            days.by_verb and days.standing is Standing.OUT
        )
        year = self._nearest_year(ref, self._published, is_past=is_past)
        other = self._other_year(ref, is_past=is_past)
        if self._fits_only(ref, other, year):
            year = other
            days.standing = _upcoming(days) if days.by_verb else days.standing
            days.by_verb = False
        return self._explicit(days, ref, year)

    def _year_of_heading(self, ref: DayRef, heading: Heading) -> int | None:
        assert ref.month is not None
        if heading.year is None:
            return None
        year = heading.year + (heading.is_academic and ref.month < 9)
        if heading.line is not None and ref.weekdays and not self._would_fit(ref, year):
            return None
        return year

    def _fits_only(self, ref: DayRef, one: int, other: int) -> bool:
        """Whether a weekday is written and fits year ``one`` but not ``other``."""
        if not ref.weekdays or self._would_fit(ref, other):
            return False
        return self._would_fit(ref, one)

    def _is_long_ahead(self, ref: DayRef) -> bool:
        """Whether the next such day is further off than the last one."""
        assert ref.month is not None
        here = (ref.month, ref.day)
        today = (self._published.month, self._published.day)
        ahead = (here[0] - today[0]) * 31 + here[1] - today[1]
        return ahead % 372 > 186

    def _other_year(self, ref: DayRef, *, is_past: bool) -> int:
        """Return the year that the rest of the text makes likely: after all to come,
        or after the last day with a year of its own."""
        anchor = self._published
        if not is_past and self._last_explicit is not None:
            anchor = max(anchor, self._last_explicit)
        return self._nearest_year(ref, anchor, is_past=False)

    def _nearest_year(self, ref: DayRef, anchor: date, *, is_past: bool) -> int:
        assert ref.month is not None
        here = (ref.month, ref.day)
        if is_past:
            return anchor.year - (here > (anchor.month, anchor.day))
        return anchor.year + (here < (anchor.month, anchor.day))

    def _would_fit(self, ref: DayRef, year: int) -> bool:
        assert ref.month is not None
        if not _exists(year, ref.month, ref.day):
            return False
        return _fits(date(year, ref.month, ref.day), ref)

    def _day(self, ref: DayRef, year: int) -> date | None:
        assert ref.month is not None
        if _exists(year, ref.month, ref.day):
            return date(year, ref.month, ref.day)
        weekday = ref.weekdays[0] if len(ref.weekdays) == 1 else None
        found = candidates.for_impossible(
            year, ref.month, ref.day, weekday, published=self._published
        )
        if 1 <= ref.month <= 12:
            month = f"{MONTH_NAMES[ref.month - 1]} {year}"
            last = monthrange(year, ref.month)[1]
            message = f"{month} has no day {ref.day}. It ends on the {last}{_th(last)}."
        else:
            message = f"There is no month {ref.month}. Write the day before the month."
        self._ask(Code.IMPOSSIBLE, Span(ref.start, ref.stop), found, message)
        return None

    def _misfit(self, days: Days, ref: DayRef, numbered: date) -> None:
        found = candidates.for_weekday(
            numbered,
            ref.weekdays[0],
            published=self._published,
            is_past=days.standing is Standing.PAST,
        )
        said = " or a ".join(WEEKDAY_NAMES[weekday] for weekday in ref.weekdays)
        message = (
            f"{write_date(numbered, weekday=False)} is a "
            f"{WEEKDAY_NAMES[numbered.weekday()]}, not a {said}. "
            "Check the day, the month and the year."
        )
        self._ask(Code.WEEKDAY, Span(ref.start, ref.stop), found, message)

    def _ask(
        self, code: Code, span: Span, found: tuple[date, ...], message: str
    ) -> None:
        text = self._text[span.start : span.stop]
        self.questions.append(Question(code, text, span, found, message))


def _upcoming(days: Days) -> Standing:
    """Return what a day is after all, whose verb was taken for the past."""
    return Standing.DEADLINE if days.standing is Standing.OUT else Standing.EVENT


def _year_up_to(last: date, ref: DayRef) -> int:
    """Return the year of the first day of a run that ends on ``last``.

    "30 December to 2 January" crosses into a new year; "15 to 9 June" is a slip,
    not eleven months.
    """
    assert ref.month is not None
    if (ref.month, ref.day) > (last.month, last.day) and ref.month - last.month > 2:
        return last.year - 1
    return last.year


def _is_known(ref: DayRef) -> bool:
    return ref.is_fixed or ref.by_year is not None


def _is_numbered(part: DayPart) -> bool:
    """Whether a part is one day told by weekday and number alone."""
    ref = part.first
    return part.last is None and not _is_known(ref) and ref.firm and bool(ref.weekdays)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _fits(day: date, ref: DayRef) -> bool:
    return not ref.weekdays or day.weekday() in ref.weekdays


def _th(number: int) -> str:
    if 10 < number < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _borrow_month(days: Days, heading: Heading) -> None:
    """Give days without a month that of the heading above them."""
    for part in days.parts:
        for ref in (part.first, part.end):
            if ref.month is None and ref.on is None and ref.by_year is None:
                ref.month = heading.month
                ref.year = heading.year


def _spread_years(days: Days) -> None:
    """Let a year said once in a list serve for the days before and after it."""
    refs = _refs(days)
    explicit = [n for n, ref in enumerate(refs) if ref.year is not None and ref.month]
    if not explicit:
        return
    for n in range(explicit[0] - 1, -1, -1):
        _lend_year(refs[n], refs[n + 1], forwards=False)
    for n in range(explicit[0] + 1, len(refs)):
        if refs[n].year is None:
            _lend_year(refs[n], refs[n - 1], forwards=True)


def _refs(days: Days) -> list[DayRef]:
    refs: list[DayRef] = []
    for part in days.parts:
        refs.append(part.first)
        if part.last is not None:
            refs.append(part.last)
    return [ref for ref in refs if ref.month is not None]


def _lend_year(ref: DayRef, other: DayRef, *, forwards: bool) -> None:
    if other.year is None or ref.month is None or other.month is None:
        return
    if ref.year is not None:
        return
    here, there = (ref.month, ref.day), (other.month, other.day)
    if forwards:
        ref.year = other.year + (ref.month < other.month)
    else:
        ref.year = other.year - (here > there and ref.month - other.month > 2)
