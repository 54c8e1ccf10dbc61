"""Months and years that a heading gives to the days below it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import Days, Mention, Months
from commonweal.dates.tokens import Is, Source
from commonweal.dates.years import Heading

_ACADEMIC = re.compile(r"(20\d\d)[/\-–](?:20)?(\d\d)")
_PROGRAMME = word_set(
    "date dates session sessions training course courses programme calendar schedule "
    "event events term meeting meetings workshop workshops autumn spring summer winter "
    "webinar webinars timetable diary upcoming"
)
_OCCASIONS = word_set(
    "week day month conference awards festival fortnight summit dates programme"
)
_LONGEST = 14
_NONE = Heading()


@dataclass(slots=True)
class Headings:
    """Headings by the place at which each begins to count."""

    places: list[int]
    found: list[Heading]

    def above(self, days: Days) -> Heading:
        """Return the heading that ``days`` stand under, which may be empty."""
        position = bisect_right(self.places, days.first) - 1
        if position < 0:
            return _NONE
        heading = self.found[position]
        if heading.line is not None and heading.line != days.line:
            return _NONE
        if heading.month is None:
            return heading
        months = {ref.month for part in days.parts for ref in (part.first, part.end)}
        return heading if months <= {None, heading.month} else _NONE


def headings_of(source: Source, mentions: list[Mention]) -> Headings:
    """Return the headings of a text, in order.

    A heading is a short line with a month alone on it ("June 2025"), or a year in
    words about dates ("Training dates during 2025:", "2025/26 programme").
    """
    found: dict[int, Heading] = {}
    lines_with_days = {each.line for each in mentions if isinstance(each, Days)}
    for mention in mentions:
        if isinstance(mention, Months) and (heading := _month(source, mention)):
            found[mention.last] = heading
    if lines_with_days:
        for place in source.points:
            heading = _year(source, place, lines_with_days)
            if heading is not None:
                found.setdefault(place + 1, heading)
    places = sorted(found)
    return Headings(places, [found[place] for place in places])


def _month(source: Source, mention: Months) -> Heading | None:
    if len(mention.months) != 1:
        return None
    tokens = source.tokens
    start = source.lines[mention.line]
    if mention.first - start > 2:
        return None
    if tokens[mention.last].text != ":" and tokens[mention.last].kind not in (
        Is.LINE,
        Is.END,
    ):
        return None
    month, year = mention.months[0]
    return Heading(month, year)


def _year(source: Source, place: int, lines_with_days: set[int]) -> Heading | None:
    token = source.tokens[place]
    if token.kind == Is.NUMBER:
        year, is_academic = token.value, False
        if len(token.text) != 4:
            return None
    elif token.kind == Is.NUMERIC:
        match = _ACADEMIC.fullmatch(token.text[:10])
        if match is None or int(match[1]) % 100 + 1 != int(match[2]):
            return None
        year, is_academic = int(match[1]), True
    else:
        return None
    if not -1 <= year - source.published.year <= 2:
        return None
    return _headed(source, place, Heading(None, year, is_academic), lines_with_days)


def _headed(
    source: Source, place: int, heading: Heading, lines_with_days: set[int]
) -> Heading | None:
    tokens = source.tokens
    line = bisect_right(source.lines, place) - 1
    start = source.lines[line]
    stop = (
        source.lines[line + 1] - 1 if line + 1 < len(source.lines) else len(tokens) - 12
    )
    if place - start > _LONGEST or tokens[place - 1].text == "(":
        return None
    is_label = tokens[place + 1].text == ":"
    if line in lines_with_days:
        return _inline(source, place, heading, line)
    if stop - start > _LONGEST or tokens[stop - 1].text == ".":
        return None
    words = {token.text for token in tokens[start:stop]}
    return heading if words & _PROGRAMME or is_label or stop - start == 1 else None


def _inline(source: Source, place: int, heading: Heading, line: int) -> Heading | None:
    """Return the year of "Young Carers Action Day 2026 is on 11 March" for its line,
    of "2026 dates: 14 January" for the lines below too."""
    if heading.year is None or heading.year < source.published.year:
        return None
    start = source.lines[line]
    if source.tokens[place + 1].text == ":":
        before = {token.text for token in source.tokens[start:place]}
        if before & _PROGRAMME or place == start:
            return heading
        return replace(heading, line=line)
    if source.tokens[place - 1].text in _OCCASIONS:
        return replace(heading, line=line)
    return None
