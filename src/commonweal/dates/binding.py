"""Join times to the days they belong to, within a sentence.

English puts them either way round, and says one time for many days. Nearness
decides, and a time goes to one place only. What is left over may belong to a day
on another line: see ``lines``.
"""

from dataclasses import dataclass, replace

from commonweal.dates.calendar_words import word_set
from commonweal.dates.mentions import (
    ClockSpan,
    DayPart,
    Days,
    Mention,
    Standing,
    Times,
)
from commonweal.dates.tokens import Source

_FILLERS = word_set(
    ", - – — : ( ) | @ ; . at from between on of the time times timing timings start "
    "starts starting and t runs run running is are will be held place takes taking "
    "both all each every session sessions begins beginning commencing & to / * • in "
    "we meet meets hrs this that same day full half whole morning afternoon evening "
    "both either"
)
_TIGHT = 7
FINISHES = word_set("finish finishes finishing end ends ending close closes until")
_START = word_set("start starts starting begins")
_END = word_set("end ends ending finish finishes")
_LINKS = word_set("to - – — until till til through")
_ARRIVAL = word_set(
    "registration arrival arrive doors refreshments coffee networking tea lunch break "
    "registering arrivals by breakfast"
)
_EVERY = frozenset({"both", "all", "each", "every"})
_LIST_GAP = 5  # words between days that share the time after the last of them
_MOST_SHARED = 60


@dataclass(slots=True)
class _Neighbours:
    """For each mention, the nearest Days of its sentence on either side."""

    before: list[Days | None]
    after: list[Days | None]
    opens_with_time: list[bool]


def bind_times(source: Source, mentions: list[Mention]) -> None:
    """Fill in ``times`` of the Days in ``mentions``; mark each Times that is used."""
    both = [each for each in mentions if isinstance(each, (Days, Times))]
    _join_ends(source, both)
    _join_labelled(source, both)
    both = [each for each in both if not _is_gone(each)]
    near = _neighbours(both)
    for position, mention in enumerate(both):
        if isinstance(mention, Times) and not mention.used:
            _bind(source, both, near, position)


def _is_gone(mention: Days | Times) -> bool:
    return isinstance(mention, Days) and not mention.parts


def _join_ends(source: Source, both: list[Days | Times]) -> None:
    """Make one of "10am on Monday 9 June to 4pm on Tuesday 10 June".

    Each of two days must have its own single time, and only "to" or a dash may
    stand between.
    """
    for place in range(len(both) - 3):
        four = both[place : place + 4]
        days = [each for each in four if isinstance(each, Days)]
        times = [each for each in four if isinstance(each, Times)]
        if len(days) != 2 or isinstance(four[0], Days) != isinstance(four[2], Days):
            continue
        if isinstance(four[0], Days) == isinstance(four[1], Days):
            continue
        if not _are_ends(source, four, days, times):
            continue
        first, last = days
        first.parts = [DayPart(first.parts[0].first, last.parts[0].first)]
        first.last = last.last
        first.is_unbroken = True
        first.times = times
        last.parts = []
        for each in times:
            each.used = True


def _join_labelled(source: Source, both: list[Days | Times]) -> None:
    """Make one of "Start date: 5 June 09:30" and "End date: 5 June 12:30"."""
    previous: Days | None = None
    for place, mention in enumerate(both):
        if not isinstance(mention, Days) or not mention.parts:
            continue
        first, previous = previous, mention
        if first is None or mention.line - first.line > 2 or first.is_unbroken:
            continue
        if not _has_label(source, first, _START) or not _has_label(
            source, mention, _END
        ):
            continue
        times = [
            each
            for each in both[max(0, place - 1) : place + 2]
            if isinstance(each, Times) and each.first > first.first
        ]
        if len(times) == 1 or any(each.has_range for each in times):
            continue
        first.parts = [DayPart(first.parts[0].first, mention.parts[0].end)]
        first.standing = Standing.EVENT
        mention.parts = []
        first.times, first.is_unbroken = times[:2], bool(times)
        for each in times:
            each.used = True


def _has_label(source: Source, days: Days, words: frozenset[str]) -> bool:
    start = max(source.lines[days.line], days.first - 4)
    texts = [token.text for token in source.tokens[start : days.first]]
    return bool(words & set(texts)) and (":" in texts or "date" in texts)


def _are_ends(
    source: Source, four: list[Days | Times], days: list[Days], times: list[Times]
) -> bool:
    middle = source.tokens[four[1].last : four[2].first]
    words = [token.text for token in middle if token.text not in (",", "on", ")", "(")]
    if len(words) != 1 or words[0] not in _LINKS:
        return False
    if any(len(each.parts) != 1 or each.parts[0].last for each in days):
        return False
    if any(each.has_range or len(each.spans) != 1 for each in times):
        return False
    return _is_tight(source, four[0].last, four[1].first) and _is_tight(
        source, four[2].last, four[3].first
    )


