from datetime import date

import pytest

from commonweal.dates import bank_holiday
from commonweal.dates.bank_holidays import easter_sunday, is_working_day, nth_weekday


def test_bank_holiday_names_the_day_or_says_none():
    assert bank_holiday(date(2025, 8, 25)) == "Late Summer Bank Holiday"
    assert bank_holiday(date(2025, 8, 4)) is None  # Scotland's
    assert bank_holiday(date(2025, 8, 26)) is None


@pytest.mark.parametrize(
    "day", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)]
)
def test_easter_sunday_agrees_with_the_almanac(day):
    assert easter_sunday(day.year) == day


def test_is_working_day_leaves_out_weekends_and_bank_holidays():
    days = [date(2025, 5, n) for n in range(1, 8)]

    assert [day.day for day in days if is_working_day(day)] == [1, 2, 6, 7]


def test_nth_weekday_counts_from_either_end():
    assert nth_weekday(2025, 6, 0, 1) == date(2025, 6, 2)
    assert nth_weekday(2025, 12, 2, -1) == date(2025, 12, 31)
    assert nth_weekday(2025, 6, 4, 5) is None
