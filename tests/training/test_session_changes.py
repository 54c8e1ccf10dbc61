"""A session changes, and those booked are told one by one: what holds meanwhile."""

import os
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.training.actions import (
    accept_offer,
    batches,
    cancel_booking,
    cancel_session,
    continue_batches,
    following,
    move_session,
    remind_managers,
    send_due,
    settle_due,
    substitute,
    transfer,
)
from commonweal.training.actions.cancelling import cancel_and_rebook
from commonweal.training.exceptions import BookingError, SessionError
from commonweal.training.models import Approval, Batch, Booking, BookingTerms
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.deeds import (
    book,
    calendar,
    calendar_wanted,
    deliver,
    entries,
    fill,
    letters,
    statuses,
    told,
    verbs,
)
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db
S = Booking.Status
# A nightly run may ask for thousands.
EXAMPLES = int(os.environ.get("BOOKING_EXAMPLES", "20"))
WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)
CHANGED = "training.session_changed"
OFF = "training.session_cancelled"


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """Whatever can be left to the worker is."""
    monkeypatch.setattr(batches, "AT_ONCE", 0)


def _wait(number):
    """The worker has not come to it yet."""


def _move(session, *weeks, at=NOW, reason=""):
    return move_session(
        session=session,
        meetings=[(STARTS + WEEK * n, ENDS + WEEK * n) for n in weeks],
        by=AdministratorFactory(),
        at=at,
        reason=reason,
        later=_wait,
    )


def _cancel(session, at=NOW):
    return cancel_session(
        session=session,
        by=AdministratorFactory(),
        at=at,
        reason="The trainer is ill.",
        later=_wait,
    )


def _one(batch, at=NOW):
    return batches._do_one(batch, at=at)


def test_the_change_itself_asks_the_database_the_same_for_many():
    def cost(people, deed):
        session = SessionFactory(capacity=people)
        fill(session)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            deed(session)
        return len(asked)

    def move(session):
        _move(session, 1)

    assert cost(2, move) == cost(9, move)
    assert cost(2, _cancel) == cost(9, _cancel)


