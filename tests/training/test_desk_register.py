"""Registers: the desk's, the trainer's own, and the one on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.people.roles import Role
from commonweal.training.models import Attendance, Booking, Needs, Session
from tests.people.factories import PersonFactory, person_in
from tests.training.factories import BookingFactory, SessionFactory

pytestmark = pytest.mark.django_db
S = Booking.Status


def _two_days():
    """A session whose two meetings were yesterday and the day before."""
    first = timezone.now() - timedelta(days=2)
    spans = [(day, day + timedelta(hours=2)) for day in (first, first + timedelta(1))]
    return SessionFactory(starts_at=first, ends_at=spans[1][1], meetings=spans)


@pytest.fixture
def session():
    return _two_days()


def _keep(visitor, session, meeting, **marks):
    address = f"/admin/training/sessions/{session.pk}/register/{meeting.pk}/"
    return visitor.send(address, marks, status=302)


def test_marking_every_meeting_closes_the_booking(visitor, desk, session):
    there, late, gone = (BookingFactory(session=session) for _ in range(3))
    first, second = session.meetings.all()

    for meeting in (first, second):
        _keep(
            visitor,
            session,
            meeting,
            **{
                f"b{there.pk}-present": "on",
                f"b{late.pk}-present": "on" if meeting == first else "",
                f"b{late.pk}-otherwise": "late",
                f"b{gone.pk}-otherwise": "absent",
            },
        )

    for booking in (there, late, gone):
        booking.refresh_from_db()
    assert [there.status, late.status, gone.status] == [S.ATTENDED, S.PARTLY, S.ABSENT]
    assert Attendance.objects.filter(marked_by=desk).count() == 6


def test_somebody_not_marked_stays_open(visitor, desk, session):
    booking = BookingFactory(session=session)

    _keep(visitor, session, session.meetings.first())

    assert Attendance.objects.count() == 0
    booking.refresh_from_db()
    assert booking.status == S.CONFIRMED


def test_a_mark_that_is_not_in_the_list_is_told_with_the_name(visitor, desk, session):
    booking = BookingFactory(session=session)
    meeting = session.meetings.first()

    _keep(visitor, session, meeting, **{f"b{booking.pk}-otherwise": "asleep"})
    page = visitor.fetch(f"/admin/training/sessions/{session.pk}/register/")

    assert f"{booking.attendee}: this mark is not known." in page.content.decode()
    assert Attendance.objects.count() == 0


def test_a_mark_can_be_corrected(visitor, desk):
    starts_at = timezone.now() - timedelta(days=1)
    session = SessionFactory(starts_at=starts_at)
    booking = BookingFactory(session=session)
    meeting = session.meetings.get()

    _keep(visitor, session, meeting, **{f"b{booking.pk}-otherwise": "absent"})
    _keep(visitor, session, meeting, **{f"b{booking.pk}-present": "on"})

    booking.refresh_from_db()
    assert booking.status == S.ATTENDED


def test_a_meeting_to_come_cannot_be_marked(visitor, desk):
    session = SessionFactory(starts_at=timezone.now() + timedelta(days=1))
    booking = BookingFactory(session=session)

    _keep(visitor, session, session.meetings.get(), **{f"b{booking.pk}-present": "on"})
    page = visitor.fetch(f"/admin/training/sessions/{session.pk}/register/")

    assert "A meeting can be marked once it has begun." in page.content.decode()
    assert Attendance.objects.count() == 0


def test_trainers_see_their_own_sessions_and_no_others(visitor):
    trainer = person_in(Role.TRAINER)
    visitor.sign_in(trainer)
    mine, other = SessionFactory(starts_at=_soon()), SessionFactory(starts_at=_soon())
    mine.trainers.add(trainer)

    page = visitor.get("/training/teaching/")

    assert str(mine.course) in page.get_text()
    assert str(other.course) not in page.get_text()
    visitor.get(f"/training/teaching/{mine.pk}/")
    visitor.get(f"/training/teaching/{other.pk}/", status=403)


def _soon():
    return timezone.now() + timedelta(days=3)


def test_trainers_keep_the_register_and_see_what_people_need(visitor, session):
    trainer = person_in(Role.TRAINER)
    session.trainers.add(trainer)
    visitor.sign_in(trainer)
    booking = BookingFactory(session=session)
    Needs.objects.create(
        booking=booking, access="Hearing loop", session_ends_at=session.ends_at
    )
    meeting = session.meetings.first()
    address = f"/training/teaching/{session.pk}/meetings/{meeting.pk}/"

    page = visitor.post(address, {f"b{booking.pk}-present": "on"})

    assert "Hearing loop" in page.get_text()
    mark = Attendance.objects.get()
    assert (mark.mark, mark.marked_by) == ("present", trainer)


def test_the_paper_register_names_people_but_not_their_needs(visitor, session):
    trainer = person_in(Role.TRAINER)
    session.trainers.add(trainer)
    visitor.sign_in(trainer)
    booking = BookingFactory(
        session=session, attendee=PersonFactory(last_name="Rubberduck")
    )
    Needs.objects.create(
        booking=booking, access="Hearing loop", session_ends_at=session.ends_at
    )
    meeting = session.meetings.first()

    page = visitor.get(
        f"/training/teaching/{session.pk}/meetings/{meeting.pk}/print/"
    ).get_text()

    assert "Rubberduck" in page
    assert "Hearing loop" not in page


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.EDITOR])
def test_nobody_else_opens_a_register(visitor, session, role):
    visitor.sign_in(person_in(role))
    meeting = session.meetings.first()

    visitor.get("/training/teaching/", status=403)
    visitor.get(f"/training/teaching/{session.pk}/", status=403)
    visitor.get(
        f"/training/teaching/{session.pk}/meetings/{meeting.pk}/print/", status=403
    )


@pytest.mark.parametrize("many", [3, 30])
def test_a_register_asks_the_same_number_of_queries(
    visitor, desk, session, many, django_assert_num_queries
):
    Session.objects.update(capacity=50)
    for _ in range(many):
        BookingFactory(session=session)
    address = f"/admin/training/sessions/{session.pk}/register/"
    visitor.fetch(address)

    with django_assert_num_queries(16):
        visitor.fetch(address)
