"""Read what makes a series: "every Tuesday", "5-week", "in June", "for six weeks"."""

from commonweal.dates.calendar_words import MONTHS, NUMBERS
from commonweal.dates.mentions import Count, Months, Round
from commonweal.dates.named_days import read_nth
from commonweal.dates.tokens import (
    Is,
    Source,
    is_plural_weekday,
    is_weekday,
    weekday_of,
)

_WORKING_WEEK = (0, 1, 2, 3, 4)
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
_STEPS = {"weekly": 7, "fortnightly": 14, "monthly": 0}
_UNITS = {
    "week": "week",
    "weeks": "week",
    "wk": "week",
    "wks": "week",
    "session": "session",
    "sessions": "session",
    "day": "day",
    "days": "day",
}
_PARTS_OF_DAYS = frozenset({"mornings", "afternoons", "evenings", "nights"})
_AND = frozenset({"and", "or", "&", "/", ","})


def parse_round(source: Source, place: int) -> Round | None:
    """Return the words at ``place`` that say how days come round, or None."""
    token = source.tokens[place]
    if is_weekday(token):
        return _working_week(source, place)
    if is_plural_weekday(token):
        weekdays, after = _weekday_list(source, place)
        step = 14 if place and source.tokens[place - 1].text == "alternate" else 7
        return Round(place, after, weekdays, step)
    if token.text in ("every", "each"):
        return _every(source, place)
    if token.text in ("daily", "weekdays"):
        weekdays = _EVERY_DAY if token.text == "daily" else _WORKING_WEEK
        return Round(place, place + 1, weekdays, 7)
    if token.text in _STEPS:
        return _weekly(source, place)
    return _monthly(source, place)


def _working_week(source: Source, place: int) -> Round | None:
    """Read "Monday to Friday", which says on which days of a longer time; and
    "Tuesday evenings"."""
    if source.tokens[place + 1].text in _PARTS_OF_DAYS:
        return Round(place, place + 2, (weekday_of(source.tokens[place]),), 7)
    weekdays, after = _weekday_list(source, place)
    link = source.tokens[place + 1].text
    if len(weekdays) < 2 or link not in ("to", "-", "–"):
        return None
    return Round(place, after, weekdays, 7, is_hours=True)


def _weekly(source: Source, place: int) -> Round:
    """Read "weekly", "fortnightly on Tuesdays"."""
    tokens = source.tokens
    step = _STEPS[tokens[place].text]
    after = place + 1 + (tokens[place + 1].text == "on")
    if is_plural_weekday(tokens[after]):
        weekdays, after = _weekday_list(source, after)
        return Round(place, after, weekdays, step)
    return Round(place, place + 1, (), step)


def _every(source: Source, place: int) -> Round | None:
    tokens = source.tokens
    step, place_of_day = 7, place + 1
    if tokens[place_of_day].text in ("other", "second", "alternate", "two", "2"):
        step, place_of_day = 14, place_of_day + 1
    token = tokens[place_of_day]
    if token.kind == Is.WEEKDAY:
        if tokens[place_of_day + 1].kind in (Is.NUMBER,) and step == 7:
            return None
        weekdays, after = _weekday_list(source, place_of_day)
        return Round(place, after, weekdays, step)
    if token.text in ("day", "weekday"):
        weekdays = _EVERY_DAY if token.text == "day" else _WORKING_WEEK
        return Round(place, place_of_day + 1, weekdays, 7)
    if token.text in ("week", "weeks"):
        return Round(place, place_of_day + 1, (), step)
    if token.text == "fortnight":
        return Round(place, place_of_day + 1, (), 14)
    return None


def _weekday_list(source: Source, place: int) -> tuple[tuple[int, ...], int]:
    """Read "Tuesday", "Mondays and Thursdays", "Monday to Thursday"."""
    tokens = source.tokens
    weekdays = [weekday_of(tokens[place])]
    step = place + 1
    while True:
        ahead = step
        while tokens[ahead].text in _AND and ahead < step + 2:
            ahead += 1
        if ahead == step or tokens[ahead].kind != Is.WEEKDAY:
            break
        weekdays.append(weekday_of(tokens[ahead]))
        step = ahead + 1
    if tokens[step].text in ("to", "-", "–") and tokens[step + 1].kind == Is.WEEKDAY:
        last = weekday_of(tokens[step + 1])
        weekdays.extend(range(weekdays[-1] + 1, last + 1))
        step += 2
    return tuple(weekdays), step


def _monthly(source: Source, place: int) -> Round | None:
    """Read "first Monday of each month", "last Friday of the month"."""
    tokens = source.tokens
    nth, step = read_nth(source, place)
    if not nth or tokens[step].kind != Is.WEEKDAY:
        return None
    weekday = weekday_of(tokens[step])
    if tokens[step + 1].text not in ("of", "in", "every", "each"):
        return None
    ahead = step + 1 + (tokens[step + 1].text in ("of", "in"))
    if tokens[ahead].text not in ("each", "every", "the"):
        return None
    if tokens[ahead + 1].text != "month":
        return None
    return Round(place, ahead + 2, (weekday,), 0, nth)


def parse_count(source: Source, place: int) -> Count | None:
    """Return "5-week", "six weeks", "4 sessions", "2-day" at ``place``, or None."""
    tokens = source.tokens
    token = tokens[place]
    number = token.value if token.kind == Is.NUMBER else NUMBERS.get(token.text, 0)
    if not 2 <= number <= 52:
        return None
    step = place + 1 + (tokens[place + 1].text == "consecutive")
    if is_plural_weekday(tokens[step]):
        return Count(place, step, number, "week")
    while tokens[step].text in ("-", "–", "x", "\u00d7", "weekly", "consecutive"):
        step += 1
    unit = _UNITS.get(tokens[step].text)
    if unit is None or is_weekday(tokens[step]):
        return None
    if tokens[step + 1].text in ("before", "after", "ago", "notice", "prior", "old"):
        return None
    weekly = any(tokens[n].text == "weekly" for n in range(place, step))
    return Count(place, step + 1, number, "week" if weekly else unit)


def parse_months(source: Source, place: int) -> Months | None:
    """Return "June 2025", "June and July", "September to December 2025", or None."""
    tokens = source.tokens
    if tokens[place].text in ("may", "march") and not source.is_capital(place):
        return None
    months: list[tuple[int, int | None]] = []
    is_run = False
    step = after = place
    while tokens[step].kind == Is.MONTH:
        year, after = _year_after(source, step + 1)
        months.append((MONTHS[tokens[step].text], year))
        link = tokens[after].text
        if link not in ("and", "to", "-", "–", "&", ",", "until", "through", "or"):
            break
        is_run = is_run or link in ("to", "-", "–", "until", "through")
        step = after + 1
    if not months:
        return None
    for n in range(len(months) - 2, -1, -1):
        if months[n][1] is None and (year := months[n + 1][1]) is not None:
            months[n] = (months[n][0], year - (months[n][0] > months[n + 1][0]))
    return Months(place, after, months, is_run and len(months) == 2)


def _year_after(source: Source, place: int) -> tuple[int | None, int]:
    token = source.tokens[place]
    if len(token.text) == 4 and 1990 <= token.value <= 2100:
        return token.value, place + 1
    return None, place
