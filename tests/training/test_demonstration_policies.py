"""Policies of the shapes that partnerships have, and what follows from them."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from commonweal.people.models import OrganisationKind
from commonweal.training.demonstration_policies import POLICIES
from commonweal.training.models import (
    BookingPolicy,
    BookingTerms,
    CancellationTier,
    Fee,
    OfferLength,
)
from commonweal.training.rules.approval import APPROVALS
from commonweal.training.rules.cutoffs import free_until, in_words
from commonweal.training.rules.fees import (
    charge_for_absence,
    charge_for_cancelling,
    fee,
)
from commonweal.training.rules.terms import FeeRow, Terms, Tier
from tests.training.rules.moments import london

TWO_WORKING_DAYS, HALF_FEE, PARTNERS_CHARGED, THREE_WORKING_DAYS, SEVERAL_DAYS = (
    Terms(
        **policy["terms"],
        tiers=tuple(Tier(**tier) for tier in policy["tiers"]),
        fees=tuple(FeeRow(**row) for row in policy["fees"]),
        offer_lengths=tuple(
            (row["days_before"], row["hours"]) for row in policy["offer_lengths"]
        ),
    )
    for policy in POLICIES
)


@pytest.mark.parametrize(
    ("terms", "starts", "until"),
    [
        # An ordinary week; after the May bank holiday; after Easter; after Christmas.
        (TWO_WORKING_DAYS, "2026-05-14 09:30", "5pm on Tuesday 12 May 2026"),
        (TWO_WORKING_DAYS, "2026-05-05 09:30", "5pm on Thursday 30 April 2026"),
        (TWO_WORKING_DAYS, "2026-04-08 09:30", "5pm on Thursday 2 April 2026"),
        (TWO_WORKING_DAYS, "2027-01-04 10:00", "5pm on Wednesday 30 December 2026"),
        (HALF_FEE, "2026-05-14 09:30", "5pm on Thursday 7 May 2026"),
        (HALF_FEE, "2026-04-08 09:30", "5pm on Wednesday 1 April 2026"),
        (HALF_FEE, "2026-10-27 13:00", "5pm on Tuesday 20 October 2026"),
        (PARTNERS_CHARGED, "2026-05-14 09:30", "11:59pm on Wednesday 29 April 2026"),
        (PARTNERS_CHARGED, "2026-04-08 09:30", "11:59pm on Monday 23 March 2026"),
        (
            PARTNERS_CHARGED,
            "2027-01-04 10:00",
            "11:59pm on Wednesday 16 December 2026",
        ),
        (THREE_WORKING_DAYS, "2026-05-14 09:30", "9:30am on Monday 11 May 2026"),
        (THREE_WORKING_DAYS, "2026-06-15 09:30", "9:30am on Wednesday 10 June 2026"),
        (THREE_WORKING_DAYS, "2026-06-13 10:00", "10am on Wednesday 10 June 2026"),
        (SEVERAL_DAYS, "2026-05-14 09:30", "5pm on Thursday 16 April 2026"),
        (SEVERAL_DAYS, "2026-11-05 09:30", "5pm on Thursday 8 October 2026"),
    ],
)
def test_cancelling_is_free_until(terms, starts, until):
    assert in_words(free_until(terms, london(starts))) == until


@pytest.mark.parametrize(
    ("terms", "at", "owed", "pounds"),
    [
        # All for a session that starts at 9:30am on Thursday 14 May 2026.
        (TWO_WORKING_DAYS, "2026-05-12 17:00", "0", None),
        (TWO_WORKING_DAYS, "2026-05-12 17:01", "0", "0.00"),
        (HALF_FEE, "2026-05-07 17:00", "95", None),
        (HALF_FEE, "2026-05-07 17:01", "95", "47.50"),
        (HALF_FEE, "2026-05-12 17:00", "95", "47.50"),
        (HALF_FEE, "2026-05-12 17:01", "95", "95.00"),
        (HALF_FEE, "2026-05-13 09:00", "0", "0.00"),
        (PARTNERS_CHARGED, "2026-04-30 00:00", "120", None),
        (PARTNERS_CHARGED, "2026-04-30 00:01", "120", "120.00"),
        (PARTNERS_CHARGED, "2026-04-30 00:01", "0", "40.00"),
        (THREE_WORKING_DAYS, "2026-05-11 09:30", "0", None),
        (THREE_WORKING_DAYS, "2026-05-11 09:31", "0", "25.00"),
        (SEVERAL_DAYS, "2026-04-16 17:00", "140", None),
        (SEVERAL_DAYS, "2026-04-17 09:00", "140", "70.00"),
        (SEVERAL_DAYS, "2026-04-30 17:00", "140", "70.00"),
        (SEVERAL_DAYS, "2026-04-30 17:01", "140", "140.00"),
    ],
)
def test_cancelling_then_proposes(terms, at, owed, pounds):
    charge = charge_for_cancelling(
        terms,
        starts_at=london("2026-05-14 09:30"),
        at=london(at),
        fee=Decimal(owed),
    )

    assert (charge and str(charge.amount)) == pounds


@pytest.mark.parametrize(
    ("terms", "days", "owed", "pounds"),
    [
        (TWO_WORKING_DAYS, 1, "0", "0.00"),
        (HALF_FEE, 1, "0", "0.00"),
        (HALF_FEE, 1, "95", "95.00"),
        (PARTNERS_CHARGED, 1, "0", "75.00"),
        (PARTNERS_CHARGED, 2, "0", "150.00"),
        (PARTNERS_CHARGED, 1, "120", "120.00"),
        (THREE_WORKING_DAYS, 1, "0", "50.00"),
        (SEVERAL_DAYS, 3, "140", "150.00"),
    ],
)
def test_staying_away_proposes(terms, days, owed, pounds):
    charge = charge_for_absence(terms, days=days, fee=Decimal(owed))

    assert str(charge.amount) == pounds


@pytest.mark.parametrize(
    ("terms", "kind", "delivery", "hours", "pounds"),
    [
        (TWO_WORKING_DAYS, "private-provider", "in-person", "6", "0.00"),
        (HALF_FEE, "statutory-partner", "in-person", "6", "0.00"),
        (HALF_FEE, "private-provider", "online", "2", "35.00"),
        (HALF_FEE, "private-provider", "in-person", "4", "60.00"),
        (HALF_FEE, "private-provider", "in-person", "6", "95.00"),
        (HALF_FEE, "private-provider", "online", "6", "95.00"),
        (HALF_FEE, "charity", "in-person", "3.5", "45.00"),
        (HALF_FEE, "charity", "blended", "6", "75.00"),
        (HALF_FEE, "out-of-area", "in-person", "6", "150.00"),
        (HALF_FEE, "", "in-person", "6", "95.00"),
        (PARTNERS_CHARGED, "statutory-partner", "in-person", "6", "0.00"),
        (PARTNERS_CHARGED, "private-provider", "online", "2", "120.00"),
        (PARTNERS_CHARGED, "out-of-area", "in-person", "6", "150.00"),
        (THREE_WORKING_DAYS, "charity", "online", "2", "0.00"),
        (SEVERAL_DAYS, "private-provider", "online", "12", "140.00"),
        (SEVERAL_DAYS, "academy", "online", "12", "50.00"),
        (SEVERAL_DAYS, "academy", "in-person", "12", "90.00"),
    ],
)
def test_a_place_costs(terms, kind, delivery, hours, pounds):
    found = fee(
        terms.fees, organisation_kind=kind, delivery=delivery, hours=Decimal(hours)
    )

    assert str(found) == pounds


@pytest.mark.parametrize(
    ("terms", "approver", "first_status"),
    [
        (TWO_WORKING_DAYS, "nobody", "confirmed"),
        (HALF_FEE, "the line manager", "awaiting"),
        (PARTNERS_CHARGED, "the training desk", "requested"),
        (THREE_WORKING_DAYS, "nobody", "confirmed"),
        (SEVERAL_DAYS, "the training desk, from all who asked", "requested"),
    ],
)
def test_a_booking_is_approved_by(terms, approver, first_status):
    approving = APPROVALS[terms.approval]

    assert (approving.approver, approving.first_status) == (approver, first_status)


def test_absence_never_costs_less_than_cancelling_late():
    starts_at = london("2026-05-14 09:30")
    for terms in (HALF_FEE, PARTNERS_CHARGED, THREE_WORKING_DAYS, SEVERAL_DAYS):
        for owed in (Decimal(0), Decimal(95)):
            late = charge_for_cancelling(
                terms, starts_at=starts_at, at=starts_at, fee=owed
            )
            absent = charge_for_absence(terms, days=1, fee=owed)
            assert late is not None
            assert late.amount <= absent.amount


@pytest.mark.django_db
@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy["name"])
def test_policies_fit_the_tables(policy):
    stored = BookingPolicy(name=policy["name"], is_usual=policy["is_usual"])
    stored.full_clean()
    stored.save()
    terms = BookingTerms(
        policy=stored, applies_from=date(2026, 1, 1), **policy["terms"]
    )
    terms.full_clean()
    terms.save()

    rows = [
        *(CancellationTier(terms=terms, **tier) for tier in policy["tiers"]),
        *(Fee(terms=terms, **_with_kind(row)) for row in policy["fees"]),
        *(OfferLength(terms=terms, **row) for row in policy["offer_lengths"]),
    ]

    for row in rows:
        row.full_clean()
        row.save()


def _with_kind(row):
    slug = row.get("organisation_kind")
    kind = OrganisationKind.objects.get(slug=slug) if slug else None
    return {**row, "organisation_kind": kind}


def test_one_policy_is_the_usual_one():
    assert [policy["is_usual"] for policy in POLICIES].count(True) == 1


def test_terms_for_the_rules_have_the_columns_and_defaults_of_the_table():
    of_rules = {each.name: each.default for each in fields(Terms)}
    columns = {
        column.name: column.get_default()
        for column in BookingTerms._meta.concrete_fields
        if column.has_default()
    }
    lists = {"sectors", "organisations", "tiers", "fees", "offer_lengths"}

    assert columns == {k: v for k, v in of_rules.items() if k not in lists}
    assert set(APPROVALS) == set(BookingTerms.Approval.values)
