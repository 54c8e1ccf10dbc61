"""Read one day out of tokens, with its weekday, month and year where given."""

from typing import NamedTuple

from commonweal.dates.calendar_words import ORDINALS, misspelt, word_set
from commonweal.dates.mentions import DayRef
from commonweal.dates.numeric_dates import read_numeric
from commonweal.dates.tokens import Is, Source, is_weekday, weekday_of

_TOP_DAY = 39  # "32 June" is a slip to be reported; "40 June" is not a date
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_AFTER_WEEKDAY = frozenset({",", ".", ":", "the", "(", "-", "–", "on"})
# A number followed by one of these is not a day.
_NOT_A_DAY_BEFORE = word_set(
    "am pm noon midday hrs hours hr mins minutes % years year weeks week days months "
    "o'clock o’clock a p"
)
_STREETS = word_set(
    "street road lane avenue drive crescent terrace gardens grove court mews close"
)
_LIST_GOES_ON = frozenset({",", "and", "&", "or", "(", "-", "–", "to"})
# What may stand after "5 June 25" and leave 25 a year; "25 places" does not.
_AFTER_YEAR = word_set(
    "at from and or in via on with for the by is will was of starting between a this"
)
# After a bare lower-case "may" or "march" only these leave it a month.
_CLOSERS = frozenset(",.;:()-–!?@|")


class Atom(NamedTuple):
    ref: DayRef
    last: DayRef | None  # "22-26" gives two at once
    joined: bool  # the two are a run, not a pair
    after: int


def read_day(source: Source, place: int, before: list[DayRef]) -> Atom | None:
    """Return the one day (or glued pair, "22-26") at ``place``."""
    tokens = source.tokens
    weekdays, place_of_day = _weekdays(source, place)
    token = tokens[place_of_day]
    start = tokens[place].start
    atom: Atom | None = None
    if token.kind == Is.NUMBER:
        atom = _day_first(source, place_of_day, weekdays, start)
    elif token.kind == Is.NUMERIC:
        atom = _numeric(source, place_of_day, weekdays, start)
    elif month := _month(source, place_of_day, firm=True):
        atom = _month_first(source, place_of_day, month, weekdays, start)
    elif token.kind == Is.STARTER and token.text in ORDINALS:
        atom = _in_words(source, place_of_day, weekdays, start)
    if atom is None or atom.ref.is_fixed or atom.ref.firm:
        return atom
    if before and before[-1].month_first:
        atom.ref.month_first = True
    return atom


def is_in_address(source: Source, place: int) -> bool:
    """Whether a number stands in a web address or a file's name."""
    tokens = source.tokens
    if place < 2 or not source.is_glued(place) or not source.is_glued(place - 1):
        return False
    before, mark = tokens[place - 2], tokens[place - 1].text
    is_word = before.kind in (Is.WORD, Is.STARTER, Is.NUMERIC)
    if not is_word or before.text in _SUFFIXES:
        return False
    if mark in "/_=.":
        return True
    return mark == "-" and source.is_glued(place + 1) and tokens[place + 1].text in "-."


def _weekdays(source: Source, place: int) -> tuple[tuple[int, ...], int]:
    """Read the weekdays at ``place`` and step over what may follow them."""
    tokens = source.tokens
    first = tokens[place]
    weekdays: tuple[int, ...]
    if first.kind != Is.WEEKDAY:
        found = _misspelt_weekday(source, place)
        if found is None:
            return (), place
        weekdays, place = (found,), place + 1
    else:
        weekdays, place = (weekday_of(first),), place + 1
        while len(weekdays) < 7 and (step := _next_weekday(source, place)) is not None:
            weekdays, place = (*weekdays, weekday_of(tokens[step])), step + 1
    for _ in range(2):
        if tokens[place].text in _AFTER_WEEKDAY:
            place += 1
    return weekdays, place


def _next_weekday(source: Source, place: int) -> int | None:
    """Return the place of a further weekday: "Mondays and Thursdays", "Sat/Sun"."""
    tokens = source.tokens
    if tokens[place].text in ("and", "or", "&", "/", ",", "to", "-", "–"):
        step = place + 1
        if tokens[step].text == "and":
            step += 1
        if tokens[step].kind == Is.WEEKDAY:
            return step
    return None


def _starts_day(source: Source, place: int) -> bool:
    return source.tokens[place].kind in (Is.NUMBER, Is.NUMERIC)


def _misspelt_weekday(source: Source, place: int) -> int | None:
    token = source.tokens[place]
    if token.kind != Is.WORD or not _starts_day(source, place + 1):
        return None
    found = misspelt(token.text)
    return found[1] if found and found[0] == "weekday" else None


def _day_number(source: Source, place: int) -> tuple[int, int, bool] | None:
    """Return the day of the month, the place after it, and whether "th" stood there."""
    token = source.tokens[place]
    if len(token.text) > 2 or not 1 <= token.value <= _TOP_DAY:
        return None
    following = source.tokens[place + 1]
    if following.text in _SUFFIXES:
        return token.value, place + 2, True
    if following.text in _NOT_A_DAY_BEFORE or following.text == "%":
        return None
    return token.value, place + 1, False


