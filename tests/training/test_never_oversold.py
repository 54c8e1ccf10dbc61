"""Forty people at once for ten places, on PostgreSQL, with real threads."""

from collections import Counter
from collections.abc import Iterator
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person
from commonweal.training.actions import accept_offer, cancel_booking, transfer
from commonweal.training.models import Booking, Session
from tests.at_once import PATIENCE, at_once
from tests.people.factories import PersonFactory
from tests.training.deeds import book
from tests.training.factories import NOW, SessionFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PEOPLE, SEATS = 40, 10


def _people() -> list[Person]:
    return [PersonFactory() for _ in range(PEOPLE)]


def _rush(session: Session, people: list[Person]) -> Counter[str]:
    return at_once([lambda person=person: book(session, person) for person in people])


def _holding(session: Session) -> int:
    return Booking.objects.filter(session=session).holding_places().count()


def test_forty_people_get_ten_places_and_thirty_wait():
    session = SessionFactory(capacity=SEATS)

    outcomes = _rush(session, _people())

    session.refresh_from_db()
    assert outcomes == {"confirmed": SEATS, "waiting": PEOPLE - SEATS}
    assert session.taken == _holding(session) == SEATS
    # Nobody was told anything that is not so.
    assert AuditEvent.objects.filter(verb="training.booked").count() == SEATS
    assert (
        OutgoingEmail.objects.filter(template="training.place_confirmed").count()
        == SEATS
    )


def test_one_person_in_forty_windows_books_once():
    session, person = SessionFactory(capacity=SEATS), PersonFactory()

    outcomes = _rush(session, [person] * PEOPLE)

    assert outcomes == {"confirmed": 1, "BookingError": PEOPLE - 1}


@pytest.fixture
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the session without a lock, and let all of them read before any writes."""
    everybody_has_read = Barrier(PEOPLE)

    def read(session: Session) -> Session:
        found = Session.objects.select_related("course", "venue", "partner").get(
            pk=session.pk
        )
        everybody_has_read.wait(PATIENCE)
        return found

    monkeypatch.setattr("commonweal.training.actions.settling.locked", read)


@pytest.mark.usefixtures("_no_lock")
def test_without_the_lock_the_database_refuses_the_eleventh():
    session = SessionFactory(capacity=SEATS)

    outcomes = _rush(session, _people())

    session.refresh_from_db()
    assert outcomes == {"confirmed": SEATS, IntegrityError.__name__: PEOPLE - SEATS}
    assert session.taken == _holding(session) == SEATS


@pytest.fixture
def _no_check() -> Iterator[None]:
    """Take the database's guard away, and put it back."""
    [check] = [
        each for each in Session._meta.constraints if each.name == "never_oversold"
    ]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Session, check)
    yield
    Session.objects.update(capacity=PEOPLE)
    with connection.schema_editor() as editor:
        editor.add_constraint(Session, check)


@pytest.mark.usefixtures("_no_lock", "_no_check")
def test_without_lock_and_check_places_are_sold_twice():
    """The control: the two tests above can fail, if what they rely on is missing."""
    session = SessionFactory(capacity=SEATS)

    outcomes = _rush(session, _people())

    assert outcomes == {"confirmed": PEOPLE}
    assert _holding(session) == PEOPLE


def test_a_place_given_back_in_the_rush_goes_to_the_waiting_list():
    session = SessionFactory(capacity=1)
    first, waiting = book(session), book(session)
    newcomers = [
        lambda person=person: book(session, person) for person in _people()[:10]
    ]

    at_once(
        [
            lambda: cancel_booking(booking=first, by=first.attendee, at=NOW),
            *newcomers,
        ]
    )

    waiting.refresh_from_db()
    assert waiting.status == "offered"
    assert _holding(session) == 1


def test_an_offer_is_accepted_once_however_often_it_is_pressed():
    session = SessionFactory(capacity=1)
    first, waiting = book(session), book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)

    outcomes = at_once(
        [lambda: accept_offer(booking=waiting, by=waiting.attendee, at=NOW)] * 8
    )

    assert outcomes == {"confirmed": 1, "BookingError": 7}


def test_transfers_in_opposite_directions_do_not_wait_for_each_other():
    one = SessionFactory(capacity=8)
    other = SessionFactory(course=one.course, capacity=8)
    bookings = [book(one) for _ in range(4)] + [book(other) for _ in range(4)]

    outcomes = at_once(
        [
            lambda booking=booking: transfer(
                booking=booking,
                to_session=other if booking.session == one else one,
                by=booking.attendee,
                at=NOW,
            )
            for booking in bookings
        ]
    )

    assert outcomes == {"confirmed": 8}
    assert (_holding(one), _holding(other)) == (4, 4)
