from datetime import date, time
from types import SimpleNamespace

from commonweal.directory.hours_words import write_exceptions, write_hours


def _open(weekday, opens=9, closes=17):
    return SimpleNamespace(weekday=weekday, opens=time(opens), closes=time(closes))


def test_days_with_the_same_hours_are_said_together():
    hours = [_open(day) for day in (4, 3, 2, 1, 0)]

    assert write_hours(hours) == ["Monday to Friday, 9am to 5pm"]


def test_days_apart_and_hours_apart_have_lines_of_their_own():
    hours = [_open(0), _open(2), _open(2, 18, 20), _open(5, 10, 12), _open(6, 10, 12)]

    assert write_hours(hours) == [
        "Monday, 9am to 5pm",
        "Wednesday, 9am to 5pm and 6pm to 8pm",
        "Saturday and Sunday, 10am to midday",
    ]


def test_a_minute_before_midnight_is_midnight():
    whole_day = [
        SimpleNamespace(weekday=day, opens=time(0), closes=time(23, 59))
        for day in range(7)
    ]

    assert write_hours(whole_day) == ["Every day, midnight to midnight"]


def _exception(first, last, **more):
    values = {"opens": None, "closes": None, "reason": "", **more}
    return SimpleNamespace(first_day=first, last_day=last, **values)


def test_exceptions_that_are_over_are_left_out():
    exceptions = [
        _exception(date(2026, 5, 1), date(2026, 5, 4)),
        _exception(date(2026, 5, 5), date(2026, 5, 5), reason="staff training"),
        _exception(
            date(2026, 5, 6), date(2026, 5, 7), opens=time(10), closes=time(14, 30)
        ),
    ]

    assert write_exceptions(exceptions, today=date(2026, 5, 5)) == [
        "Tuesday 5 May 2026: closed (staff training)",
        "Wednesday 6 to Thursday 7 May 2026: 10am to 2:30pm",
    ]
