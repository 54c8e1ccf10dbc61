"""What the catalogue can be narrowed by, and what an address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Value
from django.utils.timezone import localdate

from commonweal.design.components.calendar import month_name
from commonweal.directory.models import Topic
from commonweal.directory.search_words import tidy
from commonweal.people.models import Sector
from commonweal.training.models import Course, Level

MONTHS_OFFERED = 12


class Choice(NamedTuple):
    """A row to narrow by."""

    kind: str
    position: int
    name: str
    slug: str
    pk: int

    def __str__(self) -> str:
        return self.name


class Way(NamedTuple):
    """Something to narrow by that is no row: a kind, a delivery, a month."""

    slug: str
    name: str

    def __str__(self) -> str:
        return self.name


COURSES, EVENTS, ELEARNING = "courses", "events", "e-learning"
KINDS = (
    Way(COURSES, "Courses with dates"),
    Way(EVENTS, "Events and briefings"),
    Way(ELEARNING, "E-learning, any time"),
)
MODES = tuple(
    Way(delivery.value, str(delivery.label))
    for delivery in Course.Delivery
    if delivery != Course.Delivery.ELEARNING
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Everything that may be chosen."""

    topic: list[Choice]
    level: list[Choice]
    sector: list[Choice]
    kind: tuple[Way, ...]
    mode: tuple[Way, ...]
    month: list[Way]


def offered(*, now: datetime) -> Offered:
    """Return what may be chosen. One query."""
    rows = _rows("topic", Topic).union(
        _rows("level", Level, position="position"),
        _rows("sector", Sector, position="position"),
        all=True,
    )
    every = sorted(Choice(*row) for row in rows)
    return Offered(
        topic=[choice for choice in every if choice.kind == "topic"],
        level=[choice for choice in every if choice.kind == "level"],
        sector=[choice for choice in every if choice.kind == "sector"],
        kind=KINDS,
        mode=MODES,
        month=months_from(localdate(now)),
    )


def _rows(kind: str, model: type[Topic | Level | Sector], *, position: str = "") -> Any:
    place = position or Value(0)
    return model.objects.order_by().values_list(
        Value(kind), place, "name", "slug", "pk"
    )


def months_from(day: date) -> list[Way]:
    """Return the month of ``day`` and those of the year after it: "2026-05"."""
    first, months = day.replace(day=1), []
    for _ in range(MONTHS_OFFERED):
        months.append(Way(f"{first:%Y-%m}", month_name(first)))
        first = (first + timedelta(days=32)).replace(day=1)
    return months


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for; None where it asks for everything."""

    words: str = ""
    topic: Choice | None = None
    level: Choice | None = None
    sector: Choice | None = None
    kind: Way | None = None
    mode: Way | None = None
    month: Way | None = None
    has_place: bool = False

    def in_force(self) -> list[tuple[str, str, str]]:
        """Return (name, value, words) of each filter in force, and of the words."""
        found = [("q", self.words, f"“{self.words}”")] if self.words else []
        for name in NAMES:
            choice = getattr(self, name)
            if choice is not None:
                found.append((name, choice.slug, str(choice)))
        if self.has_place:
            found.append(("places", "1", "With a place left"))
        return found

    def query(self, *, without: str = "") -> str:
        """Return what is asked for as the end of an address; "" for everything."""
        kept = {name: value for name, value, _ in self.in_force() if name != without}
        return f"?{urlencode(kept)}" if kept else ""


NAMES = tuple(
    field.name for field in fields(Asked) if field.name not in {"words", "has_place"}
)


def read_asked(query: Mapping[str, str], choices: Offered) -> Asked:
    """Read what an address asks for.

    What is not offered (any more) is left out, so that an old link still shows
    something.
    """
    chosen = {
        name: next(
            (each for each in getattr(choices, name) if each.slug == query.get(name)),
            None,
        )
        for name in NAMES
    }
    return Asked(
        words=tidy(query.get("q", "")),
        has_place=query.get("places") == "1",
        **chosen,
    )
