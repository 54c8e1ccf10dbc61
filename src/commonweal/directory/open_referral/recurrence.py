"""Schedules of a file: open every week, a dated run of meetings, or words only."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from commonweal.directory.open_referral.fields import Fields

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
FREQUENCIES = ("WEEKLY", "MONTHLY", "YEARLY", "DAILY")
MOST = 60


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """From when to when, on one day of each week."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Meetings:
    """A dated run: each day it meets, from when, and to when if that is said."""

    title: str
    days: tuple[date, ...]
    opens: time
    closes: time | None


def read_schedules(
    top: Fields,
) -> tuple[tuple[Open, ...], str, tuple[Meetings, ...]]:
    """Return opening hours, what can only be said in words, and dated runs."""
    hours: list[Open] = []
    notes: list[str] = []
    runs: list[Meetings] = []
    for each in top.each("schedules"):
        opens, closes = each.clock("opens_at"), each.clock("closes_at")
        begins = each.day("dtstart")
        said = each.text("description", longest=2000)
        note = each.text("notes", longest=2000)
        count = each.number("count", most=MOST)
        run = _run(each, begins=begins, count=count) if begins else ()
        if run and opens is not None:
            runs.append(Meetings(said, run, opens, closes))
            continue
        weekly = _weekly(each, opens, closes)
        hours += weekly
        notes += [note] if weekly else [said, note]
    words = " ".join(dict.fromkeys(part for part in notes if part))
    return tuple(sorted(set(hours))), " ".join(words.split())[:300], tuple(runs)


def _weekly(each: Fields, opens: time | None, closes: time | None) -> list[Open]:
    if each.choice("freq", FREQUENCIES) != "WEEKLY" or opens is None or closes is None:
        return []
    if each.number("interval", most=52) not in (None, 1):
        return []
    if closes <= opens:
        each.wrong("closes_at", "it closes before it opens")
        return []
    return [Open(day, opens, closes) for day in _days(each)]


def _days(each: Fields) -> list[int]:
    names = [
        name.strip().upper()
        for name in each.text("byday", longest=60).split(",")
        if name.strip()
    ]
    unknown = [name for name in names if name not in DAYS]
    if unknown:
        each.wrong("byday", f"days are MO, TU, WE, TH, FR, SA, SU, not “{unknown[0]}”")
    return [DAYS[name] for name in names if name in DAYS]


def _run(each: Fields, *, begins: date, count: int | None) -> tuple[date, ...]:
    """Return the days of a run that ends; nothing when it goes on for ever."""
    weeks = each.number("interval", most=52, is_quiet=True) or 1
    step = timedelta(weeks=weeks)
    until = each.day("until")
    if count:
        return tuple(begins + step * n for n in range(count))
    if until is None or until < begins:
        return ()
    number = min((until - begins) // step + 1, MOST)
    return tuple(begins + step * n for n in range(number))
