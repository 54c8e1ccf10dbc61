"""Recognise venues and ways of attending that stand with a date.

"via MS Teams", "at West Offices", "(West Offices)", "Venue: West Offices". What a
line does not say itself it takes from a label near by ("Venue: …") or from a
sentence about all ("All will be held via MS Teams").
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import Days, Mention, Round, Times
from commonweal.dates.occurrences import Mode
from commonweal.dates.tokens import AHEAD, Is, Source

_ONLINE = word_set("online virtual virtually zoom teams webinar webex skype remotely")
_PLATFORMS = word_set("zoom teams webex skype")
_MAKERS = word_set("ms microsoft")
_HYBRID = word_set("hybrid blended")
_CLASSROOM = word_set("classroom f2f inperson")
_LABELS = word_set("venue location where place address venues")
_ALL = word_set("all these both each they sessions courses everyone it events")
_HELD = word_set("held delivered take takes taking run meet meets place hosted are is")
_BUILDINGS = word_set(
    "centre center hall house room rooms office offices school college church library "
    "hotel stadium racecourse street road building suite hub theatre hospital academy "
    "university village park club museum barn chapel gallery studio campus square "
    "arms court lodge annexe mill pavilion station lane boardroom"
)
_STOPS = word_set(
    "on from to for with and or via which where who when until till please in"
)
_OPENERS = frozenset("(,-–|\U0001f4cd")
_LONGEST = 80
_NEAR = 4
_MOST_TOKENS = 60


@dataclass(frozen=True, slots=True)
class _Place:
    venue: str | None = None
    mode: Mode | None = None

    def or_else(self, other: "_Place") -> "_Place":
        return _Place(self.venue or other.venue, self.mode or other.mode)

    @property
    def is_full(self) -> bool:
        return self.venue is not None and self.mode is not None


_NOWHERE = _Place()


class Places:
    """Finds the venue and the mode of each occasion of one text."""

    def __init__(self, source: Source, mentions: list[Mention]) -> None:
        self._source = source
        anchors = [each for each in mentions if isinstance(each, (Days, Round))]
        self._starts = [each.first for each in anchors]
        self._covered = {
            place
            for each in mentions
            if isinstance(each, (Days, Times, Round))
            for place in range(each.first, min(each.last, each.first + _MOST_TOKENS))
        }
        self._known: dict[int, _Place] = {}
        self._lines = {each.line for each in anchors}
        self._for_all = self._find_for_all()

    def of(self, mention: Mention) -> tuple[str | None, Mode | None]:
        """Return the venue and mode of the occasion mentioned, each or None."""
        place = self._known.get(mention.first)
        if place is None:
            place = self._find(mention)
            self._known[mention.first] = place
        return place.venue, place.mode

    def _find(self, mention: Mention) -> _Place:
        place = self._own(mention)
        if not place.is_full:
            place = place.or_else(self._labelled(mention.line))
        if place == _NOWHERE:
            place = self._for_all
        if place.mode is None and place.venue is not None and _is_platform(place.venue):
            return _Place(place.venue, Mode.ONLINE)
        return place

    def _own(self, mention: Mention) -> _Place:
        """Read the words from the sentence's beginning to the next date."""
        start = self._source.sentences[mention.sentence]
        before = bisect_right(self._starts, mention.first) - 2
        if before >= 0:
            start = max(start, self._starts[before])
        start = max(start, mention.first - _MOST_TOKENS)
        return self._read(start, self._end(mention))

    def _end(self, mention: Mention) -> int:
        end = self._line_end(mention.line)
        following = bisect_right(self._starts, mention.first)
        if following < len(self._starts):
            end = min(end, self._starts[following])
        return min(end, mention.first + 2 * _MOST_TOKENS)

    def _line_end(self, line: int) -> int:
        lines = self._source.lines
        if line + 1 < len(lines):
            return lines[line + 1] - 1
        return len(self._source.tokens) - AHEAD

    def _labelled(self, line: int) -> _Place:
        """Return what "Venue: …" says on a line near by, below before above."""
        for step in (1, 2, 3, _NEAR, -1, -2, -3):
            other = line + step
            if not 0 <= other < len(self._source.lines):
                continue
            start, end = self._source.lines[other], self._line_end(other)
            label = self._label(start, end)
            if label is not None and label < end:
                return self._read(start, end)
            if label is not None and other + 1 < len(self._source.lines):
                return self._below(other + 1)
        return _NOWHERE

    def _find_for_all(self) -> _Place:
        """Return what a sentence without a date says of all occasions."""
        source = self._source
        for line, start in enumerate(source.lines):
            end = min(self._line_end(line), start + _MOST_TOKENS)
            if line in self._lines:
                start = self._last_sentence(start, end)
            words = [token.text for token in source.tokens[start : start + 4]]
            if not _ALL & set(words):
                continue
            if _HELD & {token.text for token in source.tokens[start:end]}:
                place = self._read(start, end)
                if place != _NOWHERE:
                    return place
        return _NOWHERE

    def _last_sentence(self, start: int, end: int) -> int:
        sentences = self._source.sentences
        return max(start, sentences[bisect_right(sentences, max(start, end - 1)) - 1])

    def _label(self, start: int, end: int) -> int | None:
        """Return the place after "Venue:", or after "Venue" alone on its line."""
        tokens = self._source.tokens
        for place in range(start, min(end, start + 4)):
            if tokens[place].text not in _LABELS:
                continue
            if place + 1 == end or tokens[place + 1].text in (":", "-", "–"):
                return min(place + 2, end)
        return None

    def _below(self, line: int) -> _Place:
        """Read a line that is all venue, under a label."""
        start, end = self._source.lines[line], self._line_end(line)
        return _Place(self._name(start, end, whole=True), self._read(start, end).mode)

    def _read(self, start: int, end: int) -> _Place:
        words = [token.text for token in self._source.tokens[start:end]]
        return _Place(self._venue(start, end), _mode(words))

    def _venue(self, start: int, end: int) -> str | None:
        labelled = self._label_anywhere(start, end)
        if labelled is not None:
            return self._name(labelled, end, whole=True)
        for place in range(start, end):
            token = self._source.tokens[place]
            found = None
            if token.text in ("at", "in") and place + 1 < end:
                found = self._name(place + 1, end)
                if token.text == "in" and not _is_building(found):
                    found = None
            elif token.text in _PLATFORMS:
                found = self._platform(place)
            elif token.text in _OPENERS or place - 1 in self._covered:
                first = place + (token.kind == Is.MARK)
                found = self._name(first, end) if first < end else None
                found = found if _is_building(found) else None
            if found:
                return found
        return None

    def _label_anywhere(self, start: int, end: int) -> int | None:
        tokens = self._source.tokens
        for place in range(start, end - 1):
            if tokens[place].text in _LABELS and tokens[place + 1].text == ":":
                return place + 2
        return None

    def _platform(self, place: int) -> str:
        first = place
        if place and self._source.tokens[place - 1].text in _MAKERS:
            first -= 1
        return self._source.words(first, place + 1)

    def _name(self, first: int, end: int, *, whole: bool = False) -> str | None:
        """Return the name that begins at ``first``: capital words and numbers.

        ``whole`` takes all up to the end of the sentence, as after a label.
        """
        source = self._source
        tokens = source.tokens
        place = first
        if tokens[place].text == "the" and not whole:
            place += 1
        if place >= end or place in self._covered:
            return None
        if not whole and not source.is_capital(place):
            return None
        while place < end and place not in self._covered:
            token = tokens[place]
            if token.kind in (Is.LINE, Is.GAP, Is.END) or token.text in ".;()|:!?":
                break
            if not whole and (token.text in _STOPS or token.text in ",–-"):
                break
            place += 1
        name = source.words(first, place).strip(" ,–-")
        return name if name and len(name) <= _LONGEST else None


def _mode(words: list[str]) -> Mode | None:
    known = set(words)
    pairs = set(pairwise(words))
    triples = {
        "".join(words[n : n + 5]) for n in range(len(words)) if words[n] == "face"
    }
    in_person = bool(
        ("in", "person") in pairs
        or known & _CLASSROOM
        or ("face", "to") in pairs
        or "face-to-face" in triples
        or ("-", "person") in pairs
    )
    is_online = bool(known & _ONLINE)
    if known & _HYBRID or (in_person and is_online):
        return Mode.HYBRID
    if in_person:
        return Mode.IN_PERSON
    return Mode.ONLINE if is_online else None


def _is_platform(name: str) -> bool:
    return bool(_PLATFORMS & set(name.lower().split()))


def _is_building(name: str | None) -> bool:
    return name is not None and bool(_BUILDINGS & set(name.lower().split()))
