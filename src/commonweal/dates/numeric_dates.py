"""Read dates written in figures: 05/06/2025, 05.06.25, 2025-06-05, 22-26."""

import re
from typing import NamedTuple

from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import DayRef
from commonweal.dates.tokens import Is, Source, Token

_DASH = r"[\-–—\u2011]"
_FULL = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})([\-/])(\d{1,2})\2(\d{1,2})")
_TWO_FULL = re.compile(
    rf"(\d{{1,2}}([./])\d{{1,2}}\2(?:\d{{4}}|\d{{2}})){_DASH}"
    r"(\d{1,2}([./])\d{1,2}\4(?:\d{4}|\d{2}))"
)
_DAYS_OF_ONE = re.compile(
    rf"(\d{{1,2}}){_DASH}(\d{{1,2}})([./])(\d{{1,2}})\3(\d{{4}}|\d{{2}})"
)
_DAYS_OF_TWO = re.compile(
    rf"(\d{{1,2}})([./])(\d{{1,2}}){_DASH}(\d{{1,2}})\2(\d{{1,2}})\2(\d{{4}}|\d{{2}})"
)
_PAIR = re.compile(rf"(\d{{1,2}})({_DASH}|/)(\d{{1,2}})")
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})")
_LONGEST = 24
# After these a number with points is a place in a document.
_DOCUMENT_WORDS = word_set(
    "section sections paragraph paragraphs para paras chapter clause version v page "
    "pages p pp s part standard appendix room figure fig table item no ref "
    "regulation rule step level release edition"
)
_LABELS = word_set("date dates when on by before until till deadline")


class Numeric(NamedTuple):
    first: DayRef
    last: DayRef | None = None
    is_run: bool = False


def read_numeric(source: Source, place: int, *, firm: bool = False) -> Numeric | None:
    """Return what the NUMERIC token at ``place`` says about days, or None.

    Days come before months, as in the United Kingdom. A month above 12 is kept as
    it is: it names a day that does not exist.

    Args:
        source: the text and its tokens.
        place: the place of the token.
        firm: a weekday stands before it, so "14/01" is a date without a year.
    """
    token = source.tokens[place]
    if len(token.text) > _LONGEST or _is_in_document(source, place):
        return None
    if single := _single(source, token, token.text, token.start):
        return Numeric(single)
    if match := _TWO_FULL.fullmatch(token.text):
        first = _single(source, token, match[1], token.start)
        last = _single(source, token, match[3], token.start + match.start(3))
        return Numeric(first, last, is_run=True) if first and last else None
    if run := _run_of_days(source, token):
        return run
    has_month = source.tokens[place + 1].kind == Is.MONTH
    if (
        (match := _SHORT.fullmatch(token.text))
        and not has_month
        and (firm or (match[2] == "/" and _is_labelled(source, place)))
    ):
        return _day_and_month(source, place, match)
    if match := _PAIR.fullmatch(token.text):
        return _pair(token, match)
    return None


def _run_of_days(source: Source, token: Token) -> Numeric | None:
    """Read "7-15/06/2025" and "7/6-15/6/2025"."""
    if match := _DAYS_OF_ONE.fullmatch(token.text):
        last_start, month, whole = match.start(2), int(match[4]), 2
    elif match := _DAYS_OF_TWO.fullmatch(token.text):
        last_start, month, whole = match.start(4), int(match[3]), 4
    else:
        return None
    written = token.text[match.start(whole) :]
    last = _single(source, token, written, token.start + last_start)
    if last is None or not 1 <= month <= 12:
        return None
    stop = token.start + last_start - 1
    first = DayRef(token.start, stop, int(match[1]), month, last.year)
    return Numeric(first, last, is_run=True)


def _is_in_document(source: Source, place: int) -> bool:
    before = source.tokens[place - 1] if place else None
    if before is None:
        return False
    if source.is_glued(place) and (
        before.kind == Is.WORD or before.text in "£$€§#@_=/"
    ):
        return True
    return before.text in _DOCUMENT_WORDS


def _single(source: Source, token: Token, text: str, start: int) -> DayRef | None:
    stop = start + len(text)
    if match := _FULL.fullmatch(text):
        day, month, mark = int(match[1]), int(match[3]), match[2]
        year = int(match[4])
        if year < 100:
            year += 2000
            if mark != "/" and (month > 12 or day > 31):
                return None
            if abs(year - source.published.year) > (15 if mark == "/" else 8):
                return None
        return _dated(start, stop, day, month, year)
    if match := _ISO.fullmatch(text):
        return _dated(start, stop, int(match[4]), int(match[3]), int(match[1]))
    return None


def _dated(start: int, stop: int, day: int, month: int, year: int) -> DayRef | None:
    if not 1900 <= year <= 2100 or day < 1 or month < 1:
        return None
    return DayRef(start, stop, day, month, year)


def _is_labelled(source: Source, place: int) -> bool:
    """Whether "14/01" is a date: it has a label, or a time follows it."""
    tokens = source.tokens
    before = tokens[place - 1] if place else None
    if before is not None and before.text == ":" and place > 1:
        before = tokens[place - 2]
    if before is not None and before.text in _LABELS:
        return True
    step = place + 1 + (tokens[place + 1].text in (",", "-", "–", "at", "@"))
    if tokens[step].kind == Is.NUMBER and tokens[step + 1].text in ("am", "pm"):
        return True
    if tokens[step].kind != Is.NUMERIC:
        return False
    return ":" in tokens[step].text or tokens[step + 1].text in ("am", "pm")


def _day_and_month(source: Source, place: int, match: re.Match[str]) -> Numeric | None:
    token = source.tokens[place]
    day, month = int(match[1]), int(match[3])
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    following = source.tokens[place + 1]
    if following.text in ("am", "pm"):
        return None
    ref = DayRef(token.start, token.stop, day, month, firm=True)
    return Numeric(ref)


def _pair(token: Token, match: re.Match[str]) -> Numeric | None:
    one, two = int(match[1]), int(match[3])
    if not 1 <= one <= 31 or not 1 <= two <= 39:
        return None
    middle = token.start + match.end(1)
    first = DayRef(token.start, middle, one)
    last = DayRef(middle + 1, token.stop, two)
    return Numeric(first, last, is_run=match[2] != "/")
