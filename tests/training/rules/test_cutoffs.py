import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.dates.occurrences import LONDON
from commonweal.training.rules.cutoffs import (
    free_until,
    in_words,
    instant_before,
    is_in_time,
    steps,
    tier_at,
)
from commonweal.training.rules.terms import Terms, Tier
from tests.training.rules.moments import london

DOCUMENT = Path(__file__).parents[3] / "docs" / "rules" / "booking-policies.md"
ROW = re.compile(
    r"^\| [\w ]+? (\d{4}-\d\d-\d\d \d\d:\d\d) \| (\d+) ([\w-]+), (\w+) \| (.+?) \| ",
    re.MULTILINE,
)
EXAMPLES = ROW.findall(DOCUMENT.read_text())
UNITS = st.sampled_from(["hours", "days", "working-days", "weeks"])
ANCHORS = st.sampled_from(["start", "close", "midnight"])
MOMENTS = st.builds(
    lambda minutes, zone: (
        datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ).astimezone(zone),
    st.integers(0, 20 * 365 * 24 * 60),
    st.sampled_from([UTC, LONDON]),
)


@pytest.mark.parametrize(("starts", "n", "unit", "anchor", "said"), EXAMPLES)
def test_documented_instants_are_what_is_reckoned(starts, n, unit, anchor, said):
    instant = instant_before(london(starts), n=int(n), unit=unit, anchor=anchor)

    assert in_words(instant) == said


def test_documented_instants_show_each_unit_and_anchor():
    assert len(EXAMPLES) >= 20
    assert {unit for _, _, unit, _, _ in EXAMPLES} == {
        "hours",
        "days",
        "working-days",
        "weeks",
    }
    assert {anchor for *_, anchor, _ in EXAMPLES} == {"start", "close", "midnight"}


def test_three_working_days_are_not_72_hours_over_a_weekend():
    monday, friday = london("2026-06-15 09:30"), london("2026-06-19 09:30")

    readings = [
        (
            in_words(instant_before(start, n=3, unit="working-days", anchor="start")),
            in_words(instant_before(start, n=72, unit="hours", anchor="start")),
        )
        for start in (monday, friday)
    ]

    assert readings == [
        ("9:30am on Wednesday 10 June 2026", "9:30am on Friday 12 June 2026"),
        ("9:30am on Tuesday 16 June 2026", "9:30am on Tuesday 16 June 2026"),
    ]


def test_72_hours_are_not_three_days_when_the_clocks_change():
    spring, autumn = london("2026-03-30 09:30"), london("2026-10-26 09:30")

    passed = [
        start - instant_before(start, n=3, unit="days", anchor="start")
        for start in (spring, autumn)
    ]

    assert passed == [timedelta(hours=71), timedelta(hours=73)]
    for start in (spring, autumn):
        assert start - instant_before(
            start, n=72, unit="hours", anchor="start"
        ) == timedelta(hours=72)


def test_an_hour_that_comes_twice_is_the_second_one():
    start = london("2026-10-26 01:30")

    instant = instant_before(start, n=1, unit="days", anchor="start")

    assert instant == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_hour_that_spring_leaves_out_is_an_hour_later():
    start = london("2026-03-30 01:30")

    instant = instant_before(start, n=1, unit="days", anchor="start")

    assert in_words(instant) == "2:30am on Sunday 29 March 2026"


def test_a_place_has_holidays_of_its_own():
    def closed_on_wednesday(day):
        return "County show" if day.weekday() == 2 else None

    instant = instant_before(
        london("2026-06-18 09:30"),
        n=1,
        unit="working-days",
        anchor="close",
        holidays=closed_on_wednesday,
    )

    assert in_words(instant) == "5pm on Tuesday 16 June 2026"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"n": -1}, "A span of -1 days is less than nothing."),
        ({"unit": "months"}, "“months” is not hours, days, working-days or weeks."),
        ({"anchor": "noon"}, "“noon” is not start, close or midnight."),
    ],
)
def test_a_span_that_means_nothing_is_refused(changed, words):
    span = {"n": 1, "unit": "days", "anchor": "close", **changed}

    with pytest.raises(ValueError, match=re.escape(words)):
        instant_before(london("2026-06-18 09:30"), **span)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="must say its time zone"):
        instant_before(
            london("2026-06-18 09:30").replace(tzinfo=None),
            n=1,
            unit="days",
            anchor="close",
        )


