"""Who of those on the waiting list is offered a place, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonweal.training.rules.mix import (
    Counts,
    Limits,
    Place,
    places_in_words,
    room_for_all,
)

LONGEST = "Has waited longest of those for whom there is room."


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry on the list: one person, or several who want places together.

    ``key`` is the caller's: a booking's primary key, or the first one of a group.
    Where two have waited equally long, the lower key comes first.
    """

    key: int
    since: datetime
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody who waited longer than the one chosen, and why it was not they."""

    key: int
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is next. ``chosen`` is a key; None: there is room for nobody who waits.

    ``passed_over`` names all who waited longer than the one chosen, in their order;
    with nobody chosen, all who wait.
    """

    chosen: int | None
    why: str
    passed_over: tuple[PassedOver, ...]


def next_in_line(
    waiting: Iterable[Waiting],
    *,
    taken: Counts,
    capacity: int,
    limits: Limits,
    at: datetime,
    order: str,
) -> Choice:
    """Choose who is offered the next place.

    Only those for whom there is room within the limits count, a group only when all of
    it fits. By "time" the one who has waited longest. By "mix" the one whose sector
    has fewest places, then whose organisation with its branches has fewest, then who
    has waited longest; of a group, its place that does least for the mix counts.

    A free place is owed to the waiting list if this chooses anybody: whoever comes new
    waits behind them.

    Raises:
        ValueError: an order other than "time" and "mix".
    """
    if order not in ("time", "mix"):
        raise ValueError(f"“{order}” is not an order of a waiting list.")
    line = sorted(waiting, key=lambda entry: (entry.since, entry.key))
    reasons: dict[int, str | None] = {
        entry.key: room_for_all(
            entry.places, taken=taken, capacity=capacity, limits=limits, at=at
        )
        for entry in line
    }
    fitting = [entry for entry in line if reasons[entry.key] is None]
    if not fitting:
        return _nobody(line, reasons)
    chosen = fitting[0]
    if order == "mix":
        # min() keeps the first of equals, who has waited longest.
        chosen = min(fitting, key=lambda entry: _crowding(entry, taken))
    before = line[: line.index(chosen)]
    passed = tuple(
        PassedOver(entry.key, reasons[entry.key] or _comparison(entry, chosen, taken))
        for entry in before
    )
    return Choice(chosen.key, _why(chosen, before, reasons, taken), passed)


def _nobody(line: Sequence[Waiting], reasons: dict[int, str | None]) -> Choice:
    passed = tuple(PassedOver(entry.key, reasons[entry.key] or "") for entry in line)
    why = "There is room for nobody who waits." if line else "Nobody is waiting."
    return Choice(None, why, passed)


def _crowding(entry: Waiting, taken: Counts) -> tuple[int, int]:
    """Places that the sector, and that the family, has already: the fewer, the better."""
    return max(
        (
            (
                taken.sectors.get(place.sector_id, 0),
                taken.families.get(place.family_id, 0),
            )
            for place in entry.places
        ),
        default=(0, 0),
    )


def _comparison(entry: Waiting, chosen: Waiting, taken: Counts) -> str:
    has, of_chosen = _crowding(entry, taken), _crowding(chosen, taken)
    if has[0] > of_chosen[0]:
        return _told("sector", has[0], of_chosen[0])
    return _told("organisation, with its branches,", has[1], of_chosen[1])


def _told(whose: str, has: int, of_chosen: int) -> str:
    return (
        f"The {whose} has {places_in_words(has)} already; that of the person who is "
        f"offered this one has {of_chosen}."
    )


def _why(
    chosen: Waiting,
    before: Sequence[Waiting],
    reasons: dict[int, str | None],
    taken: Counts,
) -> str:
    if all(reasons[entry.key] is not None for entry in before):
        return LONGEST
    sector, family = _crowding(chosen, taken)
    return (
        f"Improves the mix: the sector has {places_in_words(sector)} so far, the "
        f"organisation with its branches {family}."
    )
