from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.training.rules.mix import Counts, Kept, Limits, Place, room_for_all
from commonweal.training.rules.waiting import (
    Choice,
    PassedOver,
    Waiting,
    next_in_line,
)
from tests.training.rules.moments import london
from tests.training.rules.test_mix import LIMITS, PLACES

AT = london("2026-05-01 09:00")
OAK = Place(organisation_id=11, family_id=10, sector_id=1)
ELM = Place(organisation_id=12, family_id=10, sector_id=1)
HILL = Place(organisation_id=13, family_id=13, sector_id=1)
WARD = Place(organisation_id=20, family_id=20, sector_id=2)
LONGEST = "Has waited longest of those for whom there is room."


def _waiting(key, *places):
    return Waiting(key, AT - timedelta(hours=100 - key), places)


def _next(waiting, taken, *, capacity=5, order="time", **limits):
    return next_in_line(
        waiting,
        taken=Counts.of(taken),
        capacity=capacity,
        limits=Limits(**limits),
        at=AT,
        order=order,
    )


def test_whoever_has_waited_longest_is_next():
    choice = _next([_waiting(2, WARD), _waiting(1, OAK)], [OAK])

    assert choice == Choice(1, LONGEST, ())


def test_of_those_who_came_together_the_lower_key_is_next():
    since = AT - timedelta(days=1)

    choice = _next([Waiting(8, since, (OAK,)), Waiting(7, since, (WARD,))], [])

    assert choice.chosen == 7


def test_nobody_is_passed_over_without_a_reason():
    choice = _next(
        [_waiting(1, OAK, ELM), _waiting(2, OAK), _waiting(3, WARD), _waiting(4, WARD)],
        [OAK] * 4,
        per_organisation=4,
    )

    assert choice == Choice(
        3,
        LONGEST,
        (
            PassedOver(
                1,
                "The organisation has 4 places already; the most it may have is 4.",
            ),
            PassedOver(
                2,
                "The organisation has 4 places already; the most it may have is 4.",
            ),
        ),
    )


def test_a_group_waits_until_there_is_room_for_all_of_it():
    choice = _next([_waiting(1, OAK, ELM), _waiting(2, WARD)], [WARD] * 4)

    assert choice == Choice(
        2,
        LONGEST,
        (PassedOver(1, "2 places are wanted together; there is room for 1."),),
    )


def test_with_room_for_nobody_everybody_is_told_why():
    choice = _next(
        [_waiting(1, OAK), _waiting(2, OAK)], [], capacity=2, kept=(Kept(2, 2, None),)
    )

    kept = "The places left are kept for other sectors."
    assert choice == Choice(
        None,
        "There is room for nobody who waits.",
        (PassedOver(1, kept), PassedOver(2, kept)),
    )


def test_an_empty_list_offers_nothing():
    assert _next([], []) == Choice(None, "Nobody is waiting.", ())


def test_the_mix_prefers_the_sector_with_fewest_places_and_says_so():
    choice = _next(
        [_waiting(1, OAK), _waiting(2, WARD), _waiting(3, WARD)],
        [OAK, ELM, HILL, WARD],
        order="mix",
    )

    assert choice == Choice(
        2,
        "Improves the mix: the sector has 1 place so far, the organisation with its "
        "branches 1.",
        (
            PassedOver(
                1,
                "The sector has 3 places already; that of the person who is offered "
                "this one has 1.",
            ),
        ),
    )


def test_within_a_sector_the_mix_prefers_the_organisation_with_fewest_places():
    choice = _next([_waiting(1, ELM), _waiting(2, HILL)], [OAK, OAK, HILL], order="mix")

    assert choice == Choice(
        2,
        "Improves the mix: the sector has 3 places so far, the organisation with its "
        "branches 1.",
        (
            PassedOver(
                1,
                "The organisation, with its branches, has 2 places already; that of "
                "the person who is offered this one has 1.",
            ),
        ),
    )


def test_a_group_counts_by_its_place_that_does_least_for_the_mix():
    choice = _next([_waiting(1, OAK, WARD), _waiting(2, WARD)], [OAK, OAK], order="mix")

    assert choice.chosen == 2


def test_of_those_who_serve_the_mix_alike_the_longest_waiting_is_next():
    choice = _next([_waiting(2, OAK), _waiting(1, ELM)], [WARD], order="mix")

    assert choice == Choice(1, LONGEST, ())


def test_an_order_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="“luck” is not an order of a waiting list"):
        _next([], [], order="luck")


ENTRIES = st.lists(
    st.tuples(st.integers(0, 5), st.lists(PLACES, min_size=1, max_size=3)), max_size=8
).map(
    lambda rows: [
        Waiting(key, AT - timedelta(hours=hours), tuple(places))
        for key, (hours, places) in enumerate(rows)
    ]
)


@settings(max_examples=200)
@given(
    ENTRIES,
    st.lists(PLACES, max_size=8),
    st.integers(0, 12),
    LIMITS,
    st.sampled_from(["time", "mix"]),
)
def test_all_in_front_of_the_chosen_are_accounted_for(
    entries, places, capacity, limits, order
):
    taken = Counts.of(places)
    situation = {"taken": taken, "capacity": capacity, "limits": limits, "at": AT}

    choice = next_in_line(entries, order=order, **situation)

    line = sorted(entries, key=lambda entry: (entry.since, entry.key))
    keys = [entry.key for entry in line]
    fitting = {e.key for e in line if room_for_all(e.places, **situation) is None}
    in_front = keys if choice.chosen is None else keys[: keys.index(choice.chosen)]
    assert [each.key for each in choice.passed_over] == in_front
    assert all(each.reason for each in choice.passed_over)
    assert (choice.chosen in fitting) if fitting else choice.chosen is None
    if order == "time":
        assert not fitting & set(in_front)