def _neighbours(both: list[Days | Times]) -> _Neighbours:
    count = len(both)
    near = _Neighbours([None] * count, [None] * count, [False] * count)
    near.opens_with_time[:1] = [isinstance(each, Times) for each in both[:1]]
    for position in range(1, count):
        here, previous = both[position], both[position - 1]
        if previous.sentence == here.sentence:
            near.opens_with_time[position] = near.opens_with_time[position - 1]
            near.before[position] = (
                previous if isinstance(previous, Days) else near.before[position - 1]
            )
        else:
            near.opens_with_time[position] = isinstance(here, Times)
    for position in range(count - 2, -1, -1):
        following = both[position + 1]
        if following.sentence == both[position].sentence:
            near.after[position] = (
                following if isinstance(following, Days) else near.after[position + 1]
            )
    return near


def _bind(
    source: Source, both: list[Days | Times], near: _Neighbours, position: int
) -> None:
    times = both[position]
    assert isinstance(times, Times)
    before, after = near.before[position], near.after[position]
    if times.has_range and before is not None and before.standing is Standing.DEADLINE:
        before = _event_before(both, position)
    touches_before = before is not None and _is_tight(source, before.last, times.first)
    touches_after = after is not None and _is_tight(source, times.last, after.first)
    if not times.strong and not (touches_before or touches_after):
        return
    if after is not None and touches_after:
        says_on = source.tokens[times.last].text in ("on", "of")
        says_on = says_on or (not touches_before and _ends_here(both, position))
        leads = before is None or (
            bool(before.times)
            and (not touches_before or near.opens_with_time[position])
        )
        if says_on or leads:
            give(after, times)
            return
    if before is not None:
        give(before, times)
        _share(source, both, position, before, times)
    elif after is not None and after.standing is not Standing.DEADLINE:
        give(after, times)


def _ends_here(both: list[Days | Times], position: int) -> bool:
    """Whether no further time follows the days after this time."""
    following = both[position + 2 : position + 3]
    if not following or following[0].sentence != both[position].sentence:
        return True
    return not isinstance(following[0], Times)


def _event_before(both: list[Days | Times], position: int) -> Days | None:
    """Return an event without a time shortly before, past a deadline between."""
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
    return all(
        token.text in _FILLERS or not token.text.isascii()
        for token in source.tokens[first:last]
    )


def give(days: Days, times: Times) -> None:
    """Let ``times`` be a time of ``days``, unless it has both its ends already."""
    times.used = True
    if not days.is_unbroken:
        days.times.append(times)


def _share(
    source: Source,
    both: list[Days | Times],
    position: int,
    before: Days,
    times: Times,
) -> None:
    """Give a time said for "both" or "all" to earlier days of the sentence too."""
    between = source.tokens[before.last : min(times.first, before.last + 12)]
    says_all = any(token.text in _EVERY for token in between)
    reached = before.first
    for n in range(position - 1, max(-1, position - _MOST_SHARED), -1):
        mention = both[n]
        if mention.sentence != times.sentence:
            break
        if isinstance(mention, Times):
            break
        is_near = times.has_range and reached - mention.last <= _LIST_GAP
        if not mention.times and mention.standing is Standing.EVENT:
            if says_all or is_near:
                give(mention, times)
            reached = mention.first


def chosen_times(source: Source, days: Days) -> list[Times]:
    """Return the times of ``days`` that are occasions.

    Where there are ranges, single times are arrivals and items of an agenda. Of
    several single times the first that is no arrival counts.
    """
    ranges = [times for times in days.times if times.has_range]
    if ranges:
        return ranges
    singles = days.times
    if len(singles) < 2:
        return singles
    proper = [times for times in singles if not _is_arrival(source, times)]
    chosen = (proper or singles)[:2]
    if len(chosen) == 2 and _has_words(source, chosen[1], FINISHES):
        return [ended(*chosen)]
    return chosen[:1]


def ended(start: Times, finish: Times) -> Times:
    """Make one range of a start and a finish told apart."""
    span = ClockSpan(start.spans[0].begin, finish.spans[0].begin)
    return replace(start, spans=[span])


def _is_arrival(source: Source, times: Times) -> bool:
    return _has_words(source, times, _ARRIVAL)


def _has_words(source: Source, times: Times, words: frozenset[str]) -> bool:
    start = max(source.sentences[times.sentence], times.first - 4)
    return any(token.text in words for token in source.tokens[start : times.first])
