"""Join times to the days they belong to.

English puts them either way round, says one time for many days, and lets a line
"Time: 10am to midday" stand below its date. Nearness decides, and a time goes to
one place only.
"""

from dataclasses import dataclass

from commonweal.dates.mentions import Days, Mention, Round, Standing, Times
from commonweal.dates.tokens import Is, Source

_FILLERS = frozenset(
    ", - – — : ( ) | @ ; at from between on of the time times timing timings start "
    "starts starting and t runs run running is are will be held place takes taking "
    "both all each every session sessions begins beginning commencing & to / *".split()
)
_TIGHT = 7
_LABELS = frozenset(
    "time times timing timings when hours start starts starting".split()
)
_OPENING_HOURS = frozenset(
    "open opening lines office phone telephone call helpline reception weekdays "
    "lunch break contact switchboard staffed monday friday saturday sunday".split()
)
_ARRIVAL = frozenset(
    "registration arrival arrive doors refreshments coffee networking tea lunch break "
    "registering arrivals by breakfast".split()
)
_NEAR_LINES = 5


@dataclass(slots=True)
class _Line:
    """The days and times on one line, in order."""

    number: int
    days: list[Days]
    times: list[Times]


def bind_times(source: Source, mentions: list[Mention]) -> None:
    """Fill in ``times`` of the Days in ``mentions``; mark each Times that is used."""
    both = [each for each in mentions if isinstance(each, (Days, Times))]
    rounds = {each.sentence for each in mentions if isinstance(each, Round)}
    for position, mention in enumerate(both):
        if isinstance(mention, Times):
            _bind_in_sentence(source, both, position)
    _bind_across_lines(source, _lines(both), rounds)


def _bind_in_sentence(source: Source, both: list[Days | Times], position: int) -> None:
    times = both[position]
    assert isinstance(times, Times)
    before = _neighbour(both, position, -1)
    after = _neighbour(both, position, 1)
    near_before = before is not None and _is_tight(source, before.last, times.first)
    near_after = after is not None and _is_tight(source, times.last, after.first)
    if not times.strong and not (near_before or near_after):
        return
    if times.has_range and before is not None and before.standing is Standing.DEADLINE:
        before = _earlier_event(both, position)
        near_before = before is not None and near_before
    if after is not None and near_after:
        says_on = source.tokens[times.last].text in ("on", "of")
        if says_on or before is None or (before.times and not near_before):
            _give(after, times)
            return
        if before.times and _leads(both, position):
            _give(after, times)
            return
    if before is not None:
        _give(before, times)
        if _says_all(source, before, times):
            _share_back(both, position, times)
    elif after is not None and times.strong:
        _give(after, times)


def _leads(both: list[Days | Times], position: int) -> bool:
    """Whether times come before their days in this sentence."""
    sentence = both[position].sentence
    while position and both[position - 1].sentence == sentence:
        position -= 1
    return isinstance(both[position], Times)


def _neighbour(both: list[Days | Times], position: int, step: int) -> Days | None:
    sentence = both[position].sentence
    position += step
    while 0 <= position < len(both) and both[position].sentence == sentence:
        mention = both[position]
        if isinstance(mention, Days):
            return mention
        position += step
    return None


def _earlier_event(both: list[Days | Times], position: int) -> Days | None:
    for n in range(position - 1, max(-1, position - 9), -1):
        mention = both[n]
        if mention.line != both[position].line:
            break
        if isinstance(mention, Days) and mention.standing is Standing.EVENT:
            return mention if not mention.times else None
    return None


def _is_tight(source: Source, first: int, last: int) -> bool:
    if last - first > _TIGHT:
        return False
    return all(source.tokens[n].text in _FILLERS for n in range(first, last))


def _give(days: Days, times: Times) -> None:
    days.times.append(times)
    times.used = True


def _says_all(source: Source, days: Days, times: Times) -> bool:
    between = source.tokens[days.last : times.first]
    return any(token.text in ("both", "all", "each", "every") for token in between)


def _share_back(both: list[Days | Times], position: int, times: Times) -> None:
    """Give the time to earlier days of the sentence that have none."""
    sentence = both[position].sentence
    for n in range(position - 1, -1, -1):
        mention = both[n]
        if mention.sentence != sentence:
            break
        if isinstance(mention, Days) and not mention.times:
            _give(mention, times)


def _lines(both: list[Days | Times]) -> list[_Line]:
    lines: list[_Line] = []
    for mention in both:
        if not lines or lines[-1].number != mention.line:
            lines.append(_Line(mention.line, [], []))
        if isinstance(mention, Days):
            lines[-1].days.append(mention)
        else:
            lines[-1].times.append(mention)
    return lines


