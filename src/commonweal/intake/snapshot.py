"""What the router knows, in a file: written at every change, read without a query."""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from pathlib import Path
from typing import Any

from django.conf import settings

from commonweal.intake.frame import Frame, Link, Logo
from commonweal.intake.office_hours import Day, OfficeHours, Stretch
from commonweal.intake.routing import Asked, Door, Doors, Number, Option, Rule, Team

VERSION = 1
_known: dict[Path, tuple[int, Doors]] = {}


class NoSnapshotError(Exception):
    """There is no file, or it cannot be read. The national numbers take over."""


def path() -> Path:
    return Path(settings.COMMONWEAL_RIGHT_DOOR_FILE)


def read() -> Doors:
    """Return what the file says. It is read again when it has changed.

    Raises:
        NoSnapshotError: there is none, or it holds something else.
    """
    try:
        changed = path().stat().st_mtime_ns
        known = _known.get(path())
        if known and known[0] == changed:
            return known[1]
        doors = from_json(json.loads(path().read_text()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoSnapshotError from error
    _known[path()] = (changed, doors)
    return doors


def write(doors: Doors) -> bool:
    """Put ``doors`` in the file; return whether that changed it."""
    written = json.dumps(as_json(doors), ensure_ascii=False, indent=1)
    return put(path(), written.encode())


def beside(name: str) -> Path:
    """Return where a file of that name lies beside the snapshot."""
    return path().with_name(name)


def put(where: Path, content: bytes) -> bool:
    """Write a file whole or not at all: a reader meets the old or the new one.

    Returns:
        Whether it held anything else before.

    Raises:
        OSError: it cannot be written.
    """
    if where.exists() and where.read_bytes() == content:
        return False
    where.parent.mkdir(parents=True, exist_ok=True)
    new = where.with_name(f".{where.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(where)
    finally:
        new.unlink(missing_ok=True)
    return True


def as_json(doors: Doors) -> dict[str, Any]:
    return {
        "version": VERSION,
        "options": {
            asked.value: [asdict(option) for option in options]
            for asked, options in doors.options.items()
        },
        "rules": [asdict(rule) for rule in doors.rules],
        "doors": [
            {**_plain(door), "hours": _hours_as_json(door.hours)}
            for door in doors.doors.values()
        ],
        "teams": {key: asdict(team) for key, team in doors.teams.items()},
        "otherwise": doors.otherwise,
        "emergency": asdict(doors.emergency),
        "help_lines": [asdict(team) for team in doors.help_lines],
        "frame": asdict(doors.frame),
    }


def from_json(said: Mapping[str, Any]) -> Doors:
    """Return the doors that ``as_json`` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is something else.
    """
    if said["version"] != VERSION:
        raise ValueError("This file was written by another version.")
    return Doors(
        options={
            Asked(asked): [Option(**option) for option in options]
            for asked, options in said["options"].items()
        },
        rules=[Rule(**rule) for rule in said["rules"]],
        doors={door["key"]: _door(door) for door in said["doors"]},
        teams={key: _team(team) for key, team in said["teams"].items()},
        otherwise=said["otherwise"],
        emergency=_team(said["emergency"]),
        help_lines=[_team(team) for team in said["help_lines"]],
        frame=_frame(said["frame"]),
    )


def _plain(door: Door) -> dict[str, Any]:
    fields = asdict(door)
    del fields["hours"]
    return fields


def _door(said: Mapping[str, Any]) -> Door:
    lists = {name: tuple(said[name]) for name in ("say", "next", "avoid")}
    return Door(**{**said, **lists, "hours": _hours(said["hours"])})


def _team(said: Mapping[str, Any]) -> Team:
    numbers = tuple(Number(**number) for number in said["numbers"])
    return Team(**{**said, "numbers": numbers})


def _frame(said: Mapping[str, Any]) -> Frame:
    logo = Logo(**said["logo"]) if said["logo"] else None
    foot = tuple(Link(**link) for link in said["foot"])
    return Frame(**{**said, "logo": logo, "foot": foot})


def _hours_as_json(hours: OfficeHours) -> dict[str, Any]:
    return {
        "week": [_day_as_json(day) for day in hours.week],
        "is_open_on_bank_holidays": hours.is_open_on_bank_holidays,
        "exceptions": {
            day.isoformat(): _day_as_json(stretches)
            for day, stretches in hours.exceptions.items()
        },
    }


def _hours(said: Mapping[str, Any]) -> OfficeHours:
    week = tuple(_day(day) for day in said["week"])
    if len(week) != 7:
        raise ValueError("A week has seven days.")
    return OfficeHours(
        week=week,
        is_open_on_bank_holidays=bool(said["is_open_on_bank_holidays"]),
        exceptions={
            date.fromisoformat(day): _day(stretches)
            for day, stretches in said["exceptions"].items()
        },
    )


def _day_as_json(day: Day) -> list[list[str]]:
    return [[each.opens.isoformat(), each.closes.isoformat()] for each in day]


def _day(said: Sequence[Sequence[str]]) -> Day:
    return tuple(
        Stretch(time.fromisoformat(opens), time.fromisoformat(closes))
        for opens, closes in said
    )
