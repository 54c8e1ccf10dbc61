"""How a session's places stand: taken, free, kept, waited for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from commonweal.people.models import Organisation
from commonweal.training.models import Booking, PlaceLimit, Session
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.rules.mix import Counts, Limits, Place, room_for_all
from commonweal.training.rules.waiting import Choice, Waiting, next_in_line


@dataclass(frozen=True, slots=True)
class Places:
    """A session's places at a moment.

    Attributes:
        capacity: all of them.
        taken: confirmed, offered or held for an approval. An offer or approval that
            has run out counts no more, whether or not anybody has written that down.
        waiting: people on the waiting list.
    """

    capacity: int
    taken: int
    waiting: int

    @property
    def left(self) -> int:
        return max(self.capacity - self.taken, 0)


def places(session: Session, *, now: datetime) -> Places:
    """Count a session's places at ``now``, as the database has them and not as the
    page was told a while ago. One query."""
    bookings = Booking.objects.filter(session=OuterRef("pk"))
    row = Session.objects.values_list(
        "capacity",
        "taken",
        _number_of(bookings.lapsed(now=now)),
        _number_of(bookings.filter(status=Booking.Status.WAITING)),
    )
    capacity, taken, lapsed, waiting = row.get(pk=session.pk)
    return Places(capacity=capacity, taken=taken - lapsed, waiting=waiting)


def _number_of(bookings: BookingQuerySet) -> Coalesce:
    counted = bookings.order_by().values("session").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


@dataclass(frozen=True, slots=True)
class Floor:
    """What decides who may have the next place. Read under the session's lock by
    whoever hands places out.

    Attributes:
        waiting: people on the waiting list.
        line: the waiting list; empty when the session is full and it is nobody's turn.
    """

    capacity: int
    limits: Limits
    taken: Counts
    waiting: int
    line: tuple[Waiting, ...]
    at: datetime
    order: str = "time"

    def refusal(self, wanted: Iterable[Place]) -> str | None:
        """Why not all of ``wanted`` fit now, whoever waits; None: they do."""
        return room_for_all(
            tuple(wanted),
            taken=self.taken,
            capacity=self.capacity,
            limits=self.limits,
            at=self.at,
        )

    def next(self) -> Choice:
        """Who of those waiting is owed the next free place."""
        return next_in_line(
            self.line,
            taken=self.taken,
            capacity=self.capacity,
            limits=self.limits,
            at=self.at,
            order=self.order,
        )

    def is_free_for(self, wanted: Iterable[Place]) -> bool:
        """Whether newcomers may have these places: they fit, and nobody is owed one."""
        return self.refusal(wanted) is None and self.next().chosen is None


def floor(session: Session, *, at: datetime, order: str = "time") -> Floor:
    """Read who has and who wants places. Four queries at most.

    A place whose offer or approval has run out by ``at`` counts as free.

    Args:
        order: of the waiting list, "time" or "mix".
    """
    limits = limits_of(session)
    now = places(session, now=at)
    needs_counts = limits != Limits() or order != "time"
    # On the day of a rush hundreds wait, and each newcomer would read them all.
    reads_line = now.waiting and now.left
    return Floor(
        capacity=now.capacity,
        limits=limits,
        taken=_counts(session, at) if needs_counts else Counts(total=now.taken),
        waiting=now.waiting,
        line=tuple(line(session)) if reads_line else (),
        at=at,
        order=order,
    )


def limits_of(session: Session) -> Limits:
    """Return the rules about who fills a session. One query."""
    return Limits.of(
        PlaceLimit.objects.filter(session=session).values_list(
            "kind", "places", "sector_id", "held_until"
        )
    )


def place_for(organisation: Organisation | None) -> Place:
    """Return for whom a place of somebody from ``organisation`` counts."""
    if organisation is None:
        return Place()
    return Place(
        organisation.pk,
        organisation.parent_id or organisation.pk,
        organisation.sector_id,
    )


def line(session: Session) -> list[Waiting]:
    """Return the waiting list, longest waiting first; a group is one entry, named by
    its first booking and as old as its youngest. One query."""
    rows = (
        Booking.objects.filter(session=session)
        .waiting()
        .values_list(
            "pk",
            "group",
            "waiting_since",
            "organisation_id",
            "organisation__parent_id",
            "organisation__sector_id",
        )
    )
    found: dict[int | UUID, list[tuple[int, datetime, Place]]] = {}
    for pk, group, since, organisation, parent, sector in rows:
        if since is None:
            continue  # The database refuses it; types do not know.
        place = Place(organisation, parent or organisation, sector)
        found.setdefault(group or pk, []).append((pk, since, place))
    return [
        Waiting(
            key=min(pk for pk, _, _ in entry),
            since=max(since for _, since, _ in entry),
            places=tuple(place for _, _, place in entry),
        )
        for entry in found.values()
    ]


def _counts(session: Session, at: datetime) -> Counts:
    rows = (
        Booking.objects.filter(session=session)
        .holding_places()
        .exclude(pk__in=Booking.objects.filter(session=session).lapsed(now=at))
        .values_list(
            "organisation_id", "organisation__parent_id", "organisation__sector_id"
        )
    )
    return Counts.of(
        Place(organisation, parent or organisation, sector)
        for organisation, parent, sector in rows
    )
