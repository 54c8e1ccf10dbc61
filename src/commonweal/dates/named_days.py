"""Read days that have no number: "next Tuesday", "first Monday in June", "Good Friday"."""

from collections.abc import Callable
from datetime import date, timedelta

from commonweal.dates.bank_holidays import NAMED_DAYS, nth_weekday
from commonweal.dates.calendar_words import ORDINALS
from commonweal.dates.mentions import DayPart, DayRef, Days
from commonweal.dates.tokens import Is, Source, is_weekday, weekday_of

_FROM_TODAY = {"today": 0, "tonight": 0, "tomorrow": 1}
_MOST_MONTHS = 12
_MOST_NTHS = 5
_LONGEST_NAME = max(map(len, NAMED_DAYS))
_FIRST_WORDS = frozenset(name[0] for name in NAMED_DAYS)


def parse_named(source: Source, place: int) -> Days | None:
    """Return the named day that begins at token ``place``, or None."""
    token = source.tokens[place]
    if token.text in _FROM_TODAY:
        on = source.published + timedelta(days=_FROM_TODAY[token.text])
        return _days(source, place, place + 1, DayRef(0, 0, on=on, is_loose=True))
    if token.kind == Is.WEEKDAY:
        return _near_weekday(source, place)
    if token.text in _FIRST_WORDS and (found := _holiday(source, place)):
        return found
    if token.text in ORDINALS or token.text == "last" or token.kind == Is.NUMBER:
        return _nth_in_month(source, place)
    return None


def _days(source: Source, place: int, after: int, ref: DayRef) -> Days:
    ref.start = source.tokens[place].start
    ref.stop = max(ref.stop, source.tokens[after - 1].stop)
    return Days(place, after, [DayPart(ref)])


def _near_weekday(source: Source, place: int) -> Days | None:
    """Read "this Friday", "next Tuesday", "Friday week", counted from publication.

    "This" is the one to come in the next seven days, the day itself included;
    "next" is the one in the following Monday-to-Sunday week.
    """
    tokens = source.tokens
    before = tokens[place - 1].text if place else ""
    if not is_weekday(tokens[place]):
        return None
    weekday = weekday_of(tokens[place])
    today = source.published
    ahead = (weekday - today.weekday()) % 7
    if tokens[place + 1].text == "week" and len(tokens[place].text) > 3:
        if before in ("each", "every", "a", "per"):
            return None
        ref = DayRef(0, 0, on=today + timedelta(days=ahead + 7))
        return _days(source, place, place + 2, ref)
    if before == "this":
        ref = DayRef(0, 0, on=today + timedelta(days=ahead))
    elif before == "next":
        monday = today + timedelta(days=7 - today.weekday())
        ref = DayRef(0, 0, on=monday + timedelta(days=weekday))
    else:
        return None
    return _days(source, place, place + 1, ref)


def _holiday(source: Source, place: int) -> Days | None:
    words = [token.text for token in source.tokens[place : place + _LONGEST_NAME]]
    for length in range(_LONGEST_NAME, 1, -1):
        by_year = NAMED_DAYS.get(tuple(words[:length]))
        if by_year is None:
            continue
        after = place + length
        if is_weekday(source.tokens[after]):
            after += 1
        if source.tokens[after].text == "agreement":
            return None
        if source.tokens[after].kind == Is.NUMBER and not _is_year(source, after):
            return None  # "Easter Monday 21 April": the number says it
        ref = DayRef(0, 0, by_year=by_year)
        return _days(source, place, _with_year(source, after, ref), ref)
    return None


def _is_year(source: Source, place: int) -> bool:
    token = source.tokens[place]
    return len(token.text) == 4 and 1990 <= token.value <= 2099


def _with_year(source: Source, place: int, ref: DayRef) -> int:
    """Read a year of four figures into ``ref``; return the place after it."""
    step = place + (source.tokens[place].text == ",")
    if source.tokens[step].kind == Is.NUMBER and _is_year(source, step):
        ref.year = source.tokens[step].value
        ref.stop = source.tokens[step].stop
        return step + 1
    return place


def _nth_in_month(source: Source, place: int) -> Days | None:
    """Read "the first Monday in June 2025", "first and third Friday of May"."""
    tokens = source.tokens
    nths, step = _read_nths(source, place)
    if not nths or not is_weekday(tokens[step]):
        return None
    weekday = weekday_of(tokens[step])
    step += 1
    if tokens[step].text not in ("in", "of"):
        return None
    step += 1
    refs: list[DayRef] = []
    after = first_month = step
    while tokens[step].kind == Is.MONTH and len(refs) < _MOST_MONTHS:
        after = step + 1
        for nth, start in nths:
            opening = tokens[start if step == first_month else step]
            ref = DayRef(opening.start, tokens[step].stop)
            ref.by_year = _by_year(tokens[step].value, weekday, nth)
            after = _with_year(source, step + 1, ref)
            refs.append(ref)
        step = after
        while tokens[step].text in (",", "and", "&", "or") and step < after + 2:
            step += 1
    if not refs:
        return None
    for ref in refs:
        ref.year = ref.year or refs[-1].year
    return Days(place, after, [DayPart(ref) for ref in refs])


def _read_nths(source: Source, place: int) -> tuple[list[tuple[int, int]], int]:
    """Return each number of "first and third" with its place, and the place after."""
    nths: list[tuple[int, int]] = []
    nth, after = read_nth(source, place)
    while nth and len(nths) < _MOST_NTHS:
        nths.append((nth, place))
        place = after + (source.tokens[after].text in (",", "and", "&"))
        nth, ahead = read_nth(source, place) if place > after else (0, after)
        after = ahead if nth else after
    return nths, after


def _by_year(month: int, weekday: int, nth: int) -> Callable[[int], date | None]:
    return lambda year: nth_weekday(year, month, weekday, nth)


def read_nth(source: Source, place: int) -> tuple[int, int]:
    """Return the number of "first", "2nd" or "last" (-1; 0 is none) and the place after."""
    tokens = source.tokens
    token = tokens[place]
    if token.text == "last":
        return -1, place + 1
    if token.text in ORDINALS and token.value <= 5:
        return token.value, place + 1
    is_small = token.kind == Is.NUMBER and 1 <= token.value <= 5
    if is_small and tokens[place + 1].text in ("st", "nd", "rd", "th"):
        return token.value, place + 2
    return 0, place
