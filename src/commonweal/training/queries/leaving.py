"""What giving up a place would mean, before somebody does it."""

from dataclasses import dataclass
from datetime import datetime

from commonweal.training.models import Booking, Session
from commonweal.training.rules.cutoffs import free_until, is_in_time
from commonweal.training.rules.fees import (
    Charge,
    cancelling_in_words,
    charge_for_cancelling,
)
from commonweal.training.terms import fee_of, with_charges


@dataclass(frozen=True, slots=True)
class Leaving:
    """What cancelling a booking at a moment would mean.

    Attributes:
        free_until: the last instant at which it is free; None for a session without
            a time.
        is_in_time: whether it is free now.
        charge: what would be proposed; None when in time.
        sentences: the rules in words, from now on.
    """

    free_until: datetime | None
    is_in_time: bool
    charge: Charge | None
    sentences: tuple[str, ...]


def leaving(booking: Booking, *, now: datetime) -> Leaving:
    """Return what cancelling ``booking`` at ``now`` would mean, by its own terms."""
    starts_at = booking.session.starts_at
    is_off = booking.session.status == Session.Status.CANCELLED
    if starts_at is None or is_off:
        return Leaving(None, True, None, ())
    terms = with_charges(booking.terms)
    fee = fee_of(booking, terms)
    return Leaving(
        free_until(terms, starts_at),
        is_in_time(terms, starts_at, now),
        charge_for_cancelling(terms, starts_at=starts_at, at=now, fee=fee),
        cancelling_in_words(terms, starts_at=starts_at, at=now, fee=fee),
    )
