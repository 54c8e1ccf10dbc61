from datetime import date, datetime

import pytest

from commonweal.dates import Kind, Occurrence
from commonweal.dates.occurrences import LONDON


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("kind", "start", "end", "over_at"),
    [
        (Kind.EVENT, date(2025, 3, 29), None, _at(2025, 3, 30)),
        (Kind.EVENT, _at(2025, 3, 29, 10), None, _at(2025, 3, 30)),
        (
            Kind.EVENT,
            _at(2025, 3, 29, 10),
            _at(2025, 3, 29, 14),
            _at(2025, 3, 29, 14),
        ),
        (Kind.PERIOD, date(2025, 6, 9), date(2025, 6, 15), _at(2025, 6, 16)),
        (Kind.DEADLINE, date(2025, 5, 30), None, _at(2025, 5, 31)),
        (Kind.DEADLINE, _at(2025, 5, 30, 17), None, _at(2025, 5, 30, 17)),
    ],
)
def test_over_at_is_the_instant_from_which_it_has_passed(kind, start, end, over_at):
    assert Occurrence(kind, start, end, ()).over_at == over_at


def test_last_day_of_what_ends_at_midnight_is_the_day_before():
    evening = Occurrence(Kind.EVENT, _at(2025, 6, 5, 20), _at(2025, 6, 6), ())

    assert (evening.first_day, evening.last_day) == (date(2025, 6, 5), date(2025, 6, 5))
    assert not evening.is_all_day
