from datetime import date, datetime, time

import pytest

from commonweal.dates.occurrences import LONDON
from commonweal.intake.office_hours import ALWAYS, OfficeHours, Stretch

DAY = (Stretch(time(8, 30), time(17)),)
OFFICE = OfficeHours(
    week=(DAY,) * 5 + ((), ()),
    exceptions={
        date(2026, 12, 24): (Stretch(time(8, 30), time(12)),),
        date(2026, 12, 29): (),
    },
)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (london(2026, 11, 23, 8, 29), False),
        (london(2026, 11, 23, 8, 30), True),
        (london(2026, 11, 23, 16, 59), True),
        (london(2026, 11, 23, 17, 0), False),
        (london(2026, 11, 22, 12), False),  # Sunday
        (london(2026, 12, 24, 11, 59), True),
        (london(2026, 12, 24, 12, 0), False),
        (london(2026, 12, 25, 10), False),
        (london(2026, 12, 28, 10), False),  # Boxing Day, moved to the Monday
        (london(2026, 12, 29, 10), False),
        (london(2027, 3, 26, 10), False),  # Good Friday
        (london(2027, 5, 3, 10), False),  # Early May
        (london(2026, 10, 25, 1, 30), False),  # The hour that comes twice
        (london(2026, 7, 1, 8, 30), True),  # Summer time
    ],
)
def test_office_is_open_by_the_clock_and_by_bank_holidays(at, is_open):
    assert OFFICE.is_open(at) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (london(2026, 11, 23, 7), london(2026, 11, 23, 8, 30)),
        (london(2026, 11, 20, 17), london(2026, 11, 23, 8, 30)),
        (london(2026, 12, 24, 13), london(2026, 12, 30, 8, 30)),
        (london(2027, 3, 25, 18), london(2027, 3, 30, 8, 30)),
    ],
)
def test_office_says_when_it_opens_again(at, opens):
    assert OFFICE.opens_next(at) == opens


def test_office_that_never_opens_says_nothing():
    assert OfficeHours(week=((),) * 7).opens_next(london(2026, 11, 23)) is None


@pytest.mark.parametrize("hour", [0, 3, 12, 23])
def test_some_answer_at_any_time_and_on_christmas_day(hour):
    assert ALWAYS.is_open(london(2026, 12, 25, hour, 59))
