import pytest

from commonweal.training.rules.approval import APPROVALS, held_until, remind_at
from tests.training.rules.moments import london

STARTS_AT = london("2026-06-18 09:30")


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2026-06-01 12:00", "2026-06-06 12:00"),
        ("2026-06-15 12:00", "2026-06-17 09:30"),
        ("2026-06-17 09:29", "2026-06-17 09:30"),
        ("2026-06-17 09:30", "2026-06-18 09:30"),
    ],
)
def test_a_place_held_for_approval_comes_back_while_it_can_be_offered(asked, until):
    found = held_until(asked_at=london(asked), starts_at=STARTS_AT, hours=120, last=24)

    assert found == london(until)


def test_whoever_is_asked_is_reminded_half_way():
    found = remind_at(
        asked_at=london("2026-10-24 12:00"), expires_at=london("2026-10-26 12:00")
    )

    assert found == london("2026-10-25 11:30")


def test_only_what_holds_no_place_waits_as_asked_for():
    statuses = {name: each.first_status for name, each in APPROVALS.items()}

    assert statuses == {
        "none": "confirmed",
        "manager": "awaiting",
        "coordinator": "requested",
        "shortlist": "requested",
    }
    assert {name for name, each in APPROVALS.items() if each.holds_a_place} == {
        "none",
        "manager",
    }
