"""Two workers tell of a session's change while people give places back and a second
change comes, on PostgreSQL, with real threads."""

from datetime import timedelta

import pytest

from commonweal.training.actions import (
    cancel_booking,
    continue_batches,
    move_session,
)
from commonweal.training.models import Batch, Booking, Session
from tests.at_once import at_once
from tests.people.factories import AdministratorFactory
from tests.training.deeds import calendar, calendar_wanted, fill
from tests.training.factories import ENDS, NOW, STARTS, SessionFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PEOPLE, GO = 16, 6
MINUTE = timedelta(minutes=1)


def _wait(number: int) -> None:
    """The worker has not come to it yet."""


def _move(session: Session, weeks: int) -> str:
    by = timedelta(weeks=weeks)
    move_session(
        session=session,
        meetings=[(STARTS + by, ENDS + by)],
        by=AdministratorFactory(),
        at=NOW,
        later=_wait,
    )
    return "moved"


def _give_back(booking: Booking) -> str:
    fresh = Booking.objects.get(pk=booking.pk)
    cancel_booking(booking=fresh, by=fresh.attendee, at=NOW + MINUTE)
    return "gone"


def _tell() -> str:
    continue_batches(now=NOW + MINUTE)
    return "told"


def test_everybody_ends_with_the_truth_and_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr("commonweal.training.actions.batches.AT_ONCE", 0)
    bookings = fill(SessionFactory(capacity=PEOPLE))
    session = bookings[0].session
    _move(session, 1)

    outcomes = at_once(
        [
            _tell,
            _tell,
            lambda: _move(session, 2),
            *(lambda booking=each: _give_back(booking) for each in bookings[:GO]),
        ]
    )
    continue_batches(now=NOW + 2 * MINUTE)

    assert outcomes == {"told": 2, "moved": 1, "gone": GO}
    assert not Batch.objects.not_over().exists()
    session.refresh_from_db()
    assert session.taken == PEOPLE - GO
    for booking in bookings:
        assert calendar(booking.attendee) == calendar_wanted(booking.attendee)
