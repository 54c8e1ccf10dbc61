"""Say each occasion once, however often the text does."""

from collections.abc import Iterable
from datetime import date, datetime

from commonweal.dates.occurrences import Kind, Occurrence

_Key = tuple[Kind, date | datetime, date | datetime | None]


def merge(
    occurrences: Iterable[Occurrence],
    *,
    called_off: Iterable[date] = (),
    doubted: Iterable[date] = (),
) -> tuple[Occurrence, ...]:
    """Return the occurrences, each once, in the order given.

    A day said without a time gives way to the same day with one, and a beginning
    without an end to the same with an end. Events on a day in ``called_off`` are
    left out, and so is everything on a day in ``doubted``: one that the text names
    with two different weekdays.
    """
    off, in_doubt = frozenset(called_off), frozenset(doubted)
    unique: dict[_Key, Occurrence] = {}
    for each in occurrences:
        if each.kind is Kind.EVENT and each.first_day in off:
            continue
        if each.first_day in in_doubt:
            continue
        unique.setdefault((each.kind, each.start, each.end), each)
    timed = {
        (each.kind, each.first_day) for each in unique.values() if not each.is_all_day
    }
    ended = {(each.kind, each.start) for each in unique.values() if each.end}
    return tuple(each for each in unique.values() if not _gives_way(each, timed, ended))


def _gives_way(
    each: Occurrence,
    timed: set[tuple[Kind, date]],
    ended: set[tuple[Kind, date | datetime]],
) -> bool:
    if each.kind is Kind.PERIOD:
        return False
    if each.is_all_day:
        return (each.kind, each.first_day) in timed
    return each.end is None and (each.kind, each.start) in ended
