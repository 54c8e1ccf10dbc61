"""Who may have a place by the limits of a session.

Organisations, families and sectors are primary keys. A family is named by the
organisation at its top, which may be the organisation itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from commonweal.dates import write_moment


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a place is taken or asked. None: the person stands for nobody."""

    organisation_id: int | None = None
    family_id: int | None = None
    sector_id: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Places that only one sector may have, until a moment; None: to the end."""

    sector_id: int
    places: int
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.until is None or at < self.until


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a session. All of them hold at once; None: no such limit."""

    per_organisation: int | None = None
    per_family: int | None = None
    kept: tuple[Kept, ...] = ()

    @classmethod
    def of(
        cls, rows: Iterable[tuple[str, int, int | None, datetime | None]]
    ) -> "Limits":
        """Return the limits of rows of kind, places, sector and moment of release.

        Of two limits of one kind both hold, so the lower one counts.

        Raises:
            ValueError: a kind other than "organisation", "family" and "sector", or
                a sector that is not named.
        """
        limits = cls()
        for kind, places, sector, until in rows:
            if kind == "organisation":
                lowest = _lower(limits.per_organisation, places)
                limits = replace(limits, per_organisation=lowest)
            elif kind == "family":
                limits = replace(limits, per_family=_lower(limits.per_family, places))
            elif kind == "sector" and sector is not None:
                kept = Kept(sector, places, until)
                limits = replace(limits, kept=(*limits.kept, kept))
            else:
                raise ValueError(f"A limit of kind “{kind}” says too little.")
        return limits

    def kept_at(self, at: datetime) -> Mapping[int, int]:
        """Return how many places are kept for each sector at ``at``. Where two rows
        keep places for one sector, the higher number satisfies both."""
        kept: dict[int, int] = {}
        for each in self.kept:
            if each.holds(at):
                kept[each.sector_id] = max(kept.get(each.sector_id, 0), each.places)
        return kept


def _lower(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)


@dataclass(frozen=True, slots=True)
class Counts:
    """Places taken, in all and by whom; confirmed, offered and held ones alike."""

    total: int = 0
    organisations: Mapping[int | None, int] = field(default_factory=dict)
    families: Mapping[int | None, int] = field(default_factory=dict)
    sectors: Mapping[int | None, int] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Counts":
        """Count places, one for each person who has one."""
        taken = tuple(places)
        return cls(
            total=len(taken),
            organisations=Counter(place.organisation_id for place in taken),
            families=Counter(place.family_id for place in taken),
            sectors=Counter(place.sector_id for place in taken),
        )

    def plus(self, place: Place) -> "Counts":
        """Return the counts with one more place taken."""
        return Counts(
            self.total + 1,
            _one_more(self.organisations, place.organisation_id),
            _one_more(self.families, place.family_id),
            _one_more(self.sectors, place.sector_id),
        )


def _one_more(
    counts: Mapping[int | None, int], key: int | None
) -> dict[int | None, int]:
    return {**counts, key: counts.get(key, 0) + 1}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no room for somebody, fit to show.

    ``code`` is "full", "organisation", "family" or "kept". ``lifts_at`` is when it may
    end by itself: the next release of places kept for others.
    """

    code: str
    sentence: str
    lifts_at: datetime | None = None


def room_for(
    candidate: Place,
    *,
    taken: Counts,
    capacity: int,
    limits: Limits,
    at: datetime,
) -> str | None:
    """Return None when the candidate fits, or else the sentence why not."""
    found = refusals(candidate, taken=taken, capacity=capacity, limits=limits, at=at)
    return found[0].sentence if found else None


def room_for_all(
    candidates: Sequence[Place],
    *,
    taken: Counts,
    capacity: int,
    limits: Limits,
    at: datetime,
) -> str | None:
    """Return None when all of them fit together, or else the sentence why not."""
    counts = taken
    for position, candidate in enumerate(candidates):
        reason = room_for(
            candidate, taken=counts, capacity=capacity, limits=limits, at=at
        )
        if reason is not None:
            wanted = places_in_words(len(candidates))
            together = f"{wanted} are wanted together; there is room for {position}."
            return together if position else reason
        counts = counts.plus(candidate)
    return None


def refusals(
    candidate: Place,
    *,
    taken: Counts,
    capacity: int,
    limits: Limits,
    at: datetime,
) -> tuple[Refusal, ...]:
    """Return all that stands against a place for the candidate; none: it fits.

    Places kept for a sector count as taken for everybody else until somebody of that
    sector has them or they are released. Places that the sector has already are the
    kept ones first.
    """
    if taken.total >= capacity:
        return (Refusal("full", _full(capacity)),)
    found = [
        *_of_organisation(candidate, taken, limits),
        *_of_family(candidate, taken, limits),
        *_of_kept(candidate, taken, capacity, limits, at),
    ]
    return tuple(found)


def _full(capacity: int) -> str:
    if capacity < 2:
        return "The one place is taken." if capacity else "There are no places."
    return f"All {capacity} places are taken."


def _of_organisation(place: Place, taken: Counts, limits: Limits) -> list[Refusal]:
    most = limits.per_organisation
    has = taken.organisations.get(place.organisation_id, 0)
    if most is None or place.organisation_id is None or has < most:
        return []
    return [Refusal("organisation", f"The organisation {_has_enough(has, most)}.")]


def _of_family(place: Place, taken: Counts, limits: Limits) -> list[Refusal]:
    most = limits.per_family
    has = taken.families.get(place.family_id, 0)
    if most is None or place.family_id is None or has < most:
        return []
    told = f"The organisation, with its branches, {_has_enough(has, most)}."
    return [Refusal("family", told)]


def _has_enough(has: int, most: int) -> str:
    return f"has {places_in_words(has)} already; the most it may have is {most}"


def _of_kept(
    place: Place, taken: Counts, capacity: int, limits: Limits, at: datetime
) -> list[Refusal]:
    unused = sum(
        max(places - taken.sectors.get(sector, 0), 0)
        for sector, places in limits.kept_at(at).items()
        if sector != place.sector_id
    )
    if capacity - taken.total - unused > 0:
        return []
    others = (
        each.until
        for each in limits.kept
        if each.sector_id != place.sector_id and each.holds(at) and each.until
    )
    lifts_at = min(others, default=None)
    until = f" until {write_moment(lifts_at)}" if lifts_at else ""
    told = f"The places left are kept for other sectors{until}."
    return [Refusal("kept", told, lifts_at)]


def contradictions(limits: Limits, *, capacity: int, at: datetime) -> tuple[str, ...]:
    """Return, in sentences for the desk, which limits cannot all be met at ``at``."""
    found: list[str] = []
    kept = sum(limits.kept_at(at).values())
    if kept > capacity:
        found.append(
            f"{places_in_words(kept)} are kept for sectors, but there are only "
            f"{capacity}. Keep fewer, or raise the capacity."
        )
    if (
        limits.per_family is not None
        and (limits.per_organisation or 0) > limits.per_family
    ):
        found.append(
            f"One organisation may have {limits.per_organisation}, but with its "
            f"branches only {limits.per_family}. The lower limit holds."
        )
    return tuple(found)


def places_in_words(number: int) -> str:
    """Return "1 place" or "2 places"."""
    return "1 place" if number == 1 else f"{number} places"
