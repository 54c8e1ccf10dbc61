"""A session is called off, and its people are taken to another date first."""

from datetime import timedelta

import pytest

from commonweal.training.actions import batches, cancel_session
from commonweal.training.actions.batches import continue_batch
from commonweal.training.actions.cancelling import cancel_and_rebook
from commonweal.training.models import Session
from tests.people.factories import AdministratorFactory
from tests.training.deeds import book, fill, statuses, tick, told
from tests.training.factories import NOW, STARTS, SessionFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session():
    return SessionFactory(capacity=2)


@pytest.fixture
def other(session):
    return SessionFactory(course=session.course, starts_at=STARTS + WEEK, capacity=1)


def _call_off(session, other, later=lambda number: None):
    return cancel_and_rebook(
        session=session,
        reason="The trainer is ill.",
        to_session=other,
        by=AdministratorFactory(),
        at=NOW,
        later=later,
    )


def test_places_are_kept_as_far_as_they_go(session, other):
    first, second = fill(session)
    waiting = book(session)

    batch = _call_off(session, other)

    session.refresh_from_db()
    assert session.status == Session.Status.CANCELLED
    assert statuses([first, second, waiting]) == [
        "transferred",
        "cancelled",
        "cancelled",
    ]
    [(left, why)] = batch.refused
    assert left == second.pk
    assert "no free place" in why


def test_nobody_who_waits_is_offered_a_place_that_is_about_to_end(session, other):
    fill(session)
    waiting = book(session)

    _call_off(session, other)

    assert "training.place_offered" not in told(waiting.attendee)


def test_the_clock_offers_no_place_either_while_people_are_being_moved(
    session, other, monkeypatch
):
    monkeypatch.setattr("commonweal.training.actions.batches.AT_ONCE", 1)
    fill(session)
    waiting = book(session)

    batch = _call_off(session, other)
    batches._do_one(batch, at=NOW)
    tick(NOW + MINUTE)
    half_way = statuses([waiting])
    continue_batch(batch=batch, at=NOW + 2 * MINUTE)

    assert half_way == ["waiting"]
    assert statuses([waiting]) == ["cancelled"]
    assert "training.place_offered" not in told(waiting.attendee)


def test_a_batch_ends_though_the_session_was_cancelled_by_hand(
    session, other, monkeypatch
):
    monkeypatch.setattr("commonweal.training.actions.batches.AT_ONCE", 1)
    fill(session)

    batch = _call_off(session, other)
    by = AdministratorFactory()
    cancel_session(session=session, by=by, at=NOW, reason="By hand.")
    batch = continue_batch(batch=batch, at=NOW + MINUTE)

    session.refresh_from_db()
    assert batch.is_over
    assert session.cancelled_because == "By hand."