def _day_first(
    source: Source, place: int, weekdays: tuple[int, ...], start: int
) -> Atom | None:
    found = _day_number(source, place)
    if found is None:
        return None
    day, after, ordinal = found
    ref = DayRef(start, source.tokens[after - 1].stop, day, weekdays=weekdays)
    ref.firm = ordinal
    after = _month_and_year(source, after, ref)
    if not (ref.month or ref.firm or weekdays) and place < source.barren:
        return None
    return Atom(ref, None, False, _trailing_weekday(source, after, ref))


def _month_and_year(source: Source, place: int, ref: DayRef) -> int:
    """Read "of June 2025" into ``ref``; return the place after it."""
    tokens = source.tokens
    step = place
    if tokens[step].text == "of" or (
        tokens[step].text in ("-", "/", ".", "–")
        and (source.is_glued(step) or _is_spaced_out(source, step))
    ):
        step += 1
    if tokens[step].text == "of":
        step += 1
    month = _month(source, step, firm=ref.firm or bool(ref.weekdays) or step > place)
    if month is None:
        return place
    ref.month = month
    step += 1
    if (
        tokens[step].text == "."
        and source.is_glued(step)
        and len(tokens[step - 1].text) < 5
        and tokens[step + 1].kind in (Is.NUMBER, Is.NUMERIC)
    ):
        step += 1
    ref.stop = tokens[step - 1].stop
    return _year(source, step, ref)


def _is_spaced_out(source: Source, place: int) -> bool:
    """Whether the mark at ``place`` is the first of "20 - June - 2025"."""
    tokens = source.tokens
    month, mark, year = tokens[place + 1 : place + 4]
    is_year = year.kind == Is.NUMBER and len(year.text) == 4
    return month.kind == Is.MONTH and mark.text == tokens[place].text and is_year


def _month(source: Source, place: int, *, firm: bool) -> int | None:
    token = source.tokens[place]
    if token.kind == Is.MONTH:
        if source.tokens[place + 1].text in _STREETS and source.is_capital(place + 1):
            return None
        if token.text in ("may", "march") and not source.is_capital(place):
            return token.value if firm or _ends_well(source, place + 1) else None
        return token.value
    if token.kind == Is.WORD and len(token.text) > 3:
        found = misspelt(token.text)
        if found and found[0] == "month":
            return found[1]
    return None


def _ends_well(source: Source, place: int) -> bool:
    """Whether what follows "5 may" shows that a month was meant."""
    token = source.tokens[place]
    if token.kind in (Is.NUMBER, Is.NUMERIC, Is.LINE, Is.END):
        return True
    return token.text in _CLOSERS or token.text in ("at", "from", "to", "and")


def _year(source: Source, place: int, ref: DayRef) -> int:
    """Read a year into ``ref``; return the place after it, or ``place``."""
    tokens = source.tokens
    step = place
    if tokens[step].text in (",", "-", "/", "'", "’", "‘", "in", "("):
        step += 1
    token = tokens[step]
    if token.kind != Is.NUMBER or token.value < 0:
        return place
    if len(token.text) == 4:
        if not 1900 <= token.value <= 2100 or tokens[step + 1].text in ("hrs", "hours"):
            return place
        if step > place and tokens[place].text == "(":
            return place
        ref.year = token.value
    elif not _is_short_year(source, place, step):
        return place
    else:
        ref.year = 2000 + token.value
    ref.stop = token.stop
    return step + 1


def _is_short_year(source: Source, place: int, step: int) -> bool:
    """Whether two figures after a month are a year: "5 June '25", "5-Jun-25"."""
    token, opener = source.tokens[step], source.tokens[place].text
    if len(token.text) != 2:
        return False
    if opener in ("'", "’", "‘"):
        return True
    if step > place and not (opener in "-/" and source.is_glued(step)):
        return False
    following = source.tokens[step + 1]
    if following.text in _NOT_A_DAY_BEFORE or following.text in _SUFFIXES:
        return False
    if following.kind == Is.WORD and following.text not in _AFTER_YEAR:
        return False
    if following.kind == Is.MONTH or following.text in (
        "to",
        "-",
        "–",
        "till",
        "til",
    ):
        return False
    return -10 <= 2000 + token.value - source.published.year <= 3


def _trailing_weekday(source: Source, place: int, ref: DayRef) -> int:
    """Read a weekday written after its day: "5 June 2025 (Thursday)"."""
    tokens = source.tokens
    if ref.weekdays or ref.month is None:
        return place
    step = place + (tokens[place].text in (",", "("))
    if not is_weekday(tokens[step]) or tokens[step].text in ("sun", "sat", "mon"):
        return place
    following = tokens[step + 1]
    if following.kind in (Is.NUMBER, Is.NUMERIC, Is.MONTH, Is.WEEKDAY):
        return place
    if following.text in ("the", "to", "-", "–", "and", "week"):
        return place
    ref.weekdays = (weekday_of(tokens[step]),)
    ref.stop = tokens[step].stop
    if tokens[place].text == "(" and following.text == ")":
        step += 1
    return step + 1


