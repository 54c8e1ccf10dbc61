"""Join times to days that stand on other lines, or in the sentence before.

"Date: …" with "Time: …" below it; a day as a heading with its sessions under it;
a list of days and then the time of all. Single times one below the other are a
programme, and give nothing.
"""

from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from commonweal.dates.binding import FINISHES, ended, give
from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import (
    Days,
    Mention,
    Round,
    Standing,
    Times,
)
from commonweal.dates.tokens import Is, Source, is_plural_weekday, is_weekday

_LABELS = word_set(
    "time times timing timings when hours start starts starting begins session finish "
    "finishes end ends all each both every sessions"
)
_STARTS = word_set("start starts starting begins begin begins commences from opens")
_OPENING_HOURS = word_set(
    "open opening lines office offices phone telephone call helpline reception "
    "weekdays contact switchboard staffed closed hours"
)
_MEALS = word_set("lunch break refreshments tea coffee breakfast")
_REACH = 3
_BARE = 4
_LOOK_BACK = 12


@dataclass(slots=True)
class _Unit:
    """The days and the unused times of one sentence, in order."""

    sentence: int
    line: int
    days: list[Days] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Days that a time on a line below may be for.

    ``days`` are those directly above; ``run`` also those on fuller lines before
    them, for a line that says "Time:".
    """

    days: list[Days] = field(default_factory=list)
    run: list[Days] = field(default_factory=list)
    line: int = -9
    is_timed: bool = False
    is_bare: bool = False
    singles: list[Times] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether further days may join these."""
        return bool(self.days) and not self.is_timed and not self.singles


