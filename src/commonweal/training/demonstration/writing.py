"""How the demonstration's training is written down, before it is stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from textwrap import dedent

from commonweal.directory.demonstration_days import Days, at

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MEETING = re.compile(
    r"(?P<offset>[+-]\d+) (?P<weekday>[a-z]{3}) (?P<start>\d+:\d\d)-(?P<end>\d+:\d\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One session. ``when`` holds its meetings, such as "+15 tue 9:30-13:00 & +22 …":
    the first Tuesday at least 15 days after the first run; "" while dates are to
    follow, and "week+30" for the whole of a week."""

    when: str = ""
    expected: str = ""
    venue: str = ""
    room: str = ""
    places: int = 24
    taken: int = 0
    waiting: int = 0
    waiting_limit: int | None = None
    minimum: int = 8
    opens: int | None = None
    cancelled: str = ""
    partner: str = ""
    address: str = ""
    catering: str = ""
    travel: str = ""
    message: str = ""
    agenda: str = ""
    is_agenda_to_follow: bool = False
    questions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A course or an event, as ``Course`` stores it; others are named by slugs."""

    slug: str
    title: str
    summary: str
    outline: str = ""
    outcomes: str = ""
    kind: str = "course"
    level: int | None = None
    delivery: str = "in-person"
    length: str = ""
    hours: str | None = None
    for_whom: str = ""
    topics: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    cost: str = "Free to partner agencies and to charities in the area"
    certificate: bool = True
    refresh: int | None = None
    provider: str = ""
    address: str = ""
    joint_with: tuple[str, ...] = ()
    policy: str = ""
    replaced_by: str = ""
    replaced_in: int | None = None
    runs: tuple[Run, ...] = field(default_factory=tuple)


def paragraphs(text: str) -> str:
    """Return indented prose as paragraphs, each on one line."""
    parts = dedent(text).strip().split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts)


def lines(text: str) -> str:
    """Return indented lines without their indentation."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def meetings(when: str, days: Days) -> list[tuple[datetime, datetime]]:
    """Return (start, end) of each meeting; aware, in London.

    Raises:
        ValueError: the words are not those of ``Run``.
    """
    if not when:
        return []
    if when.startswith("week"):
        monday, sunday = days.week_after(int(when.removeprefix("week")))
        return [(at(monday, 0), at(sunday + timedelta(days=1), 0))]
    found: list[tuple[datetime, datetime]] = []
    for words in when.split(" & "):
        found.append(_meeting(words, days, after=found[-1][1] if found else None))
    return found


def _meeting(
    words: str, days: Days, *, after: datetime | None
) -> tuple[datetime, datetime]:
    read = MEETING.fullmatch(words)
    if read is None:
        raise ValueError(f"“{words}” is not a meeting such as “+15 tue 9:30-13:00”.")
    offset, on = int(read["offset"]), WEEKDAYS.index(read["weekday"])
    day = days.after(offset, on) if offset >= 0 else days.before(-offset, on)
    if after is not None and day <= after.date():
        # The days between were quiet ones, and both moved to the same.
        day = days.after((after.date() - days.today).days + 1, on)
    return at(day, *_clock(read["start"])), at(day, *_clock(read["end"]))


def _clock(written: str) -> tuple[int, int]:
    hour, minute = written.split(":")
    return int(hour), int(minute)


def agenda(text: str) -> Iterator[tuple[tuple[int, int], str, str, bool]]:
    """Yield (clock, title, speaker, whether it is a break) of each line.

    A line is "10:00 What a baby tells you | Dr Ines Calloway, psychologist", and a
    break begins its title with an asterisk.
    """
    for line in lines(text).splitlines():
        clock, rest = line.split(" ", 1)
        title, _, speaker = (part.strip() for part in rest.partition("|"))
        yield _clock(clock), title.removeprefix("*"), speaker, title.startswith("*")