def _month_first(
    source: Source, place: int, month: int, weekdays: tuple[int, ...], start: int
) -> Atom | None:
    """Read "June 5th", "June 5, 2025"; but "March 24" is a month and a year."""
    tokens = source.tokens
    if tokens[place + 1].kind == Is.NUMERIC:
        return _month_then_pair(source, place, month, weekdays, start)
    if heading := _heading_of_list(source, place, month, start):
        return heading
    if tokens[place + 1].kind != Is.NUMBER:
        return None
    found = _day_number(source, place + 1)
    if found is None:
        return None
    day, after, ordinal = found
    ref = DayRef(start, tokens[after - 1].stop, day, month, weekdays=weekdays)
    ref.firm, ref.month_first = ordinal, True
    step = after + (tokens[after].text == ",")
    year = tokens[step]
    if len(year.text) == 4 and 1900 <= year.value <= 2100:
        ref.year, ref.stop, after = year.value, year.stop, step + 1
    elif not (ordinal or weekdays) and not _is_day_after_month(
        source, place, day, after
    ):
        return None
    return Atom(ref, None, False, _trailing_weekday(source, after, ref))


def _heading_of_list(source: Source, place: int, month: int, start: int) -> Atom | None:
    """Read "June 2025: 3" in "June 2025: 3, 10 and 17"."""
    tokens = source.tokens
    year = tokens[place + 1]
    is_year = len(year.text) == 4 and 1990 <= year.value <= 2100
    colon = place + 1 + is_year
    if tokens[colon].text != ":" or tokens[colon + 1].kind != Is.NUMBER:
        return None
    found = _day_number(source, colon + 1)
    if found is None:
        return None
    day, after, ordinal = found
    following = tokens[after]
    if following.text not in _LIST_GOES_ON and following.kind not in (Is.LINE, Is.END):
        return None
    ref = DayRef(start, tokens[after - 1].stop, day, month, firm=ordinal)
    ref.month_first = True
    ref.year = year.value if is_year else None
    return Atom(ref, None, False, after)


def _is_day_after_month(source: Source, place: int, day: int, after: int) -> bool:
    """Whether the bare number in "June 5" is a day and not a year or a quantity."""
    distance = 2000 + day - source.published.year
    if len(source.tokens[after - 1].text) == 2 and -10 <= distance <= 5:
        return False
    if not source.is_capital(place):
        return False
    token = source.tokens[after]
    if token.kind in (Is.LINE, Is.END, Is.NUMERIC):
        return True
    return token.text in _CLOSERS or token.text in (
        "at",
        "from",
        "to",
        "and",
        "&",
        "or",
    )


def _month_then_pair(
    source: Source, place: int, month: int, weekdays: tuple[int, ...], start: int
) -> Atom | None:
    """Read "June 9-13"."""
    numeric = read_numeric(source, place + 1)
    if numeric is None or numeric.last is None or numeric.first.month is not None:
        return None
    if source.tokens[place + 2].text in _NOT_A_DAY_BEFORE:
        return None
    first, last = numeric.first, numeric.last
    first.start, first.weekdays = start, weekdays
    first.month = last.month = month
    first.month_first = last.month_first = True
    after = _year(source, place + 2, last)
    first.year = last.year
    return Atom(first, last, numeric.is_run, after)


def _numeric(
    source: Source, place: int, weekdays: tuple[int, ...], start: int
) -> Atom | None:
    """Read "05/06/2025", "22-26 June", "3/4 June"."""
    numeric = read_numeric(source, place, firm=bool(weekdays))
    if numeric is None:
        return None
    first, last, after = numeric.first, numeric.last, place + 1
    first.start, first.weekdays = start, weekdays[:1]
    if last is None:
        return Atom(first, None, False, _trailing_weekday(source, after, first))
    if len(weekdays) == 2:
        last.weekdays = weekdays[1:]
    if last.month is not None:
        return Atom(first, last, numeric.is_run, after)
    if source.tokens[after].text in _SUFFIXES:
        first.firm = last.firm = True
        after += 1
    after = _month_and_year(source, after, last)
    if last.month is None and source.tokens[after].kind not in (Is.MARK, Is.WORD):
        return None
    if last.month is None and (place < source.barren or not _joins_on(source, after)):
        return None
    first.month, first.year = last.month, last.year
    return Atom(first, last, numeric.is_run, after)


def _joins_on(source: Source, place: int) -> bool:
    return source.tokens[place].text in (",", "and", "&", "or", ";")


def _in_words(
    source: Source, place: int, weekdays: tuple[int, ...], start: int
) -> Atom | None:
    """Read "the fifth of June"."""
    token = source.tokens[place]
    if source.tokens[place + 1].text != "of" and not weekdays:
        return None
    ref = DayRef(start, token.stop, token.value, weekdays=weekdays, firm=True)
    after = _month_and_year(source, place + 1, ref)
    return Atom(ref, None, False, after) if ref.month else None