@given(MOMENTS, st.integers(0, 80), UNITS, ANCHORS)
def test_an_instant_never_lies_after_the_start(moment, n, unit, anchor):
    instant = instant_before(moment, n=n, unit=unit, anchor=anchor)

    assert instant <= moment.astimezone(UTC)
    assert instant.tzinfo is UTC


@given(MOMENTS, st.integers(0, 80), UNITS, ANCHORS)
def test_a_longer_span_never_ends_later(moment, n, unit, anchor):
    shorter = instant_before(moment, n=n, unit=unit, anchor=anchor)
    longer = instant_before(moment, n=n + 1, unit=unit, anchor=anchor)

    assert longer <= shorter
    assert unit == "hours" or n == 0 or longer < shorter


@given(MOMENTS, st.integers(1, 40), UNITS)
def test_anchors_come_in_the_order_of_the_day(moment, n, unit):
    close, midnight = (
        instant_before(moment, n=n, unit=unit, anchor=anchor)
        for anchor in ("close", "midnight")
    )

    assert close <= midnight


@given(MOMENTS, st.integers(1, 40))
def test_working_days_are_never_fewer_than_days(moment, n):
    local = moment.astimezone(LONDON).time()
    assume(local.hour not in (1, 2))  # which the clocks may change

    days = instant_before(moment, n=n, unit="days", anchor="start")
    working = instant_before(moment, n=n, unit="working-days", anchor="start")

    assert working <= days
    assert working.astimezone(LONDON).weekday() < 5
    assert working.astimezone(LONDON).time() == local


def test_cancelling_is_free_up_to_and_with_the_instant():
    terms = Terms(cutoff_n=2, cutoff_unit="working-days", cutoff_anchor="close")
    starts_at = london("2026-05-14 09:30")
    until = free_until(terms, starts_at)

    assert f"cancel free until {in_words(until)}" == (
        "cancel free until 5pm on Tuesday 12 May 2026"
    )
    assert is_in_time(terms, starts_at, until)
    assert tier_at(terms, starts_at, until) is None
    assert not is_in_time(terms, starts_at, until + timedelta(seconds=1))
    assert tier_at(terms, starts_at, until + timedelta(seconds=1)) == Tier(
        n=2, unit="working-days", anchor="close"
    )


HALF = Tier(n=4, unit="weeks", percent_of_fee=50)
FULL = Tier(n=2, unit="weeks", percent_of_fee=100)
STARTS_AT = london("2026-06-18 09:30")


@pytest.mark.parametrize(
    ("at", "tier"),
    [
        ("2026-05-21 17:00", None),
        ("2026-05-21 17:01", HALF),
        ("2026-06-04 17:00", HALF),
        ("2026-06-04 17:01", FULL),
        ("2026-06-18 09:30", FULL),
    ],
)
def test_the_last_tier_that_has_begun_holds(at, tier):
    terms = Terms(cutoff_n=4, cutoff_unit="weeks", tiers=(FULL, HALF))

    assert tier_at(terms, STARTS_AT, london(at)) == tier


def test_nothing_is_charged_while_cancelling_is_free_whatever_a_tier_says():
    terms = Terms(cutoff_n=1, cutoff_unit="weeks", tiers=(HALF,))

    assert steps(terms, STARTS_AT) == ((london("2026-06-11 17:00"), HALF),)
    assert tier_at(terms, STARTS_AT, london("2026-06-11 17:00")) is None


def test_the_late_charge_holds_until_the_first_tier():
    terms = Terms(cutoff_n=6, cutoff_unit="weeks", late_charge=25, tiers=(FULL,))

    late = tier_at(terms, STARTS_AT, london("2026-05-30 12:00"))

    assert late == Tier(n=6, unit="weeks", anchor="close", amount=25)


TIERS = st.builds(Tier, n=st.integers(0, 60), unit=UNITS, anchor=ANCHORS)


@settings(max_examples=60)
@given(MOMENTS, st.lists(TIERS, max_size=4), st.integers(0, 40), UNITS, ANCHORS)
def test_steps_are_in_order_and_end_before_the_session(moment, tiers, n, unit, anchor):
    terms = Terms(
        cutoff_n=n, cutoff_unit=unit, cutoff_anchor=anchor, tiers=tuple(tiers)
    )

    begins = [begin for begin, _ in steps(terms, moment)]

    assert begins == sorted(begins)
    assert begins[0] == free_until(terms, moment)
    assert begins[-1] <= moment.astimezone(UTC)
