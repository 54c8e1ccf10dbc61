from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.training.rules.fees import (
    Charge,
    cancelling_in_words,
    charge_for_absence,
    charge_for_cancelling,
    fee,
    in_pounds,
)
from commonweal.training.rules.terms import FeeRow, Terms, Tier
from tests.training.rules.moments import london

STARTS_AT = london("2026-06-18 09:30")
ROWS = (
    FeeRow(organisation_kind="academy", amount=Decimal(0)),
    FeeRow(delivery="online", up_to_hours=Decimal(4), amount=Decimal(35)),
    FeeRow(up_to_hours=Decimal(4), amount=Decimal(60)),
    FeeRow(organisation_kind="charity", amount=Decimal("74.995")),
)


@pytest.mark.parametrize(
    ("kind", "delivery", "hours", "pounds"),
    [
        ("academy", "online", Decimal(3), "0.00"),
        ("charity", "online", Decimal(4), "35.00"),
        ("charity", "in-person", Decimal(4), "60.00"),
        ("charity", "in-person", Decimal("4.25"), "75.00"),
        ("charity", "online", None, "75.00"),
        ("", "online", Decimal(2), "35.00"),
        ("", "blended", Decimal(6), "0.00"),
    ],
)
def test_the_first_row_that_fits_is_the_fee(kind, delivery, hours, pounds):
    found = fee(ROWS, organisation_kind=kind, delivery=delivery, hours=hours)

    assert str(found) == pounds


@pytest.mark.parametrize(
    ("amount", "words"),
    [("95", "£95"), ("47.5", "£47.50"), ("0", "£0"), ("1000.005", "£1000.01")],
)
def test_pounds_have_pence_only_where_there_are_any(amount, words):
    assert in_pounds(Decimal(amount)) == words


HALF_THEN_FULL = Terms(
    cutoff_n=4,
    cutoff_unit="weeks",
    tiers=(
        Tier(n=4, unit="weeks", percent_of_fee=50),
        Tier(n=2, unit="weeks", percent_of_fee=100, amount=Decimal(40)),
    ),
)


@pytest.mark.parametrize(
    ("at", "owed", "charge"),
    [
        ("2026-05-21 17:00", "95", None),
        (
            "2026-05-22 09:00",
            "95",
            Charge(
                Decimal("47.50"),
                "Cancelled after 5pm on Thursday 21 May 2026, until when it was free: "
                "£47.50, 50% of the fee of £95.",
            ),
        ),
        (
            "2026-06-10 09:00",
            "95",
            Charge(
                Decimal("95.00"),
                "Cancelled after 5pm on Thursday 21 May 2026, until when it was free: "
                "£95, the fee.",
            ),
        ),
        (
            "2026-06-10 09:00",
            "0",
            Charge(
                Decimal("40.00"),
                "Cancelled after 5pm on Thursday 21 May 2026, until when it was free: "
                "£40.",
            ),
        ),
        (
            "2026-05-22 09:00",
            "0",
            Charge(
                Decimal("0.00"),
                "Cancelled after 5pm on Thursday 21 May 2026, until when it was free: "
                "no charge, but recorded as late.",
            ),
        ),
    ],
)
def test_cancelling_proposes_the_dearer_of_share_and_amount(at, owed, charge):
    found = charge_for_cancelling(
        HALF_THEN_FULL, starts_at=STARTS_AT, at=london(at), fee=Decimal(owed)
    )

    assert found == charge


@pytest.mark.parametrize(
    ("per_day", "days", "owed", "charge"),
    [
        (False, 2, "0", Charge(Decimal("50.00"), "Did not attend: £50.")),
        (
            True,
            2,
            "0",
            Charge(Decimal("100.00"), "Did not attend: £100, £50 for each of 2 days."),
        ),
        (True, 1, "0", Charge(Decimal("50.00"), "Did not attend: £50.")),
        (True, 1, "95", Charge(Decimal("95.00"), "Did not attend: the fee of £95.")),
    ],
)
def test_staying_away_proposes_the_dearer_of_fee_and_charge(
    per_day, days, owed, charge
):
    terms = Terms(absence_charge=Decimal(50), absence_charged_per_day=per_day)

    assert charge_for_absence(terms, days=days, fee=Decimal(owed)) == charge


def test_staying_away_from_what_costs_nothing_proposes_nothing():
    charge = charge_for_absence(Terms(), days=1, fee=Decimal(0))

    assert charge == Charge(Decimal("0.00"), "Did not attend: no charge.")


@pytest.mark.parametrize(
    ("at", "lines"),
    [
        (
            "2026-05-01 09:00",
            (
                "Cancel free until 5pm on Thursday 21 May 2026.",
                "Cancel until 5pm on Thursday 4 June 2026: £47.50, 50% of the fee of "
                "£95.",
                "Cancel later: £95, the fee.",
            ),
        ),
        (
            "2026-05-22 09:00",
            (
                "Cancel until 5pm on Thursday 4 June 2026: £47.50, 50% of the fee of "
                "£95.",
                "Cancel later: £95, the fee.",
            ),
        ),
        (
            "2026-05-21 17:00",
            (
                "Cancel free until 5pm on Thursday 21 May 2026.",
                "Cancel until 5pm on Thursday 4 June 2026: £47.50, 50% of the fee of "
                "£95.",
                "Cancel later: £95, the fee.",
            ),
        ),
        ("2026-06-10 09:00", ("Cancel now: £95, the fee.",)),
        ("2026-06-18 09:31", ()),
    ],
)
def test_messages_tell_only_what_is_still_to_come(at, lines):
    found = cancelling_in_words(
        HALF_THEN_FULL, starts_at=STARTS_AT, at=london(at), fee=Decimal(95)
    )

    assert found == lines


def test_messages_tell_the_instant_where_nothing_is_charged():
    starts_at = london("2026-05-14 09:30")

    found = cancelling_in_words(
        Terms(), starts_at=starts_at, at=london("2026-04-01 09:00"), fee=Decimal(0)
    )

    assert found == (
        "Cancel free until 5pm on Tuesday 12 May 2026.",
        "Cancel later: no charge, but recorded as late.",
    )


TIERS = st.lists(
    st.builds(
        Tier,
        n=st.integers(0, 30),
        unit=st.sampled_from(["hours", "days", "working-days", "weeks"]),
        percent_of_fee=st.integers(0, 100),
        amount=st.decimals(0, 99, places=2),
    ),
    max_size=3,
)


@given(TIERS, st.integers(0, 60 * 24), st.decimals(0, 200, places=2))
def test_a_charge_is_whole_pence_and_told_in_the_message_before(tiers, hours, owed):
    terms = Terms(tiers=tuple(tiers))
    at = STARTS_AT - timedelta(hours=hours)

    charge = charge_for_cancelling(terms, starts_at=STARTS_AT, at=at, fee=owed)
    lines = cancelling_in_words(terms, starts_at=STARTS_AT, at=at, fee=owed)

    if charge is None:
        assert lines[0].startswith("Cancel free until ")
    else:
        assert charge.amount >= 0
        assert charge.amount.as_tuple().exponent == -2
        assert lines[0].partition(": ")[2] == charge.sentence.partition(": ")[2]
