from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.training.rules.mix import (
    Counts,
    Kept,
    Limits,
    Place,
    Refusal,
    contradictions,
    refusals,
    room_for,
    room_for_all,
)
from tests.training.rules.moments import london

AT = london("2026-05-01 09:00")
RELEASE = london("2026-05-08 17:00")
SCHOOLS, HEALTH, POLICE = 1, 2, 3
# Two schools of one trust (10), and two bodies that belong to nobody.
OAK = Place(organisation_id=11, family_id=10, sector_id=SCHOOLS)
ELM = Place(organisation_id=12, family_id=10, sector_id=SCHOOLS)
WARD = Place(organisation_id=20, family_id=20, sector_id=HEALTH)
STATION = Place(organisation_id=30, family_id=30, sector_id=POLICE)
NOBODY = Place()


def _room(candidate, taken, *, capacity=10, at=AT, **limits):
    return room_for(
        candidate,
        taken=Counts.of(taken),
        capacity=capacity,
        limits=Limits(**limits),
        at=at,
    )


def test_there_is_room_until_all_places_are_taken():
    assert _room(OAK, [ELM], capacity=2) is None
    assert _room(OAK, [ELM, WARD], capacity=2) == "All 2 places are taken."
    assert _room(OAK, [ELM], capacity=1) == "The one place is taken."
    assert _room(OAK, [], capacity=0) == "There are no places."


@pytest.mark.parametrize(
    ("candidate", "taken", "limits", "reason"),
    [
        (OAK, [OAK], {"per_organisation": 2}, None),
        (
            OAK,
            [OAK, OAK],
            {"per_organisation": 2},
            "The organisation has 2 places already; the most it may have is 2.",
        ),
        (ELM, [OAK, OAK], {"per_organisation": 2}, None),
        (
            ELM,
            [OAK],
            {"per_organisation": 2, "per_family": 1},
            "The organisation, with its branches, has 1 place already; the most it may "
            "have is 1.",
        ),
        (NOBODY, [NOBODY] * 5, {"per_organisation": 1, "per_family": 1}, None),
    ],
)
def test_an_organisation_has_at_most_its_share(candidate, taken, limits, reason):
    assert _room(candidate, taken, **limits) == reason


KEPT = (Kept(SCHOOLS, 3, RELEASE), Kept(HEALTH, 2, None))
FOR_OTHERS = (
    "The places left are kept for other sectors until 5pm on Friday 8 May 2026."
)


@pytest.mark.parametrize(
    ("candidate", "taken", "at", "reason"),
    [
        # 6 places, 3 kept for schools and 2 for health: one is for anybody.
        (STATION, [], AT, None),
        (STATION, [STATION], AT, FOR_OTHERS),
        (NOBODY, [STATION], AT, FOR_OTHERS),
        (OAK, [STATION], AT, None),
        (OAK, [STATION, OAK, OAK], AT, None),
        (
            OAK,
            [STATION, OAK, OAK, OAK],
            AT,
            "The places left are kept for other sectors.",
        ),
        (WARD, [STATION, OAK, OAK, OAK], AT, None),
        # What a sector has already comes off what is kept for it.
        (STATION, [OAK, OAK, OAK, WARD], AT, None),
        # Released: now only health's places are kept.
        (STATION, [STATION], RELEASE, None),
        (STATION, [STATION] * 3, RELEASE, None),
        (
            STATION,
            [STATION] * 4,
            RELEASE,
            "The places left are kept for other sectors.",
        ),
        (STATION, [STATION], RELEASE - timedelta(seconds=1), FOR_OTHERS),
    ],
)
def test_places_kept_for_several_sectors_hold_at_once(candidate, taken, at, reason):
    assert _room(candidate, taken, capacity=6, at=at, kept=KEPT) == reason


def test_every_limit_that_stands_against_a_place_is_told():
    limits = Limits(per_organisation=1, per_family=1, kept=KEPT)

    found = refusals(
        STATION, taken=Counts.of([STATION]), capacity=6, limits=limits, at=AT
    )

    assert [(each.code, each.lifts_at) for each in found] == [
        ("organisation", None),
        ("family", None),
        ("kept", RELEASE),
    ]
    assert found[2] == Refusal("kept", FOR_OTHERS, RELEASE)


def test_limits_of_one_kind_hold_together():
    rows = [
        ("organisation", 4, None, None),
        ("organisation", 2, None, None),
        ("family", 5, None, None),
        ("sector", 3, SCHOOLS, RELEASE),
        ("sector", 1, SCHOOLS, None),
    ]

    limits = Limits.of(rows)

    assert limits == Limits(
        per_organisation=2,
        per_family=5,
        kept=(Kept(SCHOOLS, 3, RELEASE), Kept(SCHOOLS, 1, None)),
    )
    assert limits.kept_at(AT) == {SCHOOLS: 3}
    assert limits.kept_at(RELEASE) == {SCHOOLS: 1}