def test_a_worker_that_was_stopped_half_way_tells_the_others_and_nobody_twice(
    monkeypatch,
):
    bookings = fill(SessionFactory(capacity=4))
    batch = _move(bookings[0].session, 1)
    real, calls = following.tell, []

    def dies_at_the_third(*args, **kwargs):
        calls.append(args)
        real(*args, **kwargs)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(following, "tell", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        continue_batches(now=NOW)
    half_way = [len(letters(booking)) for booking in bookings]
    again = [continue_batches(now=NOW), continue_batches(now=NOW)]

    batch.refresh_from_db()
    assert half_way == [1, 1, 0, 0]
    assert again == [1, 0]
    assert (batch.done, batch.refused) == (4, [])
    for booking in bookings:
        assert len(letters(booking)) == 1
        assert [number for _, _, number in entries(booking.attendee)] == [0, 1]
        assert calendar(booking.attendee) == calendar_wanted(booking.attendee)


def test_a_cancellation_that_was_stopped_half_way_is_finished(monkeypatch):
    bookings = fill(SessionFactory(capacity=3))
    session = bookings[0].session
    batch = _cancel(session)
    _one(batch)
    half_way = statuses(bookings)

    continue_batches(now=NOW + MINUTE)

    session.refresh_from_db()
    assert half_way == ["cancelled", "confirmed", "confirmed"]
    assert statuses(bookings) == ["cancelled"] * 3
    assert session.taken == 0
    assert verbs().count("training.session_cancelled") == 1
    assert verbs().count("training.cancelled") == 3
    for booking in bookings:
        assert len(letters(booking, OFF)) == 1
        assert calendar(booking.attendee) == []


def test_who_has_not_heard_of_the_first_move_hears_of_both_in_one_message():
    first, second = fill(SessionFactory(capacity=2))
    one = _move(first.session, 1, reason="The hall is shut.")
    _one(one)
    deliver()
    _move(first.session, 2, reason="The trainer is away.")

    continue_batches(now=NOW + MINUTE)

    heard, unheard = letters(first), letters(second)
    assert len(heard) == 2
    assert "It was to be on Tuesday 26 May 2026" in heard[1]
    assert len(unheard) == 1
    assert "It was to be on Tuesday 19 May 2026" in unheard[0]
    assert "The hall is shut. The trainer is away." in unheard[0]
    for booking in (first, second):
        assert "Tuesday 2 June 2026" in letters(booking)[-1]
        assert calendar(booking.attendee) == calendar_wanted(booking.attendee)


def test_what_waits_of_the_first_move_is_not_sent_after_the_second():
    [booking] = fill(SessionFactory(capacity=1))
    _move(booking.session, 1)
    continue_batches(now=NOW)
    _move(booking.session, 2)

    before = letters(booking)
    continue_batches(now=NOW)

    assert before == []
    [letter] = letters(booking)
    assert "Tuesday 2 June 2026" in letter


def test_a_move_that_is_taken_back_before_it_was_told_says_so():
    [booking] = fill(SessionFactory(capacity=1))
    _move(booking.session, 1)
    _move(booking.session, 0)

    continue_batches(now=NOW)

    [letter] = letters(booking)
    assert "Time and place are what they were before." in letter
    assert calendar(booking.attendee) == calendar_wanted(booking.attendee)


def test_who_gave_the_place_back_meanwhile_is_told_that_only():
    first, second = fill(SessionFactory(capacity=2))
    _move(first.session, 1)
    cancel_booking(booking=second, by=second.attendee, at=NOW)

    continue_batches(now=NOW)

    assert told(second.attendee) == ["training.booking_cancelled"]
    assert told(first.attendee) == [CHANGED]
    assert calendar(second.attendee) == []


def test_days_left_out_leave_the_calendar_of_who_gave_the_place_back_first():
    spans = [(STARTS, ENDS), (STARTS + WEEK, ENDS + WEEK)]
    [booking] = fill(SessionFactory(capacity=1, meetings=spans, ends_at=ENDS + WEEK))
    deliver()
    _move(booking.session, 2)
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    continue_batches(now=NOW)

    assert calendar(booking.attendee) == []


def test_who_books_after_the_move_is_told_nothing_of_it():
    session = SessionFactory()
    first = book(session)
    _move(session, 1)
    late = book(session, at=NOW + MINUTE)

    continue_batches(now=NOW + 2 * MINUTE)

    assert told(first.attendee) == [CHANGED]
    assert told(late.attendee) == ["training.place_confirmed"]
    assert calendar(late.attendee) == calendar_wanted(late.attendee)


def test_who_is_confirmed_meanwhile_gets_the_new_time_with_the_confirmation():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)
    _move(session, 1)
    accept_offer(booking=waiting, by=waiting.attendee, at=NOW + MINUTE)

    continue_batches(now=NOW + 2 * MINUTE)

    assert [number for _, _, number in entries(waiting.attendee)] == [1]
    assert len(letters(waiting)) == 1
    assert calendar(waiting.attendee) == calendar_wanted(waiting.attendee)


def test_no_reminder_before_everybody_has_heard_and_then_of_the_new_time():
    [booking] = fill(SessionFactory(capacity=1))
    due = STARTS - timedelta(days=13)
    send_due(now=due)
    _move(booking.session, 8, at=due)
    waiting = letters(booking, "training.reminder")
    early = send_due(now=STARTS + 6 * WEEK + timedelta(days=1))
    continue_batches(now=due)

    sent = send_due(now=STARTS + 6 * WEEK + timedelta(days=1))

    assert (waiting, early, sent) == ([], 0, 1)
    [letter] = letters(booking, "training.reminder")
    assert "Tuesday 14 July 2026" in letter


