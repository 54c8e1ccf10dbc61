"""What a policy says, as plain values for the rules to read.

The names are those of the columns of ``BookingTerms`` and the tables beside it, so
that a row, a demonstration and a test are told alike.
"""

from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A charge for cancelling later than a moment.

    The charge is ``percent_of_fee`` or ``amount`` in pounds, whichever is more: so
    100 and £40 takes the fee from those who pay one, and £40 from those who do not.
    """

    n: int
    unit: str
    anchor: str = "close"
    percent_of_fee: int = 0
    amount: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """One cell of the fee table. A blank, or no number of hours, fits anything."""

    organisation_kind: str = ""
    delivery: str = ""
    up_to_hours: Decimal | None = None
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a booking. Amounts are pounds, before any VAT.

    ``sectors`` and ``organisations`` are primary keys. ``offer_lengths`` are pairs of
    days before the session and hours that an offer made then is open; none means the
    ladder of ``offers.LADDER``. ``fees`` stand in the order of their position.
    """

    cutoff_n: int = 2
    cutoff_unit: str = "working-days"
    cutoff_anchor: str = "close"
    late_charge: Decimal = NOTHING
    absence_charge: Decimal = NOTHING
    absence_charged_per_day: bool = False
    approval: str = "none"
    approval_hours: int = 120
    is_open_to_all: bool = True
    sectors: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    allows_team_booking: bool = True
    allows_substitutes: bool = True
    rechecks_substitutes: bool = True
    grace_minutes: int = 15
    waiting_order: str = "time"
    offers_end_hours: int = 24
    reminder_days: int = 14
    instructions_days: int = 7
    link_hours: int = 48
    tiers: tuple[Tier, ...] = ()
    fees: tuple[FeeRow, ...] = ()
    offer_lengths: tuple[tuple[int, int], ...] = ()
