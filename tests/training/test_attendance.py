from datetime import timedelta

import pytest

from commonweal.training.actions import (
    cancel_booking,
    close_marked,
    join_online,
    mark_attendance,
)
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Attendance
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.deeds import book, statuses, verbs
from tests.training.factories import ENDS, NOW, STARTS, SessionFactory

pytestmark = pytest.mark.django_db

Mark = Attendance.Mark
WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)


def _mark(booking, *marks, at=ENDS, by=None):
    meetings = booking.session.meetings.order_by("starts_at")
    return mark_attendance(
        booking=booking,
        marks=dict(zip(meetings, marks, strict=False)),
        by=by or AdministratorFactory(),
        at=at,
    )


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        (Mark.PRESENT, "attended"),
        (Mark.LATE, "absent"),
        (Mark.LEFT_EARLY, "absent"),
        (Mark.APOLOGISED, "absent"),
        (Mark.ABSENT, "absent"),
    ],
)
def test_a_mark_closes_a_booking_of_one_meeting(mark, status):
    booking = book(SessionFactory())

    _mark(booking, mark)

    booking.refresh_from_db()
    assert booking.status == status
    assert booking.ended_at == ENDS


def _two_days():
    return SessionFactory(
        meetings=[(STARTS, ENDS), (STARTS + WEEK, ENDS + WEEK)], ends_at=ENDS + WEEK
    )


def test_a_booking_of_two_days_closes_with_the_second_mark():
    booking = book(_two_days())

    _mark(booking, Mark.PRESENT)
    after_one = statuses([booking])
    _mark(booking, Mark.PRESENT, Mark.ABSENT, at=ENDS + WEEK)

    assert (after_one, statuses([booking])) == (["confirmed"], ["partly"])
    assert verbs() == [
        "training.booked",
        "training.attendance_marked",
        "training.attended_partly",
    ]


def test_a_mark_is_corrected():
    booking = book(SessionFactory())
    _mark(booking, Mark.ABSENT)

    _mark(booking, Mark.PRESENT)

    assert statuses([booking]) == ["attended"]
    assert booking.attendances.count() == 1
    assert verbs()[-1] == "training.attendance_corrected"


def test_attendance_holds_the_place_still():
    session = SessionFactory()
    _mark(book(session), Mark.ABSENT)

    session.refresh_from_db()
    assert session.taken == 1


def test_only_trainer_and_desk_mark():
    booking = book(SessionFactory())
    trainer = PersonFactory()
    booking.session.trainers.add(trainer)

    with pytest.raises(BookingError, match="Only the trainer"):
        _mark(booking, Mark.PRESENT, by=booking.attendee)
    _mark(booking, Mark.PRESENT, by=trainer)

    assert statuses([booking]) == ["attended"]


def test_marks_are_refused_before_the_meeting_or_of_another_session():
    booking, other = book(SessionFactory()), book(SessionFactory())
    desk = AdministratorFactory()

    with pytest.raises(BookingError, match="once it has begun"):
        _mark(booking, Mark.PRESENT, at=STARTS - MINUTE)
    with pytest.raises(BookingError, match="another session"):
        mark_attendance(
            booking=booking,
            marks={other.session.meetings.get(): Mark.PRESENT},
            by=desk,
            at=ENDS,
        )
    with pytest.raises(BookingError, match="no mark"):
        _mark(booking, "asleep")
    with pytest.raises(BookingError, match="at least one"):
        mark_attendance(booking=booking, marks={}, by=desk, at=ENDS)


def test_who_had_no_place_is_not_marked():
    booking = book(SessionFactory(capacity=0))

    with pytest.raises(BookingError, match="no confirmed place"):
        _mark(booking, Mark.PRESENT)


def _online(**fields):
    return book(SessionFactory(online_link="https://meet.example.org/a", **fields))


def test_joining_page_opens_shortly_before_the_start():
    booking = _online()

    with pytest.raises(BookingError, match="opens at 9:15am on Tuesday 19 May 2026"):
        join_online(booking=booking, at=STARTS - 16 * MINUTE)
    address = join_online(booking=booking, at=STARTS - 15 * MINUTE)

    booking.refresh_from_db()
    assert address == "https://meet.example.org/a"
    assert booking.joined_at == STARTS - 15 * MINUTE
    assert booking.attendances.get().mark == Mark.PRESENT


def test_joining_beyond_the_grace_is_late():
    booking = _online()

    join_online(booking=booking, at=STARTS + 16 * MINUTE)

    assert booking.attendances.get().mark == Mark.LATE


def test_joining_again_changes_nothing():
    booking = _online()
    join_online(booking=booking, at=STARTS)

    join_online(booking=booking, at=STARTS + 60 * MINUTE)

    assert booking.attendances.get().mark == Mark.PRESENT
    assert verbs().count("training.joined") == 1


def test_joining_page_dies_with_the_booking():
    booking = _online()
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    with pytest.raises(BookingError, match="over"):
        join_online(booking=booking, at=STARTS)


def test_joining_page_ends_with_the_session():
    booking = _online()

    with pytest.raises(BookingError, match="over"):
        join_online(booking=booking, at=ENDS)


def test_there_is_no_joining_page_without_an_online_room():
    booking = book(SessionFactory())

    with pytest.raises(BookingError, match="no online room"):
        join_online(booking=booking, at=STARTS)


def test_who_joined_every_meeting_online_has_attended_when_it_is_over():
    joined, absent = _online(), None
    absent = book(joined.session)
    join_online(booking=joined, at=STARTS)

    early = close_marked(now=ENDS - MINUTE)
    closed = close_marked(now=ENDS)

    assert (early, closed) == (0, 1)
    assert statuses([joined, absent]) == ["attended", "confirmed"]
