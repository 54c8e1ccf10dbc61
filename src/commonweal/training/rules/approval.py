"""Who approves a booking, what it is until then, and for how long a place is held."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from commonweal.training.rules.cutoffs import instant_before


@dataclass(frozen=True, slots=True)
class Approving:
    """How a kind of approval works."""

    approver: str
    holds_a_place: bool
    first_status: str  # of a booking for which there is room


APPROVALS = {
    "none": Approving("nobody", holds_a_place=True, first_status="confirmed"),
    "manager": Approving(
        "the line manager", holds_a_place=True, first_status="awaiting"
    ),
    "coordinator": Approving(
        "the training desk", holds_a_place=False, first_status="requested"
    ),
    "shortlist": Approving(
        "the training desk, from all who asked",
        holds_a_place=False,
        first_status="requested",
    ),
}


def held_until(
    *, asked_at: datetime, starts_at: datetime, hours: int, last: int
) -> datetime:
    """Return until when a place is held for a manager's answer (UTC).

    ``hours`` after asking, but not into the ``last`` hours before the session: then
    nobody else could be offered it. Asked that late, it is held until the session
    starts.
    """
    offers_end = instant_before(starts_at, n=last, unit="hours", anchor="start")
    latest = offers_end if asked_at < offers_end else starts_at.astimezone(UTC)
    return min(asked_at.astimezone(UTC) + timedelta(hours=hours), latest)


def remind_at(*, asked_at: datetime, expires_at: datetime) -> datetime:
    """Return when to remind whoever was asked: once, half-way (UTC)."""
    asked_at, expires_at = asked_at.astimezone(UTC), expires_at.astimezone(UTC)
    return asked_at + (expires_at - asked_at) / 2
