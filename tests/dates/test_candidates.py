from datetime import date

from commonweal.dates.candidates import for_impossible, for_weekday

WEDNESDAY = 2


def test_for_weekday_gives_the_number_then_later_then_years_then_week():
    found = for_weekday(date(2025, 3, 21), WEDNESDAY, published=date(2025, 3, 1))

    assert found == (date(2025, 3, 21), date(2025, 5, 21), date(2025, 3, 19))


def test_for_weekday_leaves_out_days_before_publication():
    found = for_weekday(date(2025, 3, 21), WEDNESDAY, published=date(2025, 3, 20))

    assert found == (date(2025, 3, 21), date(2025, 5, 21))


def test_for_weekday_keeps_earlier_days_when_the_text_tells_of_the_past():
    found = for_weekday(
        date(2025, 3, 21), WEDNESDAY, published=date(2025, 6, 1), is_past=True
    )

    assert found == (date(2025, 3, 21), date(2025, 5, 21), date(2025, 3, 19))


def test_for_weekday_offers_the_year_in_which_the_weekday_fits():
    thursday = 3

    found = for_weekday(date(2025, 6, 11), thursday, published=date(2025, 6, 2))

    assert found == (
        date(2025, 6, 11),
        date(2025, 9, 11),
        date(2026, 6, 11),
        date(2025, 6, 12),
    )


def test_for_weekday_always_keeps_the_date_as_numbered():
    found = for_weekday(date(2025, 3, 21), WEDNESDAY, published=date(2025, 6, 1))

    assert found == (date(2025, 3, 21),)


def test_for_impossible_offers_days_near_by_on_the_weekday_written():
    tuesday = 1

    assert for_impossible(2025, 6, 31, None, published=date(2025, 6, 2)) == (
        date(2025, 6, 30),
        date(2025, 7, 1),
        date(2025, 7, 31),
    )
    assert for_impossible(2025, 6, 31, tuesday, published=date(2025, 6, 2)) == (
        date(2025, 7, 1),
    )


def test_for_impossible_turns_day_and_month_round():
    found = for_impossible(2025, 25, 12, None, published=date(2025, 6, 2))

    assert found == (date(2025, 12, 25),)
