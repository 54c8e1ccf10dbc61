"""Which terms a booking is made under, and terms as plain values for the rules."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commonweal.training.models import Booking, BookingPolicy, BookingTerms, Session
from commonweal.training.rules.fees import fee
from commonweal.training.rules.terms import FeeRow, Terms, Tier

_TABLES = {"tiers", "fees", "offer_lengths", "sectors", "organisations"}
_COLUMNS = [field.name for field in fields(Terms) if field.name not in _TABLES]


def terms_in_force(session: Session, *, at: datetime) -> BookingTerms | None:
    """Return the terms for a booking made at ``at``; None where none are written down,
    and then the defaults of ``rules.terms.Terms`` hold.

    The session's own policy comes first, then its course's, then the usual one.
    """
    own = session.policy_id or session.course.policy_id
    policies = BookingPolicy.objects.filter(
        **{"pk": own} if own else {"is_usual": True}
    )
    terms = BookingTerms.objects.filter(policy__in=policies)
    return terms.on(timezone.localdate(at)).first()


def plain(row: BookingTerms | None) -> Terms:
    """Return the columns of terms as values, without the tables beside them."""
    return Terms(**_columns(row))


def with_charges(row: BookingTerms | None) -> Terms:
    """Return terms with tiers and fees: two queries."""
    if row is None:
        return Terms()
    return Terms(
        **_columns(row),
        tiers=tuple(
            Tier(
                n=tier.n,
                unit=tier.unit,
                anchor=tier.anchor,
                percent_of_fee=tier.percent_of_fee,
                amount=tier.amount,
            )
            for tier in row.tiers.all()
        ),
        fees=tuple(
            FeeRow(
                organisation_kind=each.organisation_kind.slug
                if each.organisation_kind
                else "",
                delivery=each.delivery,
                up_to_hours=each.up_to_hours,
                amount=each.amount,
            )
            for each in row.fees.select_related("organisation_kind")
        ),
    )


def with_eligibility(row: BookingTerms | None) -> Terms:
    """Return terms with whom they are open to: two queries where not to everybody."""
    if row is None or row.is_open_to_all:
        return plain(row)
    return Terms(
        **_columns(row),
        sectors=frozenset(row.sectors.values_list("pk", flat=True)),
        organisations=frozenset(row.organisations.values_list("pk", flat=True)),
    )


def with_offers(row: BookingTerms | None) -> Terms:
    """Return terms with the lengths of offers: one query."""
    if row is None:
        return Terms()
    lengths = row.offer_lengths.values_list("days_before", "hours")
    return Terms(**_columns(row), offer_lengths=tuple(lengths))


def fee_of(booking: Booking, terms: Terms) -> Decimal:
    """Return what the place costs by ``terms``, which carry their fees."""
    kind = booking.organisation.kind if booking.organisation else None
    course = booking.session.course
    return fee(
        terms.fees,
        organisation_kind=kind.slug if kind else "",
        delivery=course.delivery,
        hours=course.hours,
    )


def _columns(row: BookingTerms | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS} if row else {}
