"""One deed for several bookings: at once, or in the background with its progress."""

import pytest
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person
from commonweal.training.actions import batches
from commonweal.training.actions.batches import begin_batch, continue_batch
from commonweal.training.batch_work import do_batch
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Batch, Booking
from tests.training.deeds import book_now, in_days, told
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db
S = Booking.Status
WORDS = {"subject": "Parking", "words": "The car park is closed that day."}


@pytest.fixture
def session():
    """To come, whenever this is run."""
    return SessionFactory(starts_at=in_days(40))


def _send(visitor, session, status=302, **typed):
    address = f"/admin/training/sessions/{session.pk}/several/"
    return visitor.send(address, typed, status=status)


def test_the_first_step_only_asks(visitor, desk, session):
    booking = book_now(session)

    page = _send(visitor, session, status=200, booking=booking.pk, deed="cancel")

    booking.refresh_from_db()
    assert booking.status == S.CONFIRMED
    assert "Cancel these bookings" in page.content.decode()


def test_a_message_goes_to_those_chosen(visitor, desk, session):
    chosen, other = book_now(session), book_now(session)

    _send(visitor, session, booking=chosen.pk, deed="message", sure="1", **WORDS)

    assert "training.desk_message" in told(chosen.attendee)
    assert "training.desk_message" not in told(other.attendee)
    message = OutgoingEmail.objects.get(template="training.desk_message")
    assert message.subject == "Parking"
    assert "The car park is closed that day." in message.text


def test_everybody_can_be_chosen_at_once(visitor, desk, session):
    bookings = [book_now(session) for _ in range(3)]

    _send(visitor, session, everybody="1", deed="cancel", sure="1", words="Flooded.")

    assert set(Booking.objects.values_list("status", flat=True)) == {S.CANCELLED}
    batch = Batch.objects.get()
    assert (batch.done, batch.total, batch.is_over) == (len(bookings), 3, True)


def test_several_move_to_another_date_and_those_refused_are_named(
    visitor, desk, session
):
    other = SessionFactory(starts_at=in_days(50), course=session.course, capacity=1)
    first, second = book_now(session), book_now(session)

    answer = _send(
        visitor,
        session,
        booking=[first.pk, second.pk],
        deed="transfer",
        sure="1",
        to_session=other.pk,
        words="Two dates become one.",
    )
    page = visitor.fetch(answer["Location"]).content.decode()

    for booking in (first, second):
        booking.refresh_from_db()
    assert [first.status, second.status] == [S.TRANSFERRED, S.CONFIRMED]
    assert "1 of 2 went well; 1 could not be done" in page
    assert str(second.attendee) in page


def test_nothing_chosen_is_said(visitor, desk, session):
    answer = _send(visitor, session, deed="message")

    assert answer["Location"] == f"/admin/training/sessions/{session.pk}/"
    assert Batch.objects.count() == 0


def test_a_number_that_no_booking_can_have_chooses_nobody(visitor, desk, session):
    book_now(session)

    answer = _send(visitor, session, booking="9" * 40, deed="cancel", sure="1")

    assert answer["Location"] == f"/admin/training/sessions/{session.pk}/"
    assert Batch.objects.count() == 0


def test_bookings_of_another_session_are_not_taken(visitor, desk, session):
    strange = book_now(SessionFactory(starts_at=in_days(41)))

    _send(visitor, session, booking=strange.pk, deed="cancel", sure="1", words="No.")

    strange.refresh_from_db()
    assert strange.status == S.CONFIRMED


def test_many_are_left_to_the_worker_and_show_their_progress(
    visitor, desk, session, monkeypatch
):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    queued = []
    monkeypatch.setattr(
        type(do_batch), "enqueue", lambda task, *args: queued.append(args)
    )
    bookings = [book_now(session) for _ in range(3)]

    answer = _send(visitor, session, everybody="1", deed="message", sure="1", **WORDS)
    waiting = visitor.fetch(answer["Location"]).content.decode()
    do_batch.func(*queued[0])
    done = visitor.fetch(answer["Location"]).content.decode()

    assert "0 of 3 done." in waiting
    assert "3 of 3 went well" in done
    assert all("training.desk_message" in told(b.attendee) for b in bookings)


def test_a_batch_that_was_stopped_goes_on_and_does_nothing_twice(
    desk, session, monkeypatch
):
    bookings = [book_now(session) for _ in range(3)]
    batch = begin_batch(
        kind=Batch.Kind.MESSAGE,
        session=session,
        bookings=bookings,
        by=desk,
        at=timezone.now(),
        **WORDS,
    )
    real, calls = batches.tell, []

    def dies_at_the_second(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args, **kwargs)

    monkeypatch.setattr(batches, "tell", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        continue_batch(batch=batch, at=timezone.now())
    batch.refresh_from_db()
    done_when_stopped = batch.done
    continue_batch(batch=batch, at=timezone.now())
    continue_batch(batch=batch, at=timezone.now())

    batch.refresh_from_db()
    assert done_when_stopped == 1
    assert (batch.done, batch.refused, batch.is_over) == (3, [], True)
    messages = OutgoingEmail.objects.filter(template="training.desk_message")
    assert messages.count() == 3
    assert AuditEvent.objects.filter(verb="training.written_to").count() == 3


def test_somebody_without_any_address_is_named_as_refused(desk, session):
    nobody = Person.objects.create_without_email(last_name="Example")
    booking = book_now(session)
    Booking.objects.filter(pk=booking.pk).update(attendee=nobody, booked_by=None)

    batch = begin_batch(
        kind=Batch.Kind.MESSAGE,
        session=session,
        bookings=[booking],
        by=desk,
        at=timezone.now(),
        **WORDS,
    )
    batch = continue_batch(batch=batch, at=timezone.now())

    assert batch.refused == [[booking.pk, "There is no address to write to."]]


@pytest.mark.parametrize("missing", ["subject", "words"])
def test_a_message_without_words_is_refused(desk, session, missing):
    with pytest.raises(BookingError, match="Write a subject and a message"):
        begin_batch(
            kind=Batch.Kind.MESSAGE,
            session=session,
            bookings=[book_now(session)],
            by=desk,
            at=timezone.now(),
            **{**WORDS, missing: " "},
        )
