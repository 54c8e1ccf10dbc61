from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import (
    announce_session,
    ask_for_dates,
    copy_session,
    publish_session,
    schedule_session,
    set_capacity,
    stop_asking,
)
from commonweal.training.exceptions import SessionError
from commonweal.training.models import Interest, PlaceLimit, Session
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.deeds import book, fill, statuses, told, verbs
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    CourseFactory,
    PlaceLimitFactory,
    SessionFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def _schedule(*meetings, **fields):
    values = {"course": CourseFactory(), "by": AdministratorFactory(), "at": NOW}
    return schedule_session(meetings=meetings, **{**values, **fields})


def test_schedule_session_plans_a_draft_with_its_meetings_in_order():
    venue, trainer = VenueFactory(), PersonFactory()
    second = (STARTS + WEEK, ENDS + WEEK)

    session = _schedule(
        second, (STARTS, ENDS), venue=venue, trainers=[trainer], capacity=12
    )

    assert session.status == Session.Status.DRAFT
    assert (session.starts_at, session.ends_at) == (STARTS, ENDS + WEEK)
    assert [each.starts_at for each in session.meetings.all()] == [STARTS, second[0]]
    assert list(session.trainers.all()) == [trainer]
    assert verbs() == ["training.session_planned"]


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        ([], "at least one"),
        ([(ENDS, STARTS)], "end after it starts"),
        ([(STARTS, ENDS), (STARTS + timedelta(hours=1), ENDS)], "overlap"),
    ],
)
def test_schedule_session_refuses_times_that_cannot_be(meetings, words):
    with pytest.raises(SessionError, match=words):
        _schedule(*meetings)


def test_publish_session_opens_it_and_tells_who_asked_once():
    session = _schedule((STARTS, ENDS), capacity=5)
    person = PersonFactory()
    ask_for_dates(course=session.course, person=person, at=NOW)
    desk = AdministratorFactory()

    publish_session(session=session, by=desk, at=NOW)
    publish_session(
        session=_schedule((STARTS, ENDS), course=session.course), by=desk, at=NOW
    )

    session.refresh_from_db()
    assert session.status == Session.Status.SCHEDULED
    assert told(person) == ["training.dates_announced"]
    message = OutgoingEmail.objects.get()
    assert "Tuesday 19 May 2026, 9:30am to 1pm" in message.text


def test_announced_session_needs_a_date_before_it_is_published():
    desk = AdministratorFactory()
    session = announce_session(
        course=CourseFactory(), expected="autumn 2026", by=desk, at=NOW
    )

    with pytest.raises(SessionError, match="day and time"):
        publish_session(session=session, by=desk, at=NOW)


def test_a_published_session_is_not_published_again():
    with pytest.raises(SessionError, match="Only a draft"):
        publish_session(session=SessionFactory(), by=AdministratorFactory(), at=NOW)


def test_asking_for_dates_twice_is_as_good_as_once_and_can_be_taken_back():
    course, person = CourseFactory(), PersonFactory()

    for _ in range(2):
        ask_for_dates(course=course, person=person, at=NOW)
    asked = Interest.objects.count()
    stop_asking(course=course, person=person, at=NOW)

    assert (asked, Interest.objects.count()) == (1, 0)


def test_set_capacity_offers_more_places_at_once():
    session = SessionFactory(capacity=1)
    fill(session)
    waiting = [book(session) for _ in range(3)]

    set_capacity(session=session, capacity=3, by=AdministratorFactory(), at=NOW)

    session.refresh_from_db()
    assert statuses(waiting) == ["offered", "offered", "waiting"]
    assert (session.capacity, session.taken) == (3, 3)


def test_set_capacity_below_the_places_taken_says_how_many_to_move_first():
    session = SessionFactory(capacity=5)
    fill(session)

    with pytest.raises(SessionError) as refusal:
        set_capacity(session=session, capacity=3, by=AdministratorFactory(), at=NOW)

    session.refresh_from_db()
    assert str(refusal.value) == (
        "5 places are taken, so there cannot be only 3. "
        "Move or cancel 2 bookings first."
    )
    assert session.capacity == 5


def test_set_capacity_counts_no_offer_that_has_run_out():
    session = SessionFactory(capacity=1)
    session_waiting = book(SessionFactory(course=session.course, capacity=0))
    waiting_session = session_waiting.session
    set_capacity(session=waiting_session, capacity=1, by=AdministratorFactory(), at=NOW)
    session_waiting.refresh_from_db()

    set_capacity(
        session=waiting_session,
        capacity=0,
        by=AdministratorFactory(),
        at=session_waiting.held_until,
    )

    assert statuses([session_waiting]) == ["expired"]


def test_copy_session_takes_everything_along_but_bookings():
    session = SessionFactory(
        capacity=7,
        venue=VenueFactory(),
        booking_closes_at=STARTS - timedelta(days=1),
        catering="Lunch",
    )
    PlaceLimitFactory(session=session, kind=PlaceLimit.Kind.FAMILY, places=3)
    session.questions.create(text="Which school?")
    book(session)

    copy = copy_session(
        session=session,
        meetings=[(STARTS + WEEK, ENDS + WEEK)],
        by=AdministratorFactory(),
        at=NOW,
    )

    assert (copy.status, copy.capacity, copy.taken) == ("draft", 7, 0)
    assert copy.venue == session.venue
    assert copy.catering == "Lunch"
    assert copy.booking_closes_at == STARTS + WEEK - timedelta(days=1)
    assert [limit.places for limit in copy.limits.all()] == [3]
    assert [question.text for question in copy.questions.all()] == ["Which school?"]
    assert copy.uid != session.uid
