"""The list "who to call", from what the router knows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from commonweal.intake.office_hours import ALWAYS
from commonweal.intake.routing import Door, Doors, Number, Team


@dataclass(frozen=True, slots=True)
class Line:
    """When somebody answers, and at which numbers."""

    when: str
    numbers: tuple[Number, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One team: its name, when to call it, and its lines.

    Attributes:
        email: where there is one.
        website: shown when there is no number.
    """

    name: str
    about: str
    lines: tuple[Line, ...]
    email: str = ""
    website: str = ""


def who_to_call(doors: Doors) -> list[Entry]:
    """Return whom the doors lead to, in their order, then the help lines; each once,
    with all the numbers that any door has of it.

    Emergency services come first, whatever the doors say. A team without a number
    or an address is left out.
    """
    emergency = doors.emergency
    first = Entry(
        emergency.name,
        emergency.about or "If somebody is in danger now, or a crime is happening.",
        (Line("Any time, day or night", emergency.numbers),),
    )
    entries = {first.name: first}
    for entry in chain(_entries(doors), _help_lines(doors)):
        known = entries.get(entry.name)
        entries[entry.name] = _together(known, entry) if known else entry
    return list(entries.values())


def _together(known: Entry, other: Entry) -> Entry:
    """Return an entry with the lines of another that have numbers it lacks: two doors
    may lead to two numbers of one team."""
    listed = {number.link for line in known.lines for number in line.numbers}
    missing = [
        line
        for line in other.lines
        if not listed.issuperset(number.link for number in line.numbers)
    ]
    return replace(known, lines=(*known.lines, *missing))


def _entries(doors: Doors) -> Iterator[Entry]:
    for door in doors.doors.values():
        team = doors.teams.get(door.team)
        if team is None:
            continue
        lines = []
        if team.numbers:
            lines.append(Line(_when(door, team), team.numbers))
        night = doors.teams.get(door.out_of_hours)
        if night and night.numbers:
            other = night.name if night.name != team.name else ""
            lines.append(Line("At all other times", night.numbers, other))
        if lines or team.email or team.website:
            yield Entry(team.name, team.about, tuple(lines), team.email, _site(team))


def _help_lines(doors: Doors) -> Iterator[Entry]:
    for team in doors.help_lines:
        if team.numbers:
            line = Line(team.hours_in_words, team.numbers)
            yield Entry(team.name, team.about, (line,))


def _when(door: Door, team: Team) -> str:
    # A door without hours says nothing of the team's, which the register may know.
    is_always = door.hours == ALWAYS
    reckoned = door.hours.in_words()
    return (team.hours_in_words or reckoned) if is_always else reckoned


def _site(team: Team) -> str:
    return "" if team.numbers else team.website
