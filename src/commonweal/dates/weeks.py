"""Weeks told by one day: "week commencing 9 June", "w/e 13 June"."""

from datetime import date, timedelta

from commonweal.dates.bank_holidays import bank_holiday
from commonweal.dates.mentions import Days
from commonweal.dates.tokens import Source

_FILLERS = frozenset({":", "the", "on", "-", "–", "(", "."})
_COMMENCING = frozenset(
    {"commencing", "beginning", "comm", "beg", "starting", "commences", "of", "from"}
)


def week_word(source: Source, days: Days) -> str:
    """Return "commencing", "ending" or "" by the words before ``days``."""
    tokens = source.tokens
    place = days.first - 1
    while place > 0 and tokens[place].text in _FILLERS:
        place -= 1
    if place < 0:
        return ""
    word = tokens[place].text
    before = tokens[place - 1].text if place > 0 else ""
    if before in ("week", "weeks", "wk", "wks"):
        if word in _COMMENCING:
            return "commencing"
        return "ending" if word == "ending" else ""
    if word in ("wc", "wb"):
        return "commencing"
    is_short = word in ("c", "b", "e") and before in ("/", ".") and place > 1
    if is_short and tokens[place - 2].text == "w":
        return "ending" if word == "e" else "commencing"
    return ""


def week_from(day: date) -> tuple[date, date]:
    """Return the first and last working day of the week that commences on ``day``.

    It ends on Friday. A week may commence on Tuesday after a bank holiday.
    """
    return day, day + timedelta(days=max(0, 4 - day.weekday()))


def is_week_start(day: date) -> bool:
    """Whether a week can commence on ``day``: a Monday, or the first working day."""
    monday = day - timedelta(days=day.weekday())
    between = (monday + timedelta(days=n) for n in range(day.weekday()))
    return all(bank_holiday(each) is not None for each in between)


def week_to(day: date) -> tuple[date, date]:
    """Return the Monday of the week that ends on ``day``, and ``day``."""
    return day - timedelta(days=day.weekday()), day
