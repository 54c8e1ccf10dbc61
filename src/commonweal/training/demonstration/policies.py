"""Stores the demonstration's booking policies."""

from datetime import date
from typing import Any

from commonweal.people.models import OrganisationKind
from commonweal.training.demonstration_policies import POLICIES
from commonweal.training.models import (
    BookingPolicy,
    BookingTerms,
    CancellationTier,
    Fee,
    OfferLength,
)


def make_policies(*, applies_from: date) -> dict[str, BookingPolicy]:
    """Store each policy with its terms, in force from a day on; return them by name."""
    return {each["name"]: _make(each, applies_from) for each in POLICIES}


def _make(words: dict[str, Any], applies_from: date) -> BookingPolicy:
    policy = BookingPolicy.objects.create(
        name=words["name"], is_usual=words["is_usual"]
    )
    terms = BookingTerms.objects.create(
        policy=policy, applies_from=applies_from, **words["terms"]
    )
    for tier in words["tiers"]:
        CancellationTier.objects.create(terms=terms, **tier)
    for position, fee in enumerate(words["fees"]):
        kind = OrganisationKind.objects.filter(slug=fee.get("organisation_kind", ""))
        rest = {
            name: value for name, value in fee.items() if name != "organisation_kind"
        }
        Fee.objects.create(
            terms=terms, position=position, organisation_kind=kind.first(), **rest
        )
    for length in words["offer_lengths"]:
        OfferLength.objects.create(terms=terms, **length)
    return policy
