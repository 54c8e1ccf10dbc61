from datetime import UTC, date, datetime, time

import pytest

from commonweal.dates import (
    Kind,
    Occurrence,
    write_date,
    write_moment,
    write_occurrence,
    write_range,
    write_time,
)
from commonweal.dates.occurrences import LONDON


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(10), "10am"),
        (time(9, 30), "9:30am"),
        (time(13, 5), "1:05pm"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0), "midnight"),
        (time(0, 15), "12:15am"),
        (datetime(2025, 6, 5, 9, tzinfo=UTC), "10am"),
    ],
)
def test_write_time_follows_govuk_style(at, words):
    assert write_time(at) == words


def test_write_date_names_the_weekday_unless_told_not_to():
    day = date(2025, 5, 29)

    assert write_date(day) == "Thursday 29 May 2025"
    assert write_date(day, weekday=False) == "29 May 2025"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 6, 9), date(2025, 6, 15), "9 to 15 June 2025"),
        (date(2025, 5, 28), date(2025, 6, 3), "28 May to 3 June 2025"),
        (
            date(2025, 12, 30),
            date(2026, 1, 2),
            "30 December 2025 to 2 January 2026",
        ),
        (date(2025, 6, 9), date(2025, 6, 9), "9 June 2025"),
        (date(2025, 6, 9), date(2026, 6, 15), "9 June 2025 to 15 June 2026"),
    ],
)
def test_write_range_says_no_month_or_year_twice(first, last, words):
    assert write_range(first, last) == words


def test_write_range_keeps_both_weekdays_when_asked():
    words = write_range(date(2025, 6, 9), date(2025, 6, 15), weekday=True)

    assert words == "Monday 9 to Sunday 15 June 2025"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (_at(2026, 5, 12, 17), "5pm on Tuesday 12 May 2026"),
        (datetime(2026, 5, 12, 16, tzinfo=UTC), "5pm on Tuesday 12 May 2026"),
        (_at(2026, 5, 13, 0), "midnight on Tuesday 12 May 2026"),
    ],
)
def test_write_moment_is_in_london_time(at, words):
    assert write_moment(at) == words


@pytest.mark.parametrize(
    ("kind", "start", "end", "words"),
    [
        (Kind.EVENT, date(2025, 5, 29), None, "Thursday 29 May 2025"),
        (
            Kind.EVENT,
            _at(2025, 5, 29, 10),
            _at(2025, 5, 29, 14),
            "Thursday 29 May 2025, 10am to 2pm",
        ),
        (Kind.EVENT, _at(2025, 5, 29, 10), None, "Thursday 29 May 2025, 10am"),
        (
            Kind.EVENT,
            _at(2025, 5, 29, 22),
            _at(2025, 5, 30, 1),
            "Thursday 29 May 2025, 10pm to 1am",
        ),
        (
            Kind.EVENT,
            _at(2025, 5, 29, 10),
            _at(2025, 5, 30, 16),
            "10am on Thursday 29 May 2025 to 4pm on Friday 30 May 2025",
        ),
        (
            Kind.PERIOD,
            date(2025, 6, 9),
            date(2025, 6, 15),
            "Monday 9 to Sunday 15 June 2025",
        ),
        (Kind.DEADLINE, date(2025, 5, 30), None, "Closes Friday 30 May 2025"),
        (
            Kind.DEADLINE,
            _at(2025, 5, 30, 17),
            None,
            "Closes 5pm on Friday 30 May 2025",
        ),
    ],
)
def test_write_occurrence_says_all_of_it(kind, start, end, words):
    assert write_occurrence(Occurrence(kind, start, end, ())) == words
