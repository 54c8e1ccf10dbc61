"""Decide which half of the day a written time means.

A time without am or pm lies between 8am and 7.59pm. In a range, one half of the
day may be said for both ("2.30-5pm"), and an evening may run past 8pm ("7-9").
Times are minutes since midnight; 1440 and more is the next day.
"""

from commonweal.dates.mentions import Clock, ClockSpan

NOON = 12 * 60
DAY = 24 * 60
_HALF_DAY = 12 * 60
_EARLIEST = 8 * 60
_EVENING = 17 * 60
_NIGHT_ENDS = 8 * 60
_LONGEST_GUESS = 10 * 60


def minutes_of(span: ClockSpan) -> tuple[int, int | None]:
    """Return the beginning and end of ``span`` in minutes.

    The end is None when none is written. An end that is not after the beginning
    is returned as it stands: the text contradicts itself.
    """
    begin, end = span.begin, span.end
    if end is None:
        return single(begin), None
    if _is_known(begin) and _is_known(end):
        return _overnight(_known(begin) % DAY, _known(end))
    if _is_known(end):
        first = _begin_before(begin, end)
        return _overnight(first, _known(end))
    first = single(begin) % DAY
    return first, _end_after(first, begin, end)


def single(clock: Clock) -> int:
    """Return one time by itself in minutes; midnight is 1440, the end of its day."""
    return _known(clock) if _is_known(clock) else _by_rule(clock)


def _is_known(clock: Clock) -> bool:
    return bool(clock.half) or clock.exact or clock.hour > 12 or clock.hour == 0


def _face(clock: Clock) -> int:
    return clock.hour * 60 + clock.minute


def _known(clock: Clock) -> int:
    if not clock.half or clock.hour > 12:
        return _face(clock)
    return _face(clock) % _HALF_DAY + (_HALF_DAY if clock.half == "pm" else 0)


def _by_rule(clock: Clock) -> int:
    face = _face(clock)
    return face + _HALF_DAY if face < _EARLIEST else face


def _overnight(first: int, last: int) -> tuple[int, int]:
    """Let an evening run into the night: "10pm to 2am"."""
    if last <= first and first >= _EVENING and last <= _NIGHT_ENDS:
        return first, last + DAY
    return first, last


def _begin_before(begin: Clock, end: Clock) -> int:
    """Return a beginning without am or pm, from an end that is known."""
    last = _known(end)
    morning = _face(begin) % _HALF_DAY
    afternoon = morning + _HALF_DAY
    if not end.half:  # 24-hour clock, midday or midnight
        if begin.padded and not end.exact:
            return _face(begin)
        rule = _by_rule(begin)
        return rule if rule < last else _face(begin)
    if end.half == "am":
        return morning if morning < last or last < 6 * 60 else _by_rule(begin)
    if afternoon < last:
        return afternoon
    return morning if morning >= 6 * 60 else _by_rule(begin)


def _end_after(first: int, begin: Clock, end: Clock) -> int:
    """Return an end without am or pm: the next such time, within reason."""
    face = _face(end) % _HALF_DAY
    same_half = face + (_HALF_DAY if begin.half == "pm" else 0)
    if begin.half and same_half > first:
        return same_half
    rule, late = _by_rule(end), face + _HALF_DAY
    if rule > first:
        return rule
    return late if first < late <= first + _LONGEST_GUESS else rule
