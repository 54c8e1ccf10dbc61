"""Pick the stretches of a text that may tell of dates, and leave the rest alone.

Most prose says nothing about dates. Whether a sentence can is found out with a few
searches that run at the speed of C, so that the careful reading is kept for those
that can, and for their neighbours that say where, or that it is off.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.dates.calendar_words import (
    MONTHS,
    WEEKDAY_PLURALS,
    WEEKDAYS,
    misspelt,
    word_set,
)

# A sentence ends where a capital follows; "Dr. Smith" and "Mrs. Jones" do not end.
_BREAK = re.compile(r"[\n\u2028\u2029]\s*|(?<=[a-z0-9)]{3}[.!?])[ \t]+(?=[A-Z])")
_WORDS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9]")
_SHAPE = re.compile(
    r"[0-9](?:st|nd|rd|th|[./:\-\u2010-\u2014][0-9]|\s?[ap]\.?m\b|\s?(?:noon|mid|hrs))"
    r"|\b20[0-9][0-9]\b"
    r"|[0-9]\s?(?:to|till?|until|and|[\-\u2010-\u2014])\s?[0-9]"
)
_AFTER_NUMBER = re.compile(r"[0-9](?:st|nd|rd|th)?\s?(?:of\s)?([a-z]{4,12})")
_DATE_WORDS = frozenset({*MONTHS, *WEEKDAYS, *WEEKDAY_PLURALS})
# Without a figure, a piece with none of these in it tells of no date.
_SIGNS = (
    "day",
    "tomorrow",
    "tonight",
    "easter",
    "christmas",
    "bank holiday",
    "th of ",
    "first of ",
    "second of ",
    "third of ",
)
# Words for which the neighbours of a date are worth reading.
_NEIGHBOUR_WORDS = word_set(
    "time times venue location where when held via online virtual virtually teams zoom "
    "webinar person face hybrid cancelled canceled postponed deadline closing rsvp "
    "weekly fortnightly daily past o start starts finish finishes end ends book apply "
    "room centre center hall session sessions date dates expires week weeks commencing"
)
_NEAR = (-2, -1, 1, 2)
# Of sentences that may tell of dates, so much is read; a whole book of them is no
# news, and must not hold a server up.
MOST_CHARACTERS = 500_000
_SHORTEST = 3
_MOST_SKIPPED = 5  # further ones are not even counted: they are far from any date
_HEADING = 16


class Stretch(NamedTuple):
    """Characters ``start`` up to ``stop``, without the break that follows."""

    start: int
    stop: int
    ends_line: bool
    is_wanted: bool


def stretches(text: str) -> Iterator[Stretch]:
    """Yield the sentences and lines of ``text`` in order, wanted or not.

    White space between them belongs to none.
    """
    bounds: list[tuple[int, int, bool]] = []
    start = 0
    for match in _BREAK.finditer(text):
        bounds.append((start, match.start(), match[0][0] not in " \t"))
        start = match.end()
    bounds.append((start, len(text), False))
    lowered = [text[first:last].lower() for first, last, _ in bounds]
    wanted = [_has_date(piece) for piece in lowered]
    near = {
        place + step
        for place, is_wanted in enumerate(wanted)
        if is_wanted
        for step in _NEAR
    }
    skipped, left = 0, MOST_CHARACTERS
    for place, (first, last, ends_line) in enumerate(bounds):
        keep = wanted[place] or (place in near and _is_context(lowered[place]))
        left -= last - first if keep else 0
        keep = keep and left + last - first > 0
        skipped = 0 if keep else skipped + 1
        if skipped <= _MOST_SKIPPED:
            yield Stretch(first, last, ends_line, keep)


def _has_date(piece: str) -> bool:
    if len(piece) < _SHORTEST:
        return False
    if _DIGIT.search(piece) is None:
        if len(piece) < _HEADING:
            return not _DATE_WORDS.isdisjoint(_WORDS.findall(piece))
        return any(sign in piece for sign in _SIGNS)
    if _SHAPE.search(piece) or not _DATE_WORDS.isdisjoint(_WORDS.findall(piece)):
        return True
    return any(misspelt(word) for word in _AFTER_NUMBER.findall(piece))


def _is_context(piece: str) -> bool:
    return not _NEIGHBOUR_WORDS.isdisjoint(_WORDS.findall(piece))
