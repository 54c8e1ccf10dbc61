"""Days counted from the first run: none of them quiet, each with its weekday."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.directory.demonstration_days import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    Days,
    by_month,
    financial_year,
    is_quiet,
    lines,
    said,
    said_in_full,
    said_month,
    said_short,
)

ANY_DAY = st.dates(date(2026, 1, 1), date(2036, 12, 31))
OFFSETS = st.integers(0, 700)
# The first look at a year works out its bank holidays, which takes a while.
unhurried = settings(deadline=None)


@unhurried
@given(today=ANY_DAY, days=OFFSETS, on=st.sampled_from([None, MONDAY, SATURDAY]))
def test_after_is_never_sooner_and_never_quiet(today, days, on):
    found = Days(today).after(days, on)

    assert found >= today + timedelta(days=days)
    assert not is_quiet(found)
    assert found.weekday() in (range(5) if on is None else {on})


@unhurried
@given(today=ANY_DAY, days=OFFSETS)
def test_before_is_never_later_and_never_quiet(today, days):
    found = Days(today).before(days, FRIDAY)

    assert found <= today - timedelta(days=days)
    assert not is_quiet(found)
    assert found.weekday() == FRIDAY


@unhurried
@given(today=ANY_DAY, days=OFFSETS)
def test_weekly_days_are_a_week_apart_and_none_is_quiet(today, days):
    found = Days(today).weekly(days, WEDNESDAY, 5)

    steps = {later - sooner for sooner, later in pairwise(found)}
    assert steps == {timedelta(days=7)}
    assert not any(is_quiet(day) for day in found)


@unhurried
@given(today=ANY_DAY, days=OFFSETS)
def test_weeks_run_from_monday_to_sunday_without_a_quiet_day(today, days):
    weeks = [Days(today).week_after(days), Days(today).week_before(days)]

    for monday, sunday in weeks:
        assert (monday.weekday(), sunday - monday) == (MONDAY, timedelta(days=6))
        assert not any(is_quiet(monday + timedelta(days=n)) for n in range(7))
    assert weeks[0][0] >= today + timedelta(days=days)
    assert weeks[1][1] <= today - timedelta(days=days)


@unhurried
@given(today=ANY_DAY)
def test_month_after_is_whole_and_to_come(today):
    first = Days(today).month_after(3, TUESDAY)

    assert first.day == 1
    assert first > today


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        (date(2026, 12, 19), False),
        (date(2026, 12, 20), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
        (date(2026, 8, 31), True),  # Summer bank holiday
    ],
)
def test_is_quiet_on_bank_holidays_and_around_the_new_year(day, quiet):
    assert is_quiet(day) is quiet


def test_days_are_said_as_editors_type_them():
    day = date(2026, 3, 3)

    assert [said(day), said_in_full(day), said_short(day), said_month(day)] == [
        "Tuesday 3 March",
        "Tuesday 3 March 2026",
        "3 March 2026",
        "March 2026",
    ]
    assert lines([day, date(2026, 3, 10)], ", 10am") == (
        "Tuesday 3 March, 10am\nTuesday 10 March, 10am"
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 3, 31), "2024 to 2025"), (date(2026, 4, 1), "2025 to 2026")],
)
def test_financial_year_is_the_one_that_ended_last(day, year):
    assert financial_year(day) == year


def test_every_names_each_busy_weekday_of_a_span():
    days = Days(date(2026, 12, 16)).every(TUESDAY, since=-8, until=20)

    assert days == [date(2026, 12, 8), date(2026, 12, 15), date(2027, 1, 5)]


def test_by_month_writes_a_line_for_each_month():
    days = [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15), date(2027, 1, 5)]

    assert (
        by_month(days, ", 2pm") == "1, 8 and 15 December 2026, 2pm\n5 January 2027, 2pm"
    )
