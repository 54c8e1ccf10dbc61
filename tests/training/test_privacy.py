from datetime import timedelta

import pytest

from commonweal.governance.actions import purge_expired
from commonweal.training.actions import (
    Wish,
    cancel_booking,
    mark_attendance,
    substitute,
)
from commonweal.training.models import Answer, Attendance, Booking, Needs
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.deeds import book
from tests.training.factories import ENDS, NOW, SessionFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def test_needs_and_answers_are_erased_30_days_after_the_session():
    session = SessionFactory()
    question = session.questions.create(text="Will you drive?")
    booking = book(session, wish=Wish(dietary="Halal", answers={question: "Yes"}))

    purge_expired(now=ENDS + 30 * DAY)
    kept = Needs.objects.count(), Answer.objects.count()
    purge_expired(now=ENDS + 30 * DAY + SECOND)

    assert kept == (1, 1)
    assert (Needs.objects.count(), Answer.objects.count()) == (0, 0)
    assert Booking.objects.get() == booking


def test_a_cancelled_booking_goes_after_a_year_and_attendance_after_six():
    session = SessionFactory()
    cancelled, attended = book(session), book(session)
    cancel_booking(booking=cancelled, by=cancelled.attendee, at=ENDS - 10 * DAY)
    mark_attendance(
        booking=attended,
        marks={session.meetings.get(): Attendance.Mark.PRESENT},
        by=AdministratorFactory(),
        at=ENDS,
    )

    left = []
    for years in (1, 5, 6):
        purge_expired(now=ENDS + 365 * years * DAY + SECOND)
        left.append(list(Booking.objects.all()))

    assert left == [[attended], [attended], []]


def test_a_place_that_was_passed_on_goes_and_the_substitute_stays():
    booking = book(SessionFactory())
    following = substitute(
        booking=booking, colleague=PersonFactory(), by=booking.attendee, at=NOW
    )

    purge_expired(now=NOW + 366 * DAY)

    following.refresh_from_db()
    assert list(Booking.objects.all()) == [following]
    assert following.stands_in_for is None


def test_a_booking_that_nobody_closed_goes_in_the_end():
    book(SessionFactory())

    purge_expired(now=NOW + 6 * 365 * DAY + SECOND)

    assert not Booking.objects.exists()
