from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import (
    Wish,
    cancel_booking,
    cancel_session,
    change_place,
    move_session,
)
from commonweal.training.exceptions import SessionError
from commonweal.training.models import Session
from tests.people.factories import AdministratorFactory
from tests.training.deeds import book, entries, fill, statuses, told, verbs
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    SessionFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
LATER = (STARTS + WEEK, ENDS + WEEK)


def _move(session, *meetings, at=NOW):
    return move_session(
        session=session, meetings=meetings, by=AdministratorFactory(), at=at
    )


def test_move_session_tells_everybody_and_their_calendars():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)

    _move(session, LATER)

    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == LATER
    assert entries(booking.attendee)[-1] == (
        "REQUEST",
        f"{booking.uid}-1@testserver",
        1,
    )
    assert entries(waiting.attendee) == []
    message = OutgoingEmail.objects.get(
        template="training.session_changed", to=booking.attendee.email
    )
    assert "It was to be on Tuesday 19 May 2026, 9:30am to 1pm." in message.text
    assert "Tuesday 26 May 2026, 9:30am to 1pm" in message.subject
    assert told(waiting.attendee)[-1] == "training.session_changed"
    assert verbs()[-1] == "training.session_moved"


def test_cancelling_after_a_move_has_a_higher_number_still():
    booking = book(SessionFactory())
    _move(booking.session, LATER)

    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    assert [number for _, _, number in entries(booking.attendee)] == [0, 1, 2]


def test_a_day_that_is_left_out_leaves_the_calendar():
    session = SessionFactory(meetings=[(STARTS, ENDS), LATER], ends_at=LATER[1])
    booking = book(session)

    _move(session, (STARTS, ENDS))

    uid = booking.uid
    assert entries(booking.attendee)[2:] == [
        ("REQUEST", f"{uid}-1@testserver", 1),
        ("CANCEL", f"{uid}-2@testserver", 1),
    ]


def test_a_day_that_is_added_enters_the_calendar():
    booking = book(SessionFactory())

    _move(booking.session, (STARTS, ENDS), LATER)

    assert [uid for _, uid, number in entries(booking.attendee) if number] == [
        f"{booking.uid}-1@testserver",
        f"{booking.uid}-2@testserver",
    ]


@pytest.mark.parametrize("days", [-14, -7, 7, 14])
def test_meetings_move_onto_each_others_days(days):
    spans = [(STARTS + WEEK * n, ENDS + WEEK * n) for n in range(3)]
    session = SessionFactory(meetings=spans, ends_at=spans[-1][1])
    before = [meeting.pk for meeting in session.meetings.all()]
    shift = timedelta(days=days)

    _move(session, *((a + shift, b + shift) for a, b in spans))

    meetings = list(session.meetings.order_by("starts_at"))
    assert [meeting.pk for meeting in meetings] == before
    assert [meeting.starts_at for meeting in meetings] == [a + shift for a, _ in spans]


def test_move_session_takes_closing_needs_and_offers_along():
    session = SessionFactory(capacity=1, booking_closes_at=STARTS - timedelta(days=2))
    booking = book(session, wish=Wish(access="Hearing loop"))
    waiting = book(session)
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)
    soon = NOW + timedelta(hours=30)

    _move(session, (soon, soon + timedelta(hours=2)))

    session.refresh_from_db()
    waiting.refresh_from_db()
    assert session.booking_closes_at == soon - timedelta(days=2)
    assert waiting.held_until == soon
    assert waiting.offers.get().expires_at == soon
    booking.needs.refresh_from_db()
    assert booking.needs.session_ends_at == soon + timedelta(hours=2)


def test_who_said_they_were_coming_is_asked_again_after_a_move():
    booking = book(SessionFactory())
    booking.coming_since = NOW
    booking.save()

    _move(booking.session, LATER)

    booking.refresh_from_db()
    assert booking.coming_since is None


def test_move_session_to_where_it_is_tells_nobody():
    booking = book(SessionFactory())

    _move(booking.session, (STARTS, ENDS))

    assert told(booking.attendee) == ["training.place_confirmed"]


@pytest.mark.parametrize(
    ("fields", "meeting", "words"),
    [
        ({"status": Session.Status.CANCELLED}, LATER, "Only a scheduled"),
        ({"starts_at": NOW - WEEK, "ends_at": NOW}, LATER, "has begun"),
        ({}, (NOW - WEEK, NOW), "in the past"),
    ],
)
def test_move_session_refuses(fields, meeting, words):
    with pytest.raises(SessionError, match=words):
        _move(SessionFactory(**fields), meeting)


def test_change_place_updates_calendars():
    booking = book(SessionFactory(venue=VenueFactory()))
    venue = VenueFactory()

    change_place(
        session=booking.session,
        venue=venue,
        room="Room 2",
        by=AdministratorFactory(),
        at=NOW,
        reason="The hall is flooded.",
    )

    message = OutgoingEmail.objects.get(template="training.session_changed")
    assert f"The place is now: Room 2, {venue.one_line}." in message.text
    assert "flooded" in message.text
    assert entries(booking.attendee)[-1][2] == 1


def test_another_address_of_the_online_room_troubles_nobody():
    booking = book(SessionFactory(online_link="https://meet.example.org/a"))

    change_place(
        session=booking.session,
        venue=None,
        online_link="https://meet.example.org/b",
        by=AdministratorFactory(),
        at=NOW,
    )

    assert told(booking.attendee) == ["training.place_confirmed"]


def test_cancel_session_ends_every_booking_and_clears_calendars():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)

    cancel_session(
        session=session, by=AdministratorFactory(), at=NOW, reason="The trainer is ill."
    )

    session.refresh_from_db()
    assert session.status == Session.Status.CANCELLED
    assert session.taken == 0
    assert statuses([booking, waiting]) == ["cancelled", "cancelled"]
    assert entries(booking.attendee)[-1][0] == "CANCEL"
    assert told(waiting.attendee) == ["training.session_cancelled"]
    message = OutgoingEmail.objects.filter(template="training.session_cancelled")[0]
    assert "The trainer is ill." in message.text
    assert verbs()[-3:] == [
        "training.session_cancelled",
        "training.cancelled",
        "training.waiting_list_left",
    ]


def test_a_cancelled_session_is_not_cancelled_again():
    session = SessionFactory(status=Session.Status.CANCELLED)

    with pytest.raises(SessionError, match="cancelled already"):
        cancel_session(session=session, by=AdministratorFactory(), at=NOW, reason="")


def test_a_session_that_is_over_is_not_cancelled():
    with pytest.raises(SessionError, match="over"):
        cancel_session(
            session=SessionFactory(), by=AdministratorFactory(), at=ENDS, reason=""
        )
