"""How long an offered place stays open: shorter as the day nears, and then no more."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from commonweal.training.rules.cutoffs import instant_before

# Days before the session, and hours that an offer made then is open.
LADDER = ((14, 72), (7, 48), (3, 24), (1, 6), (0, 2))
# Nobody can be expected to see and answer an offer that is open for less.
SHORTEST = timedelta(hours=1)


def offer_ends(
    *,
    made_at: datetime,
    starts_at: datetime,
    lengths: Sequence[tuple[int, int]] = (),
    last: int,
) -> datetime | None:
    """Return until when an offer made at ``made_at`` is open (UTC), or None: too late.

    Never beyond the last moment for offers, ``last`` hours before the session, and
    never for less than an hour.

    Args:
        made_at: aware.
        starts_at: aware; the start of the session's first meeting.
        lengths: pairs of days and hours, in any order: so many days or more before
            the session, reckoned to the same time of London's clock, an offer is open
            so many hours. None at all: ``LADDER``. Nearer to the session than any
            row, the shorter of the nearest row and ``LADDER``.
        last: hours before the session from which no place is offered.
    """
    made = made_at.astimezone(UTC)
    latest = instant_before(starts_at, n=last, unit="hours", anchor="start")
    hours = _hours(made, starts_at, lengths or LADDER)
    end = min(made + timedelta(hours=hours), latest)
    return end if end - made >= SHORTEST else None


def _hours(
    made_at: datetime, starts_at: datetime, rows: Sequence[tuple[int, int]]
) -> int:
    ordered = sorted(rows, reverse=True)
    for days, hours in ordered:
        if made_at <= instant_before(starts_at, n=days, unit="days", anchor="start"):
            return hours
    nearest = ordered[-1][1]
    return (
        nearest if rows is LADDER else min(nearest, _hours(made_at, starts_at, LADDER))
    )