def _bind_across_lines(source: Source, lines: list[_Line], rounds: set[int]) -> None:
    for position, line in enumerate(lines):
        loose = [times for times in line.times if not times.used]
        loose = [times for times in loose if times.sentence not in rounds]
        ranges = [times for times in loose if times.has_range]
        chosen = ranges or loose[:1]
        if not chosen:
            continue
        labelled = _is_labelled(source, chosen[0])
        if not ranges and not labelled and _is_agenda(lines, position):
            continue
        for times in chosen:
            if times.strong or labelled:
                _bind_to_lines(source, lines, position, times, labelled=labelled)


def _bind_to_lines(
    source: Source, lines: list[_Line], position: int, times: Times, *, labelled: bool
) -> None:
    if _is_opening_hours(source, times) and not labelled:
        return
    targets = _days_above(source, lines, position, times)
    if not targets and (labelled or times.has_range):
        targets = _days_below(lines, position)
    for days in targets:
        _give(days, times)


def _is_agenda(lines: list[_Line], position: int) -> bool:
    """Whether single times stand on several lines together: a programme."""

    def lone(n: int) -> bool:
        if not 0 <= n < len(lines) or abs(lines[n].number - lines[position].number) > 3:
            return False
        line = lines[n]
        return (
            not line.days
            and bool(line.times)
            and not any(times.has_range for times in line.times)
        )

    return lone(position - 1) or lone(position + 1)


def _is_labelled(source: Source, times: Times) -> bool:
    """Whether "Time:" or "Session times" stands before it on its line."""
    start = source.lines[times.line]
    words = [token.text for token in source.tokens[start : times.first]][-5:]
    return any(word in _LABELS for word in words)


def _is_opening_hours(source: Source, times: Times) -> bool:
    start = source.sentences[times.sentence]
    stop = _sentence_stop(source, times.sentence)
    tokens = source.tokens[max(start, times.first - 12) : min(stop, times.last + 8)]
    return any(
        token.text in _OPENING_HOURS or token.kind == Is.WEEKDAY for token in tokens
    )


def _sentence_stop(source: Source, sentence: int) -> int:
    if sentence + 1 < len(source.sentences):
        return source.sentences[sentence + 1]
    return len(source.tokens)


def _days_above(
    source: Source, lines: list[_Line], position: int, times: Times
) -> list[Days]:
    """Return the days that a time without a day of its own belongs to.

    A day earlier in the same line, else the days of the lines directly above.
    """
    own = [days for days in lines[position].days if days.last <= times.first]
    if own:
        return _untimed(own[-1:])
    found: list[Days] = []
    reach = lines[position].number
    for n in range(position - 1, -1, -1):
        line = lines[n]
        if reach - line.number > _NEAR_LINES or not line.days:
            if line.times and not line.days and any(each.used for each in line.times):
                return _also_timed(lines, n, times)
            if reach - line.number > _NEAR_LINES:
                break
            continue
        fresh = _untimed(line.days)
        if not fresh:
            break
        found = fresh + found
        reach = line.number
        if not _is_bare(source, line):
            break
    return found


def _also_timed(lines: list[_Line], position: int, times: Times) -> list[Days]:
    """A second range on the next line belongs to the same days as the first."""
    if not times.has_range:
        return []
    above = lines[position].times[-1]
    found: list[Days] = []
    for n in range(position - 1, max(-1, position - 40), -1):
        found = [days for days in lines[n].days if above in days.times] + found
        if lines[n].days and not any(above in days.times for days in lines[n].days):
            break
    return found


def _untimed(days: list[Days]) -> list[Days]:
    return [each for each in days if not each.times and each.standing is Standing.EVENT]


def _is_bare(source: Source, line: _Line) -> bool:
    """Whether a line is a date and little more, so that lines above go with it."""
    first = source.lines[line.number]
    last = line.days[-1].last
    while source.tokens[last].kind not in (Is.LINE, Is.END) and last - first < 40:
        last += 1
    covered = sum(days.last - days.first for days in line.days)
    return last - first - covered <= 4


def _days_below(lines: list[_Line], position: int) -> list[Days]:
    """Return the days on the lines below a heading that gives their time."""
    found: list[Days] = []
    reach = lines[position].number
    for line in lines[position + 1 :]:
        if line.number - reach > 3 or not line.days or line.times:
            break
        found += _untimed(line.days)
        reach = line.number
    return found


def chosen_times(source: Source, days: Days) -> list[Times]:
    """Return the times of ``days`` that are occasions.

    Where there are ranges, single times are arrivals and items of an agenda, and
    so is a range that lies within another. Of several single times the first that
    is no arrival counts.
    """
    ranges = [times for times in days.times if times.has_range]
    if ranges:
        return ranges
    singles = days.times
    if len(singles) < 2:
        return singles
    proper = [times for times in singles if not _is_arrival(source, times)]
    return (proper or singles)[:1]


def _is_arrival(source: Source, times: Times) -> bool:
    start = max(source.sentences[times.sentence], times.first - 4)
    return any(token.text in _ARRIVAL for token in source.tokens[start : times.first])
