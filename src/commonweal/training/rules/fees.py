"""What a place costs, and what is proposed when somebody cancels or stays away.

Nothing here takes money. A charge is a proposal in words, for a person at the desk to
decide on. Amounts are pounds and pence; halves of a penny are rounded up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from commonweal.training.rules.cutoffs import free_until, in_words, steps, tier_at
from commonweal.training.rules.terms import NOTHING, FeeRow, Terms, Tier

PENNY = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Charge:
    """What is proposed to be owed in all, in place of the fee, and why."""

    amount: Decimal
    sentence: str


def fee(
    rows: Iterable[FeeRow],
    *,
    organisation_kind: str,
    delivery: str,
    hours: Decimal | None,
) -> Decimal:
    """Return the fee of the first row that fits; nothing when none does.

    Args:
        rows: in the order of their position.
        organisation_kind: the kind's slug; "" when the person or kind is unknown,
            which fits only rows for any kind.
        delivery: "in-person", "online" or "blended".
        hours: taught hours of the course. None, not known: rows for a length are
            passed over.
    """
    for row in rows:
        if _fits(row, organisation_kind, delivery, hours):
            return _pence(row.amount)
    return NOTHING


def _fits(row: FeeRow, kind: str, delivery: str, hours: Decimal | None) -> bool:
    return (
        row.organisation_kind in ("", kind)
        and row.delivery in ("", delivery)
        and (
            row.up_to_hours is None or (hours is not None and hours <= row.up_to_hours)
        )
    )


def charge_for_cancelling(
    terms: Terms, *, starts_at: datetime, at: datetime, fee: Decimal
) -> Charge | None:
    """Return what cancelling at ``at`` proposes, or None when it is in time.

    Args:
        fee: what the place costs those who come; 0 where it is free.
    """
    tier = tier_at(terms, starts_at, at)
    if tier is None:
        return None
    until = in_words(free_until(terms, starts_at))
    return Charge(
        _amount(tier, fee),
        f"Cancelled after {until}, until when it was free: {_told(tier, fee)}.",
    )


def charge_for_absence(terms: Terms, *, days: int, fee: Decimal) -> Charge:
    """Return what staying away proposes: the fee, or the charge where that is more.

    Args:
        days: on which the person was absent, 1 or more. A charge that is not per day
            counts once.
        fee: what the place costs those who come; 0 where it is free.
    """
    times = days if terms.absence_charged_per_day else 1
    amount = _pence(terms.absence_charge * times)
    if fee >= amount:
        told = f"the fee of {in_pounds(fee)}" if fee else "no charge"
        return Charge(_pence(fee), f"Did not attend: {told}.")
    told = in_pounds(amount)
    if times > 1:
        told += f", {in_pounds(terms.absence_charge)} for each of {days} days"
    return Charge(amount, f"Did not attend: {told}.")


def cancelling_in_words(
    terms: Terms, *, starts_at: datetime, at: datetime, fee: Decimal
) -> tuple[str, ...]:
    """Return, in sentences, what cancelling costs from ``at`` on, for messages.

    "Cancel free until 5pm on Tuesday 12 May 2026." "Cancel later: £25." What is over
    already is not told: nobody reads "free until" with a moment that has passed.
    """
    ladder = steps(terms, starts_at)
    lines: list[str] = []
    if at <= ladder[0][0]:
        lines.append(f"Cancel free until {in_words(ladder[0][0])}.")
    for (_, tier), (end, _) in pairwise(ladder):
        if at <= end:
            lines.append(f"Cancel until {in_words(end)}: {_told(tier, fee)}.")
    if at <= starts_at:
        when = "later" if lines else "now"
        lines.append(f"Cancel {when}: {_told(ladder[-1][1], fee)}.")
    return tuple(lines)


def in_pounds(amount: Decimal) -> str:
    """Return "£95", or "£47.50" where there are pence."""
    amount = _pence(amount)
    return f"£{amount:.0f}" if amount == amount.to_integral_value() else f"£{amount}"


def _amount(tier: Tier, fee: Decimal) -> Decimal:
    return max(_pence(fee * tier.percent_of_fee / 100), _pence(tier.amount))


def _told(tier: Tier, fee: Decimal) -> str:
    amount = _amount(tier, fee)
    if not amount:
        return "no charge, but recorded as late"
    if amount > tier.amount:
        share = (
            "the" if tier.percent_of_fee == 100 else f"{tier.percent_of_fee}% of the"
        )
        of = "" if tier.percent_of_fee == 100 else f" of {in_pounds(fee)}"
        return f"{in_pounds(amount)}, {share} fee{of}"
    return in_pounds(amount)


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, ROUND_HALF_UP)
