"""Cut a text into words, numbers and marks in one pass."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from commonweal.dates.calendar_words import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    WEEKDAY_PLURALS,
    WEEKDAYS,
    word_set,
)
from commonweal.dates.stretches import stretches

AHEAD = 12  # END tokens after the last, so that looking ahead needs no check


class Is(IntEnum):
    """What a token is. Plain words come first: nothing begins with one."""

    WORD = 0
    NUMBER = 1  # digits only: "9", "0930", "2025"
    NUMERIC = 2  # digits with marks between: "9.30", "05/06/25", "10-12"
    WEEKDAY = 3
    MONTH = 4
    STARTER = 5  # a word that may begin a date, a time or a series
    MARK = 6
    LINE = 7
    GAP = 8  # a stretch of text without a sign of a date, not looked into
    END = 9


class Token(NamedTuple):
    """One piece of the text.

    ``text`` is in lower case. ``value`` is the number of a NUMBER (-1 when it has
    more than four digits), of a MONTH (1 to 12) or of a WEEKDAY (0 is Monday; a
    plural has 10 added).
    """

    kind: int
    text: str
    value: int
    start: int
    stop: int


# Each branch is one run without alternatives inside, so matching is linear. A run
# of the same mark is one token; white space between tokens is not kept, and the
# spaces and joiners that web pages carry count as white space.
_SPACES = "\\s\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_TOKEN = re.compile(
    r"([0-9]+(?:[./:\-\u2010-\u2014][0-9]+)*)"
    r"|(?<=[0-9])(st|nd|rd|th|am|pm|[\u02b0-\u02e3\u1d30-\u1d6a\u207f]{2})(?=\b|[A-Z0-9]|to[0-9]|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec)"
    r"|([A-Za-z]+(?:['\u2019][A-Za-z]+)?)"
    rf"|([^{_SPACES}A-Za-z0-9])\4*"
)
_YEAR_TO_DAY = re.compile(
    r"20[0-9][0-9][\-\u2010-\u2014][0-9]{1,2}(?:st|nd|rd|th)?\s"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_PLURAL = 10

_STARTERS = word_set(
    "every each daily weekly fortnightly monthly weekdays weekday alternate last "
    "today tomorrow tonight yesterday midday noon midnight half quarter good easter "
    "boxing christmas new early spring summer"
)
_LEXICON: dict[str, tuple[int, int]] = {
    **dict.fromkeys(_STARTERS, (Is.STARTER, 0)),
    **{word: (Is.STARTER, n) for word, n in NUMBERS.items()},
    **{word: (Is.STARTER, n) for word, n in ORDINALS.items()},
    **{word: (Is.MONTH, n) for word, n in MONTHS.items()},
    **{word: (Is.WEEKDAY, n) for word, n in WEEKDAYS.items()},
    **{word: (Is.WEEKDAY, n + _PLURAL) for word, n in WEEKDAY_PLURALS.items()},
}
# "Friday's webinar", "3 June's session".
_LEXICON |= {
    f"{word}{mark}s": (kind, value % 10 if kind == Is.WEEKDAY else value)
    for word, (kind, value) in list(_LEXICON.items())
    if kind in (Is.MONTH, Is.WEEKDAY) and len(word) > 4
    for mark in "'\u2019"
}
_PLAIN = (Is.WORD, 0)
_NUMERIC, _GLUED, _WORD, _MARK = 1, 2, 3, 4


@dataclass(slots=True)
class Source:
    """A text, its tokens, and where its lines and sentences begin.

    ``tokens`` ends with a few END tokens, so that looking ahead needs no check.
    ``points`` are the places in ``tokens`` that are not plain words. ``sentences``
    and ``lines`` hold the place of the first token of each, in order.
    """

    text: str
    published: date
    tokens: list[Token]
    points: list[int]
    sentences: list[int] = field(default_factory=lambda: [0])
    lines: list[int] = field(default_factory=lambda: [0])
    # Bare numbers before this place have been tried as days and found wanting.
    barren: int = 0

    def words(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to, not with, token ``last``."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].stop]

    def is_glued(self, place: int) -> bool:
        """Whether no space stands between this token and the one before."""
        return place > 0 and self.tokens[place - 1].stop == self.tokens[place].start

    def is_capital(self, place: int) -> bool:
        return self.text[self.tokens[place].start : self.tokens[place].stop][
            :1
        ].isupper()


def tokenise(text: str, *, published: date) -> Source:
    """Cut ``text`` into tokens. Takes time in proportion to its length.

    Stretches without a sign of a date become one GAP token each.
    """
    tokens: list[Token] = []
    for stretch in stretches(text):
        if stretch.is_wanted:
            _cut(text, stretch.start, stretch.stop, tokens)
        elif stretch.stop > stretch.start:
            tokens.append(Token(Is.GAP, "", 0, stretch.start, stretch.stop))
        if stretch.ends_line:
            tokens.append(Token(Is.LINE, "\n", 0, stretch.stop, stretch.stop + 1))
    points = [place for place, token in enumerate(tokens) if token.kind]
    end = Token(Is.END, "", 0, len(text), len(text))
    tokens.extend([end] * AHEAD)
    return Source(text, published, tokens, points)


def _cut(text: str, start: int, stop: int, tokens: list[Token]) -> None:
    """Add the tokens of one stretch. This is where most of the time goes, so it
    makes tuples directly and looks names up once."""
    add, make, known = tokens.append, tuple.__new__, _LEXICON.get
    for match in _TOKEN.finditer(text, start, stop):
        which = match.lastindex
        piece = match[0]
        kind: int = Is.WORD
        value = 0
        if which == _WORD:
            piece = piece.lower()
            kind, value = known(piece, _PLAIN)
        elif which == _NUMERIC:
            kind = Is.NUMERIC
            if _YEAR_TO_DAY.match(text, match.start()):
                _cut_year(text, match, tokens)
                continue
            if piece.isdigit():
                kind, value = Is.NUMBER, int(piece) if len(piece) < 5 else -1
        elif which == _MARK:
            kind, piece = Is.MARK, piece[0]
        else:
            piece = piece.lower() if piece.isascii() else "th"
        add(make(Token, (kind, piece, value, match.start(), match.end())))


def _cut_year(text: str, match: re.Match[str], tokens: list[Token]) -> None:
    """Cut "2025-15" of "7 June 2025-15 June 2025" in three."""
    start = match.start()
    year, dash, day = start + 4, start + 5, match.end()
    tokens += (
        Token(Is.NUMBER, text[start:year], int(text[start:year]), start, year),
        Token(Is.MARK, "-", 0, year, dash),
        Token(Is.NUMBER, text[dash:day], int(text[dash:day]), dash, day),
    )


def is_weekday(token: Token) -> bool:
    return token.kind == Is.WEEKDAY and token.value < _PLURAL


def is_plural_weekday(token: Token) -> bool:
    return token.kind == Is.WEEKDAY and token.value >= _PLURAL


def weekday_of(token: Token) -> int:
    """Return 0 for Monday to 6, of a WEEKDAY token, singular or plural."""
    return token.value % _PLURAL