class LineBinder:
    """Goes down the lines of a text and keeps the days last seen."""

    def __init__(self, source: Source, mentions: list[Mention]) -> None:
        self._source = source
        self._mentions = mentions
        self._group = _Group()
        self._ahead: list[Times] = []
        self._ahead_line = 0
        self._rounds = {each.sentence for each in mentions if isinstance(each, Round)}

    def bind(self) -> None:
        """Give each unused time to the days it is for, where that is clear."""
        units = self._units()
        for unit, following in zip_longest(units, units[1:]):
            if unit.days:
                self._see_days(unit)
            elif self._is_heading(unit, following):
                self._close()
                self._ahead, self._ahead_line = unit.times, unit.line
                continue
            for times in unit.times:
                self._place(unit, times)
        self._close()

    def _units(self) -> list[_Unit]:
        units: list[_Unit] = []
        for mention in self._mentions:
            if not isinstance(mention, (Days, Times)):
                continue
            if isinstance(mention, Times) and mention.used:
                continue
            if not units or units[-1].sentence != mention.sentence:
                units.append(_Unit(mention.sentence, mention.line))
            if isinstance(mention, Days):
                units[-1].days.append(mention)
            else:
                units[-1].times.append(mention)
        return units

    def _see_days(self, unit: _Unit) -> None:
        events = [
            days for days in unit.days if days.standing is Standing.EVENT and days.parts
        ]
        if not events:
            return
        group = self._group
        if any(days.times for days in events):
            self._ahead = []
            self._close()
            self._group = _Group(events, list(events), unit.line, is_timed=True)
            return
        if self._has_time_ahead(unit.line):
            self._give_ahead(events, unit.line)
            return
        bare = self._is_bare(unit)
        if group.is_open and unit.line - group.line <= 1:
            group.run += events
            if group.is_bare and bare:
                group.days += events
            else:
                group.days = list(events)
            group.line, group.is_bare = unit.line, bare
            return
        self._close()
        self._group = _Group(events, list(events), unit.line, is_bare=bare)

    def _has_time_ahead(self, line: int) -> bool:
        if line - self._ahead_line > _REACH:
            self._ahead = []
        return bool(self._ahead)

    def _give_ahead(self, events: list[Days], line: int) -> None:
        """Give a time that stood above as a heading to the days below it."""
        for days in events:
            for times in self._ahead:
                give(days, times)
        self._ahead_line = line
        self._close()
        self._group = _Group(events, list(events), line, is_timed=True)

    def _place(self, unit: _Unit, times: Times) -> None:
        if times.sentence in self._rounds:
            return
        group = self._group
        label = self._label(times)
        if not group.days or unit.line - group.line > _REACH:
            if label and (times.has_range or times.strong):
                self._hold(times)
            return
        leads = label or self._leads_line(times) or self._leads_sentence(times)
        if self._is_elsewhere(times, leads=leads):
            return
        if times.has_range:
            if leads or (unit.line == group.line and times.strong):
                self._give_all(group, times, label=label)
        elif self._is_single_of(unit, times, leads=leads):
            group.singles.append(times)
            group.line = unit.line

    def _is_heading(self, unit: _Unit, following: _Unit | None) -> bool:
        """Whether a line ends with its time in brackets and the next begins the days:
        "Level 3 (9.30am to 4.30pm)", and the dates of level 3 below it."""
        if following is None or not following.days or len(unit.times) != 1:
            return False
        [times] = unit.times
        tokens = self._source.tokens
        is_apart = self._group.is_timed or unit.line - self._group.line > 1
        return (
            times.has_range
            and is_apart
            and following.line == unit.line + 1
            and tokens[times.first - 1].text == "("
            and tokens[times.last].text == ")"
            and tokens[times.last + 1].kind == Is.LINE
        )

    def _hold(self, times: Times) -> None:
        """Keep a time for the days below; several lines of times go together."""
        if times.line - self._ahead_line > 1 or not times.has_range:
            self._ahead = []
        self._ahead.append(times)
        self._ahead_line = times.line

    def _is_elsewhere(self, times: Times, *, leads: bool) -> bool:
        """Whether the time is that of the office, the week or the meal."""
        if leads:
            start, stop = times.last, times.last + 4
            after = takewhile(
                lambda token: token.kind != Is.LINE, self._source.tokens[start:stop]
            )
            return any(is_weekday(token) and len(token.text) > 3 for token in after)
        if self._words_before(times) & _MEALS:
            return True
        return is_opening_hours(self._source, times)

    def _is_single_of(self, unit: _Unit, times: Times, *, leads: bool) -> bool:
        """Whether a single time may be that of the days, or one of a programme."""
        if leads:
            return times.strong or self._label(times)
        if unit.line != self._group.line or not times.strong:
            return False
        return bool(self._words_before(times) & _STARTS)

    def _give_all(self, group: _Group, times: Times, *, label: bool) -> None:
        for days in group.run if label and not group.is_timed else group.days:
            give(days, times)
        group.is_timed = True
        group.line = times.line

    def _close(self) -> None:
        """Settle the single times that stood under the days."""
        group = self._group
        if group.singles and not group.is_timed:
            chosen = self._start_and_finish(group.singles)
            if chosen is None and len(group.singles) == 1:
                chosen = group.singles[0]
            if chosen is not None:
                for days in group.run:
                    give(days, chosen)
        self._group = _Group()

    def _start_and_finish(self, singles: list[Times]) -> Times | None:
        start = [each for each in singles if self._words_before(each) & _STARTS]
        finish = [each for each in singles if self._words_before(each) & FINISHES]
        if len(start) != 1 or len(finish) != 1 or start[0] is finish[0]:
            return None
        return ended(start[0], finish[0])

    def _words_before(self, times: Times) -> set[str]:
        """Return the few words before ``times`` in its sentence."""
        start = max(self._source.sentences[times.sentence], times.first - 4)
        return {token.text for token in self._source.tokens[start : times.first]}

    def _label(self, times: Times) -> bool:
        """Whether "Time:" or "Session times" stands before it on its line, or
        alone on the line above."""
        start = max(self._source.lines[times.line], times.first - 5)
        tokens = self._source.tokens
        words = [token.text for token in tokens[start : times.first]]
        if not words and times.line:
            above = self._source.lines[times.line - 1]
            if start - above <= 4:
                words = [token.text for token in tokens[above:start]]
        return any(word in _LABELS for word in words)

    def _leads_line(self, times: Times) -> bool:
        """Whether its line begins with it, bullets and "from" apart."""
        start = self._source.lines[times.line]
        if times.first - start > 3:
            return False
        tokens = self._source.tokens[start : times.first]
        return all(
            token.kind == Is.MARK
            or token.text in ("at", "from", "session")
            or token.kind == Is.NUMBER
            for token in tokens
        )

    def _leads_sentence(self, times: Times) -> bool:
        """Whether the sentence after the day begins with it: "5 June! 10-4"."""
        start = self._source.sentences[times.sentence]
        return times.first - start <= 1 and times.line == self._group.line

    def _is_bare(self, unit: _Unit) -> bool:
        """Whether a line is a date and little more, so that it goes with others."""
        source = self._source
        first, last = source.lines[unit.line], unit.days[-1].last
        while source.tokens[last].kind not in (Is.LINE, Is.END) and last - first < 40:
            last += 1
        covered = sum(days.last - days.first for days in unit.days)
        return last - first - covered <= _BARE


def is_opening_hours(source: Source, times: Times) -> bool:
    """Whether the sentence tells when something is open, week by week."""
    start = max(source.sentences[times.sentence], times.first - _LOOK_BACK)
    stop = len(source.tokens)
    if times.sentence + 1 < len(source.sentences):
        stop = source.sentences[times.sentence + 1]
    tokens = source.tokens[start : min(stop, times.last + 8)]
    return any(
        token.text in _OPENING_HOURS
        or is_plural_weekday(token)
        or (token.kind == Is.WEEKDAY and len(token.text) > 3)
        for token in tokens
    )
