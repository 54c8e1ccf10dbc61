from datetime import datetime, timedelta

import pytest

from commonweal.dates.occurrences import LONDON
from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import (
    cancel_booking,
    end_waiting,
    mark_attendance,
    move_session,
    send_due,
    settle_due,
)
from commonweal.training.models import Attendance
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.deeds import book, fill, statuses, tick, told, verbs
from tests.training.factories import ENDS, NOW, STARTS, SessionFactory, TermsFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
REMINDER = datetime(2026, 5, 5, 9, tzinfo=LONDON)
INSTRUCTIONS = datetime(2026, 5, 12, 9, tzinfo=LONDON)
LINK = STARTS - timedelta(hours=48)


def _later(booking):
    """What somebody was told after the confirmation."""
    return told(booking.attendee)[1:]


def test_messages_go_out_when_they_are_due_and_once():
    booking = book(SessionFactory(online_link="https://meet.example.org/a"))
    moments = [
        REMINDER - MINUTE,
        REMINDER,
        REMINDER + MINUTE,
        INSTRUCTIONS,
        LINK - MINUTE,
        LINK,
        LINK + MINUTE,
    ]

    counts = [send_due(now=moment) for moment in moments]

    assert counts == [0, 1, 0, 1, 0, 1, 0]
    assert _later(booking) == [
        "training.reminder",
        "training.joining_instructions",
        "training.online_link",
    ]


def test_reminder_asks_for_an_answer_and_says_until_when_it_is_free():
    book(SessionFactory())

    send_due(now=REMINDER)

    message = OutgoingEmail.objects.get(template="training.reminder")
    assert "http://testserver/training/answer/" in message.text
    assert "Cancel free until 5pm on Friday 15 May 2026." in message.text
    assert message.useless_after == INSTRUCTIONS


def test_the_online_room_itself_stands_in_no_message():
    book(SessionFactory(online_link="https://meet.example.org/secret"))

    for moment in (REMINDER, INSTRUCTIONS, LINK):
        send_due(now=moment)

    assert OutgoingEmail.objects.count() == 4
    for message in OutgoingEmail.objects.all():
        assert "secret" not in message.text + message.html


def test_a_worker_that_was_down_sends_what_still_has_a_point():
    booking = book(SessionFactory())

    send_due(now=INSTRUCTIONS + DAY)

    assert _later(booking) == ["training.joining_instructions"]


def test_who_books_late_gets_instructions_and_no_reminder():
    booking = book(SessionFactory(), at=REMINDER + DAY)

    for moment in (REMINDER + 2 * DAY, INSTRUCTIONS):
        send_due(now=moment)

    assert _later(booking) == ["training.joining_instructions"]


def test_nothing_is_sent_about_a_place_that_was_given_back_or_is_only_wished_for():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session, at=NOW)
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    assert send_due(now=REMINDER) == 0
    assert "training.reminder" not in told(waiting.attendee)


def test_nothing_is_sent_after_the_session():
    booking = book(SessionFactory())

    send_due(now=ENDS + MINUTE)

    assert _later(booking) == []


def test_a_reminder_still_waiting_is_dropped_with_the_booking():
    booking = book(SessionFactory())
    send_due(now=REMINDER)

    cancel_booking(booking=booking, by=booking.attendee, at=REMINDER)

    assert told(booking.attendee) == ["training.booking_cancelled"]


def test_after_a_move_everybody_is_reminded_of_the_new_date():
    booking = book(SessionFactory())
    send_due(now=REMINDER)
    month = timedelta(weeks=4)
    move_session(
        session=booking.session,
        meetings=[(STARTS + month, ENDS + month)],
        by=AdministratorFactory(),
        at=REMINDER,
    )

    send_due(now=REMINDER + month)

    # The first reminder was still waiting, and was dropped: it named the old date.
    assert told(booking.attendee) == ["training.session_changed", "training.reminder"]


def test_terms_say_how_long_before():
    TermsFactory(reminder_days=3, instructions_days=0)
    booking = book(SessionFactory())

    early = send_due(now=REMINDER)
    send_due(now=REMINDER + 11 * DAY)

    assert early == 0
    assert _later(booking) == ["training.reminder"]


def _marked(mark, **person):
    booking = book(SessionFactory(), PersonFactory(**person))
    mark_attendance(
        booking=booking,
        marks={booking.session.meetings.get(): mark},
        by=AdministratorFactory(),
        at=ENDS,
    )
    return booking


def test_who_was_absent_is_missed_and_so_the_manager_hears():
    manager = "manager@example.org"
    booking = _marked(Attendance.Mark.ABSENT, line_manager_email=manager)
    morning = datetime(2026, 5, 20, 9, tzinfo=LONDON)

    counts = [send_due(now=now) for now in (morning - MINUTE, morning, morning)]

    assert counts == [0, 1, 0]
    assert _later(booking) == ["training.missed_you"]
    assert told(manager) == ["training.missed_you_manager"]


@pytest.mark.parametrize("mark", [Attendance.Mark.PRESENT, Attendance.Mark.APOLOGISED])
def test_who_was_there_or_sent_apologies_is_not_missed(mark):
    booking = _marked(mark)

    send_due(now=ENDS + DAY)

    assert _later(booking) == []


def test_settle_due_offers_on_and_leaves_others_alone():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    second, third = book(session), book(session)
    quiet = SessionFactory(capacity=1)
    fill(quiet)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    second.refresh_from_db()

    settled = [
        settle_due(now=second.held_until - MINUTE),
        settle_due(now=second.held_until),
        settle_due(now=second.held_until),
    ]

    assert settled == [0, 1, 0]
    assert statuses([second, third]) == ["expired", "offered"]


def test_waits_end_when_the_session_begins():
    booking = book(SessionFactory(capacity=0))

    counts = [end_waiting(now=now) for now in (STARTS - MINUTE, STARTS, STARTS)]

    assert counts == [0, 1, 0]
    assert statuses([booking]) == ["expired"]
    assert verbs()[-1] == "training.waiting_expired"


def test_a_round_of_the_worker_does_it_all_and_again_nothing():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    waiting = book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    waiting.refresh_from_db()

    tick(waiting.held_until)
    before = verbs(), OutgoingEmail.objects.count()
    tick(waiting.held_until)

    assert statuses([waiting]) == ["expired"]
    assert (verbs(), OutgoingEmail.objects.count()) == before


def test_finding_what_is_due_costs_the_same_for_many(django_assert_max_num_queries):
    TermsFactory()
    session = SessionFactory(capacity=40)
    fill(session)

    with django_assert_max_num_queries(12):
        send_due(now=REMINDER - DAY)
