"""Read days out of tokens: single days, lists and runs.

Days are collected first and given their months afterwards, because English names
the month once for many: "Monday 9 to Sunday 15 June", "4, 11 and 18 March".
"""

from commonweal.dates.mentions import DayPart, DayRef, Days
from commonweal.dates.single_days import is_in_address, read_day
from commonweal.dates.tokens import Is, Source, is_plural_weekday

_MOST = 400  # days in one list
_DASHES = frozenset("-–—\u2212\u2011")
_RUN_WORDS = frozenset({"to", "until", "till", "til", "through", "thru", "untill"})
_THROUGH = frozenset({"through", "thru"})
_ENDING = frozenset({"ends", "ending", "finishes", "finishing"})
_LIST_MARKS = frozenset({",", ";", "/", "|"})
_LIST_WORDS = frozenset({"and", "or", "&", "+", "plus"})
_LIST_FILLERS = frozenset({"also", "on", "the", "again", "then"})
_LONGEST_LINK = 5


def parse_days(source: Source, place: int) -> Days | None:
    """Return the days that begin at token ``place``, or None.

    Never looks at the same bare number twice: what was tried and failed is noted
    in ``source.barren``, which keeps the work linear.
    """
    if is_in_address(source, place):
        return None
    refs: list[DayRef] = []
    links: list[str] = []  # links[n] joins refs[n] and refs[n + 1]
    between = place > 0 and source.tokens[place - 1].text == "between"
    good = after = place
    good_count = 0
    while len(refs) < _MOST and (atom := read_day(source, after, refs)):
        refs.append(atom.ref)
        after = atom.after
        if atom.last is not None:
            links.append("run" if atom.joined else "list")
            refs.append(atom.last)
        if _is_settled(source, refs, after):
            good, good_count = after, len(refs)
        link = _link(source, after, between=between and len(refs) == 1)
        if link is None:
            break
        links.append(link[0])
        after = link[1]
    if not good_count:
        source.barren = max(source.barren, after)
        return None
    del refs[good_count:], links[good_count - 1 :]
    return _days(source, place, good, refs, links)


def _is_settled(source: Source, refs: list[DayRef], after: int) -> bool:
    """Whether the newest day has its month, now or from a day before it."""
    newest = refs[-1]
    if newest.is_fixed or newest.by_year is not None or newest.firm:
        return True
    if newest.weekdays:
        return len(refs) > 1 or _stands_alone(source, after)
    return newest.month_first and len(refs) > 1


def _stands_alone(source: Source, place: int) -> bool:
    """Whether "Tuesday 3" ends here, so that 3 is a day and not an hour."""
    token, following = source.tokens[place], source.tokens[place + 1]
    if token.kind in (Is.LINE, Is.END):
        return True
    if token.text in ("-", "–") and following.kind not in (Is.NUMBER, Is.NUMERIC):
        return True
    return token.text in (",", ":", "(", ")")


def _days(
    source: Source, place: int, after: int, refs: list[DayRef], links: list[str]
) -> Days | None:
    _lend_months(refs, links)
    plural, weekdays = is_plural_weekday(source.tokens[place]), refs[0].weekdays
    _share_weekdays(refs, links, plural=plural)
    parts: list[DayPart] = []
    joins = [*links, "list"]
    position = 0
    while position < len(refs):
        is_run = joins[position] == "run" and position + 1 < len(refs)
        parts.append(DayPart(refs[position], refs[position + 1] if is_run else None))
        position += 2 if is_run else 1
    parts = [part for part in parts if _is_known(part.first)]
    comes_round = weekdays if plural else ()
    return Days(place, after, parts, comes_round=comes_round) if parts else None


def _is_known(ref: DayRef) -> bool:
    return ref.is_fixed or ref.firm or bool(ref.weekdays) or ref.by_year is not None


def _share_weekdays(refs: list[DayRef], links: list[str], *, plural: bool) -> None:
    """Give weekdays named together to the days they are for.

    "Tuesdays 3, 10 and 17 June": each is a Tuesday. "Monday and Tuesday 9 and 10
    June": one each. The ends of "Tuesdays 3 to 24 June" are only bounds.
    """
    weekdays = refs[0].weekdays
    if plural:
        shared = () if "run" in links else weekdays
        for ref in refs:
            if ref is refs[0] or not ref.weekdays:
                ref.weekdays = shared
    elif len(weekdays) > 1 and len(refs) == len(weekdays):
        for ref, weekday in zip(refs, weekdays, strict=True):
            ref.weekdays = (weekday,)
    elif len(weekdays) > 1 and links == ["run"]:
        refs[0].weekdays, refs[1].weekdays = weekdays[:1], weekdays[-1:]


def _lend_months(refs: list[DayRef], links: list[str]) -> None:
    """Give each day without a month that of the next day, or of the one before."""
    for n in range(len(refs) - 2, -1, -1):
        here, then = refs[n], refs[n + 1]
        if here.is_fixed or here.by_year is not None or then.month is None:
            continue
        if links[n] == "run" or here.day < then.day:
            if then.weekdays and not here.weekdays and not here.firm:
                continue
            here.month, here.year = then.month, then.year
    for n in range(1, len(refs)):
        here, before = refs[n], refs[n - 1]
        if not here.is_fixed and here.by_year is None and before.month is not None:
            here.month, here.year = before.month, before.year


def _link(source: Source, place: int, *, between: bool) -> tuple[str, int] | None:
    """Return how the next day is joined to the last ("run" or "list"), and where."""
    tokens = source.tokens
    word = tokens[place].text
    if word in _DASHES or word in _RUN_WORDS or (between and word == "and"):
        after = place + 1 + (tokens[place + 1].kind == Is.LINE)
        after += word in _THROUGH and tokens[after].text == "to"
        return "run", after + (tokens[after].text in ("the", "on"))
    if word == "and" and tokens[place + 1].text in _ENDING:
        return "run", place + 2 + (tokens[place + 2].text == "on")
    after = place + (word in _LIST_MARKS)
    after += tokens[after].text in _LIST_WORDS
    if after == place:
        return None
    while tokens[after].text in _LIST_FILLERS and after < place + _LONGEST_LINK:
        after += 1
    if tokens[after].text in _RUN_WORDS:
        return "run", after + 1
    return "list", after
