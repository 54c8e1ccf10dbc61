"""Whatever happens to a session and its bookings, people's calendars end with it."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.training.actions import (
    accept_offer,
    batches,
    cancel_booking,
    cancel_session,
    change_place,
    continue_batches,
    move_session,
)
from commonweal.training.exceptions import BookingError, SessionError
from commonweal.training.models import Batch, Session
from tests.people.factories import AdministratorFactory
from tests.training.deeds import book, calendar, calendar_wanted, deliver, fill, letters
from tests.training.factories import ENDS, NOW, STARTS, SessionFactory, VenueFactory

# A nightly run may ask for thousands.
EXAMPLES = int(os.environ.get("BOOKING_EXAMPLES", "20"))
WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """Whatever can be left to the worker is."""
    monkeypatch.setattr(batches, "AT_ONCE", 0)


def _wait(number):
    """The worker has not come to it yet."""


STEPS = st.one_of(
    st.tuples(st.just("move"), st.sets(st.integers(0, 4), min_size=1, max_size=3)),
    st.tuples(st.just("place"), st.integers(0, 1)),
    st.tuples(st.just("give back"), st.integers(0, 3)),
    st.tuples(st.just("take"), st.integers(0, 3)),
    st.tuples(st.just("book"), st.none()),
    st.tuples(st.just("cancel"), st.none()),
    st.tuples(st.just("tell one"), st.none()),
    st.tuples(st.just("tell one"), st.none()),
    st.tuples(st.just("deliver"), st.none()),
)


class _Story:
    """Three people with a place, one who waits; then whatever happens."""

    def __init__(self):
        self.now = NOW
        self.session = SessionFactory(capacity=3)
        self.halls = [VenueFactory(), VenueFactory()]
        fill(self.session)
        book(self.session)

    def bookings(self):
        return list(self.session.bookings.order_by("pk"))

    def do(self, step, value):
        self.now += MINUTE
        try:
            getattr(self, step.replace(" ", "_"))(value)
        except (BookingError, SessionError):
            return

    def move(self, weeks):
        move_session(
            session=self.session,
            meetings=[(STARTS + WEEK * n, ENDS + WEEK * n) for n in weeks],
            by=AdministratorFactory(),
            at=self.now,
            later=_wait,
        )

    def place(self, n):
        change_place(
            session=self.session,
            venue=self.halls[n],
            by=AdministratorFactory(),
            at=self.now,
            later=_wait,
        )

    def give_back(self, n):
        booking = self.bookings()[n]
        cancel_booking(booking=booking, by=booking.attendee, at=self.now)

    def take(self, n):
        booking = self.bookings()[n]
        accept_offer(booking=booking, by=booking.attendee, at=self.now)

    def book(self, _):
        book(self.session, at=self.now)

    def cancel(self, _):
        cancel_session(
            session=self.session,
            by=AdministratorFactory(),
            at=self.now,
            reason="The trainer is ill.",
            later=_wait,
        )

    def tell_one(self, _):
        batch = Batch.objects.not_over().first()
        if batch is not None:
            batches._do_one(batch, at=self.now)

    def deliver(self, _):
        deliver()


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(STEPS, max_size=14))
def test_whatever_happens_every_calendar_ends_with_thecalendar_wanted(steps):
    with transaction.atomic():
        story = _Story()
        for step in steps:
            story.do(*step)
        continue_batches(now=story.now + MINUTE)

        story.session.refresh_from_db()
        for booking in story.bookings():
            assert calendar(booking.attendee) == calendar_wanted(booking.attendee)
            # One for each entry of a calendar.
            meetings = story.session.meetings.count()
            assert len(letters(booking, "training.session_cancelled")) <= meetings
        if story.session.status == Session.Status.CANCELLED:
            assert not story.session.bookings.live().exists()
            assert story.session.taken == 0
        transaction.set_rollback(True)
