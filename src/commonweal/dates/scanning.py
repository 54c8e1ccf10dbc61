"""Go through a text once and note every mention of days, times and series."""

from collections.abc import Callable

from commonweal.dates.calendar_words import misspelt, word_set
from commonweal.dates.clock_grammar import OPENERS, TO, parse_times
from commonweal.dates.day_grammar import parse_days
from commonweal.dates.mentions import Days, Mention, Times
from commonweal.dates.named_days import parse_named
from commonweal.dates.round_grammar import parse_count, parse_months, parse_round
from commonweal.dates.tokens import Is, Source, is_plural_weekday

MOST = 4_000

_Parser = Callable[[Source, int], Mention | None]
_DIVIDERS = frozenset({Is.MARK, Is.LINE, Is.GAP})
_ENDS = frozenset(".!?…")
_BULLETS = frozenset("•▪●◦‣")
# "Day 1 – 4 June": the number counts the days.
_NUMBERED = word_set(
    "day session module part cohort group week level option date unit step workshop "
    "block phase stage course event item agenda slot room page pages para section year "
    "figure table appendix chapter flat floor suite ward class form grade band tier zone "
    "number question priority theme standard article schedule"
)
_GLUED_BEFORE = frozenset("£$€#@")
_NUMBERED_TOGETHER = word_set("days sessions modules parts weeks groups cohorts")
_AFTER_LABEL = frozenset({"-", "–", "—", ":", ")", "(", ".", ","})
_AFTER_FOUR = TO | {"hrs", "hours", "h", "am", "pm"}
_TITLES = word_set(
    "mr mrs ms dr prof st no nos approx eg ie e g i incl inc tel ext vs cllr rev"
)
_PLURAL_FIRST: tuple[_Parser, ...] = (parse_days, parse_round)
_BY_KIND: dict[int, tuple[_Parser, ...]] = {
    Is.NUMBER: (parse_named, parse_round, parse_days, parse_times, parse_count),
    Is.NUMERIC: (parse_days, parse_times),
    Is.WEEKDAY: (parse_days, parse_named, parse_round),
    Is.MONTH: (parse_named, parse_days, parse_months),
    Is.STARTER: (parse_named, parse_round, parse_days, parse_times, parse_count),
}


def scan(source: Source) -> list[Mention]:
    """Return all mentions in the order of the text.

    A text with more than MOST days and times is no news; what follows is left
    unread, so that no text can hold a server up.

    Also fills in where the sentences and lines of ``source`` begin.
    """
    mentions: list[Mention] = []
    done, left = 0, MOST
    for place in source.points:
        token = source.tokens[place]
        if token.kind in _DIVIDERS:
            _divide(source, place, is_inside=place < done)
            continue
        if place < done:
            continue
        found = _mention(source, place)
        if found is not None:
            found.sentence, found.line = (
                len(source.sentences) - 1,
                len(source.lines) - 1,
            )
            mentions.append(found)
            left -= _size(found)
            if left <= 0:
                break
            done = found.last
    return mentions


def _size(mention: Mention) -> int:
    if isinstance(mention, Days):
        return len(mention.parts)
    return len(mention.spans) if isinstance(mention, Times) else 1


def _divide(source: Source, place: int, *, is_inside: bool) -> None:
    """Begin a new sentence or line after a mark, a line's end or a gap.

    A mark inside a date or a time ("a.m.") ends nothing.
    """
    kind = source.tokens[place].kind
    if kind == Is.LINE:
        source.lines.append(place + 1)
        source.sentences.append(place + 1)
    elif kind == Is.GAP:
        source.sentences += (place, place + 1)
    elif not is_inside and _ends_sentence(source, place):
        source.sentences.append(place + 1)


def _mention(source: Source, place: int) -> Mention | None:
    token = source.tokens[place]
    if token.kind == Is.NUMBER and _begins_nothing(source, place):
        return None
    parsers = _BY_KIND[token.kind]
    if token.kind == Is.WEEKDAY and is_plural_weekday(token):
        parsers = _PLURAL_FIRST
    elif token.kind in (Is.NUMBER, Is.NUMERIC) and (
        back := _misspelt_before(source, place)
    ):
        place -= back
    for parse in parsers:
        if found := parse(source, place):
            return found
    return None


def _begins_nothing(source: Source, place: int) -> bool:
    """Whether a number stands so that it is neither day nor time nor count.

    A quick answer for tables of figures: another figure follows, or it is part of
    a list of numbers that was tried before.
    """
    following = source.tokens[place + 1]
    before = source.tokens[place - 1].text if place else ""
    if before in OPENERS:
        return False
    if before in _GLUED_BEFORE and source.is_glued(place):
        return True
    figures = source.tokens[place].text
    is_long = len(figures) > 2 and figures[0] != "0"
    if is_long and following.text not in _AFTER_FOUR and before not in TO:
        return True
    if before in _NUMBERED and following.text in _AFTER_LABEL:
        return not _is_named_week(source, place)
    if before in _NUMBERED_TOGETHER or (
        before in ("&", "and", ",") and place > 2 and _is_counted(source, place - 2)
    ):
        return following.text in _AFTER_LABEL or following.text in ("&", "and", ",")
    if following.kind in (Is.NUMBER, Is.NUMERIC, Is.LINE, Is.END, Is.GAP):
        return True
    return place < source.barren and following.text in (",", "and", "&", "or", ";")


def _is_named_week(source: Source, place: int) -> bool:
    """Whether a number begins the days of a week with a name.

    "Safer Sleep Week 10 – 16 March" is one; "Week 10 – 16 March" is the tenth.
    """
    tokens = source.tokens
    if (
        place < 2
        or tokens[place - 1].text != "week"
        or tokens[place + 1].text in ":().,"
    ):
        return False
    is_name = tokens[place - 2].kind == Is.WORD and source.is_capital(place - 2)
    last = tokens[place + 2]
    is_run = last.kind == Is.NUMBER and last.value > tokens[place].value
    return is_name and source.is_capital(place - 1) and is_run


def _is_counted(source: Source, place: int) -> bool:
    """Whether the number before stands in "Days 1 and 2"."""
    tokens = source.tokens
    return tokens[place].kind == Is.NUMBER and (
        tokens[place - 1].text in _NUMBERED_TOGETHER
    )


def _misspelt_before(source: Source, place: int) -> int:
    """Return 1 when the word before the number is a misspelt weekday or month."""
    before = source.tokens[place - 1] if place else None
    if before is None or before.kind != Is.WORD or len(before.text) < 4:
        return 0
    return 1 if misspelt(before.text) else 0


def _ends_sentence(source: Source, place: int) -> bool:
    tokens = source.tokens
    mark = tokens[place].text
    if mark in _BULLETS or mark == ";":
        return True
    if mark not in _ENDS:
        return False
    before, after = tokens[place - 1] if place else tokens[-1], tokens[place + 1]
    if after.start == tokens[place].stop and after.kind != Is.END:
        return False
    if mark != ".":
        return True
    if before.kind in (Is.WEEKDAY, Is.MONTH) and len(before.text) < 6:
        return after.kind == Is.WORD and source.is_capital(place + 1)
    return before.text not in _TITLES and not (
        len(before.text) == 1 and before.kind == Is.WORD
    )
