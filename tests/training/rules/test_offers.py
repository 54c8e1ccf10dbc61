from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.training.rules.offers import LADDER, SHORTEST, offer_ends
from tests.training.rules.moments import london

STARTS_AT = london("2026-06-18 09:30")


@pytest.mark.parametrize(
    ("made", "lengths", "last", "ends"),
    [
        ("2026-05-01 12:00", (), 24, "2026-05-04 12:00"),
        ("2026-06-04 09:30", (), 24, "2026-06-07 09:30"),
        ("2026-06-04 09:31", (), 24, "2026-06-06 09:31"),
        ("2026-06-12 12:00", (), 24, "2026-06-13 12:00"),
        ("2026-06-15 20:00", (), 24, "2026-06-16 02:00"),
        ("2026-06-17 05:00", (), 24, "2026-06-17 09:30"),
        ("2026-06-17 08:30", (), 24, "2026-06-17 09:30"),
        ("2026-06-17 08:31", (), 24, None),
        ("2026-06-17 12:00", (), 2, "2026-06-17 14:00"),
        ("2026-06-18 07:00", (), 1, "2026-06-18 08:30"),
        ("2026-06-19 09:30", (), 0, None),
        # A ladder of the policy's own, in any order of its rows.
        ("2026-06-12 12:00", ((2, 8), (5, 30)), 24, "2026-06-13 18:00"),
        ("2026-06-15 12:00", ((2, 8), (5, 30)), 24, "2026-06-15 20:00"),
        # Nearer than its last row: that row or the usual length, if shorter.
        ("2026-06-16 12:00", ((5, 30),), 24, "2026-06-16 18:00"),
        ("2026-06-16 12:00", ((5, 4),), 24, "2026-06-16 16:00"),
    ],
)
def test_offers_are_open_until(made, lengths, last, ends):
    found = offer_ends(
        made_at=london(made), starts_at=STARTS_AT, lengths=lengths, last=last
    )

    assert found == (ends and london(ends))


def test_days_before_are_reckoned_by_the_clock_when_it_changes():
    starts_at = london("2026-03-30 09:30")

    found = offer_ends(made_at=london("2026-03-27 09:30"), starts_at=starts_at, last=24)

    assert found == london("2026-03-28 09:30")


# The further off, the longer: as a ladder is meant.
LADDERS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 200)), max_size=5).map(
    lambda rows: tuple(
        zip(sorted(days for days, _ in rows), sorted(h for _, h in rows), strict=True)
    )
)
MINUTES = st.integers(-600, 60 * 24 * 60)


@given(MINUTES, LADDERS, st.integers(0, 100))
def test_an_offer_never_goes_beyond_the_last_moment_for_offers(minutes, rows, last):
    made_at = STARTS_AT - timedelta(minutes=minutes)

    ends = offer_ends(made_at=made_at, starts_at=STARTS_AT, lengths=rows, last=last)

    if ends is None:
        assert made_at > STARTS_AT - timedelta(hours=last) - SHORTEST
    else:
        assert made_at + SHORTEST <= ends <= STARTS_AT - timedelta(hours=last)


@given(MINUTES, MINUTES, LADDERS, st.integers(0, 100))
def test_offers_shorten_as_the_day_nears(one, other, rows, last):
    lengths = []
    for minutes in sorted((one, other)):
        made_at = STARTS_AT - timedelta(minutes=minutes)
        ends = offer_ends(made_at=made_at, starts_at=STARTS_AT, lengths=rows, last=last)
        lengths.append(timedelta(0) if ends is None else ends - made_at)
    nearer, sooner = lengths

    assert nearer <= sooner


def test_the_usual_ladder_shortens_to_the_day_itself():
    assert [hours for _, hours in LADDER] == [72, 48, 24, 6, 2]
    assert LADDER[-1][0] == 0