def test_nothing_can_be_had_on_a_cancelled_session_whose_people_are_still_told():
    TermsFactory()
    session = SessionFactory(capacity=2)
    other = SessionFactory(course=session.course, starts_at=STARTS + WEEK)
    given, kept = fill(session)
    offered, waiting = book(session), book(session)
    cancel_booking(booking=given, by=given.attendee, at=NOW)
    _cancel(session)

    with pytest.raises(BookingError, match="cancelled"):
        accept_offer(booking=offered, by=offered.attendee, at=NOW)
    with pytest.raises(BookingError, match="cancelled"):
        transfer(booking=kept, to_session=other, by=AdministratorFactory(), at=NOW)
    with pytest.raises(BookingError):
        substitute(booking=kept, colleague=PersonFactory(), by=kept.attendee, at=NOW)
    with pytest.raises(BookingError):
        book(session)
    with pytest.raises(SessionError):
        _cancel(session)
    settle_due(now=STARTS - MINUTE)

    # Its offer has run out, and is not said to have gone to the next.
    assert statuses([kept, offered, waiting]) == ["confirmed", "offered", "waiting"]
    continue_batches(now=NOW)
    assert statuses([kept, offered, waiting]) == ["cancelled"] * 3
    assert told(offered.attendee)[-1] == OFF
    assert told(waiting.attendee) == [OFF]


def test_giving_up_a_place_late_on_a_cancelled_session_costs_nothing():
    TermsFactory()
    [booking] = fill(SessionFactory(capacity=1))
    late = STARTS - timedelta(hours=1)
    _cancel(booking.session, at=late)
    cancel_booking(booking=booking, by=booking.attendee, at=late)

    continue_batches(now=late)

    assert statuses([booking]) == ["cancelled"]
    assert told(booking.attendee) == ["training.booking_cancelled"]
    assert calendar(booking.attendee) == []


def test_no_manager_is_reminded_of_a_cancelled_session():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    manager = PersonFactory(line_manager_email="manager@example.org")
    booking = book(SessionFactory(), manager)
    until = Approval.objects.get().expires_at
    _cancel(booking.session)

    reminded = remind_managers(now=until - MINUTE)
    continue_batches(now=until - MINUTE)

    assert reminded == 0
    assert told("manager@example.org") == []
    assert statuses([booking]) == ["cancelled"]


def test_a_move_that_is_still_being_told_when_the_session_is_cancelled():
    first, second = fill(SessionFactory(capacity=2))
    one = _move(first.session, 1)
    _one(one)
    deliver()
    _cancel(first.session)

    continue_batches(now=NOW)

    assert told(first.attendee) == [CHANGED, OFF]
    assert told(second.attendee) == [OFF]
    for booking in (first, second):
        assert calendar(booking.attendee) == []


def test_who_cannot_be_written_to_loses_the_place_all_the_same_and_is_named():
    unreachable, other = fill(SessionFactory(capacity=2))
    unreachable.attendee.email = "not an address"
    unreachable.attendee.save()
    session = unreachable.session
    batch = _cancel(session)

    continue_batches(now=NOW)

    batch.refresh_from_db()
    session.refresh_from_db()
    assert statuses([unreachable, other]) == ["cancelled"] * 2
    assert session.taken == 0
    assert batch.refused == [[unreachable.pk, "That is not a whole e-mail address."]]
    assert len(letters(other, OFF)) == 1


def test_a_booking_that_is_gone_does_not_hold_the_others_up():
    gone, other = fill(SessionFactory(capacity=2))
    batch = _move(gone.session, 1)
    Booking.objects.filter(pk=gone.pk).delete()

    continue_batches(now=NOW)

    batch.refresh_from_db()
    assert (batch.is_over, batch.refused) == (True, [])
    assert len(letters(other)) == 1


def test_session_is_cancelled_after_the_moves_although_nobody_knows_who_asked():
    session = SessionFactory(capacity=1)
    other = SessionFactory(course=session.course, capacity=1, starts_at=STARTS + WEEK)
    fill(session)
    cancel_and_rebook(
        session=session,
        reason="The trainer is ill.",
        to_session=other,
        by=AdministratorFactory(),
        at=NOW,
        later=_wait,
    )
    Batch.objects.update(asked_by=None)

    continue_batches(now=NOW)

    session.refresh_from_db()
    assert session.status == "cancelled"
    assert not Batch.objects.not_over().exists()