@pytest.mark.parametrize("row", [("town", 2, None, None), ("sector", 2, None, RELEASE)])
def test_a_limit_that_says_too_little_is_refused(row):
    with pytest.raises(ValueError, match="says too little"):
        Limits.of([row])


def test_people_who_want_places_together_get_all_or_none():
    limits = Limits(per_organisation=2)

    def ask(places, capacity=10):
        return room_for_all(
            places, taken=Counts.of([OAK]), capacity=capacity, limits=limits, at=AT
        )

    assert ask([OAK, ELM]) is None
    assert ask([OAK, OAK]) == ("2 places are wanted together; there is room for 1.")
    assert ask([ELM, WARD], capacity=1) == "The one place is taken."


def test_limits_that_cannot_all_be_met_are_pointed_out():
    limits = Limits(per_organisation=4, per_family=2, kept=KEPT)

    assert contradictions(limits, capacity=4, at=AT) == (
        "5 places are kept for sectors, but there are only 4. Keep fewer, or raise the "
        "capacity.",
        "One organisation may have 4, but with its branches only 2. The lower limit "
        "holds.",
    )
    assert contradictions(Limits(kept=KEPT), capacity=5, at=AT) == ()


# -- A session filled by whoever comes, under limits of any kind.

SECTORS = st.sampled_from([None, 1, 2, 3])
PLACES = st.builds(
    lambda organisation, family, sector: Place(
        organisation_id=organisation and family * 10 + organisation,
        family_id=family if organisation else None,
        sector_id=sector,
    ),
    st.sampled_from([None, 1, 2]),
    st.integers(1, 3),
    SECTORS,
)
MOMENTS = st.integers(0, 4).map(lambda hours: AT + timedelta(hours=hours))
LIMITS = st.builds(
    Limits,
    per_organisation=st.none() | st.integers(0, 4),
    per_family=st.none() | st.integers(0, 5),
    kept=st.lists(
        st.builds(
            Kept,
            sector_id=st.integers(1, 3),
            places=st.integers(0, 4),
            until=st.none() | MOMENTS,
        ),
        max_size=3,
    ).map(tuple),
)


def _unused(taken, limits, at):
    """Places kept that nobody of their sector has, worked out from the list of those
    who came, not from the counts."""
    return sum(
        max(0, places - sum(place.sector_id == sector for place in taken))
        for sector, places in limits.kept_at(at).items()
    )


def _broken(taken, capacity, limits, at):
    """Which limits a list of places breaks, told by code."""
    organisations = Counter(p.organisation_id for p in taken if p.organisation_id)
    families = Counter(p.family_id for p in taken if p.family_id)
    most = {
        "organisation": (organisations, limits.per_organisation),
        "family": (families, limits.per_family),
    }
    found = {
        code
        for code, (counts, limit) in most.items()
        if limit is not None and any(count > limit for count in counts.values())
    }
    if len(taken) > capacity:
        found.add("full")
    elif len(taken) + _unused(taken, limits, at) > capacity:
        found.add("kept")
    return found


@settings(max_examples=300)
@given(
    st.lists(st.tuples(PLACES, st.integers(0, 1)), max_size=25),
    st.integers(0, 15),
    LIMITS,
)
def test_a_session_filled_by_whoever_comes_keeps_all_its_limits(
    arrivals, capacity, limits
):
    at, taken = AT, []
    is_sound = _unused([], limits, at) <= capacity

    for candidate, hours in arrivals:
        at += timedelta(hours=hours)
        counts = Counts.of(taken)
        found = refusals(
            candidate, taken=counts, capacity=capacity, limits=limits, at=at
        )
        broken = _broken([*taken, candidate], capacity, limits, at)
        if found:
            assert all(each.sentence.endswith(".") for each in found)
            assert {each.code for each in found} & broken
            assert all(each.lifts_at is None or each.lifts_at > at for each in found)
        else:
            taken.append(candidate)
            assert counts.plus(candidate) == Counts.of(taken)
            assert broken - {"kept"} == set()
            assert not is_sound or "kept" not in broken


@given(st.lists(PLACES, max_size=8), st.permutations(range(4)), LIMITS, st.data())
def test_whether_a_group_fits_does_not_hang_on_its_order(taken, order, limits, data):
    group = data.draw(st.lists(PLACES, min_size=4, max_size=4))
    capacity = len(taken) + data.draw(st.integers(0, 6))
    if _broken(taken, capacity, limits, AT):
        taken = []
    if _unused(taken, limits, AT) + len(taken) > capacity:
        capacity += _unused(taken, limits, AT)

    answers = {
        room_for_all(
            [group[n] for n in numbers],
            taken=Counts.of(taken),
            capacity=capacity,
            limits=limits,
            at=AT,
        )
        is None
        for numbers in (range(4), order)
    }

    assert len(answers) == 1
