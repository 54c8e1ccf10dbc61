"""What an export and an erasure find in training."""

import json
from datetime import timedelta

import pytest

from commonweal.governance.actions import erase_person, export_person
from commonweal.governance.exceptions import ErasureError
from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import erasing
from commonweal.training.exceptions import BookingError
from commonweal.training.models import (
    Approval,
    Attendance,
    Booking,
    Diary,
    Interest,
    Needs,
)
from tests.people.factories import OrganisationFactory, PersonFactory
from tests.training.deeds import book, fill, told
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    CourseFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db
AFTER = ENDS + timedelta(days=1)


@pytest.fixture(autouse=True)
def terms():
    return TermsFactory()


@pytest.fixture
def robin():
    return PersonFactory(email="robin@example.org")


def erase(person, at=NOW):
    erase_person(person=person, by=None, at=at, reason="Request 12")


def held(person):
    export = export_person(person=person, by=None, now=NOW)
    return json.loads(export.as_json())["tables"]


def test_an_export_holds_bookings_with_what_hangs_on_them(robin):
    booking = book(SessionFactory(course__title="Neglect"), robin)
    Needs.objects.create(booking=booking, dietary="vegan", session_ends_at=ENDS)
    Diary.objects.create(person=robin, secret="x" * 43, renewed_at=NOW)
    Interest.objects.create(person=robin, course=CourseFactory(), asked_at=NOW)

    found = held(robin)

    [place] = found["training.Booking"]["rows"]
    assert place["reference"] == booking.reference
    assert place["session"]["name"] == "Neglect, 19 May 2026"
    assert place["booked_by"] == "this person"
    assert found["training.Needs"]["rows"][0]["dietary"] == "vegan"
    assert len(found["training.Interest"]["rows"]) == 1
    assert "x" * 43 not in json.dumps(found)


def test_a_manager_is_told_where_their_address_stands_and_about_nobody_else(robin):
    booking = book(SessionFactory(), robin)
    manager = PersonFactory(email="manager@example.org")
    Booking.objects.update(manager_email=manager.email)
    Approval.objects.create(
        booking=booking,
        email=manager.email,
        asked_at=NOW,
        expires_at=NOW,
        outcome="approved",
    )

    found = held(manager)

    assert found["training.Booking"]["rows"][0]["manager_email"] == manager.email
    assert found["training.Approval"]["rows"][0]["outcome"] == "approved"
    assert "robin" not in json.dumps(found)
    assert booking.reference not in json.dumps(found)


def test_erasing_gives_a_place_back_to_whoever_waits(robin):
    session = SessionFactory(capacity=1)
    booking = book(session, robin)
    waiting = book(session)

    erase(robin)

    booking.refresh_from_db()
    waiting.refresh_from_db()
    session.refresh_from_db()
    assert booking.status == Booking.Status.CANCELLED
    assert waiting.status in {Booking.Status.OFFERED, Booking.Status.CONFIRMED}
    assert session.taken == 1
    assert told("robin@example.org") == []
    assert not OutgoingEmail.objects.filter(to=robin.email).exists()


def test_erasing_keeps_the_seat_that_was_taken_without_a_name(robin):
    oak = OrganisationFactory()
    session = SessionFactory()
    booking = book(session, robin)
    Booking.objects.update(
        status="attended", organisation=oak, ended_because="Ill", joined_at=STARTS
    )
    Attendance.objects.create(
        booking=booking,
        meeting=session.meetings.get(),
        mark="present",
        marked_at=ENDS,
    )

    erase(robin, at=AFTER)

    booking.refresh_from_db()
    assert (booking.status, booking.organisation) == ("attended", oak)
    assert (booking.ended_because, booking.joined_at) == ("", None)
    assert booking.attendee.get_full_name() == ""
    assert not booking.attendee.has_email
    assert booking.attendances.get().mark == "present"


def test_erasing_deletes_needs_interests_and_the_diary(robin):
    booking = book(SessionFactory(), robin)
    Needs.objects.create(booking=booking, dietary="vegan", session_ends_at=ENDS)
    Diary.objects.create(person=robin, secret="x" * 43, renewed_at=NOW)
    Interest.objects.create(person=robin, course=CourseFactory(), asked_at=NOW)

    erase(robin)

    assert Needs.objects.count() == 0
    assert Diary.objects.count() == 0
    assert Interest.objects.count() == 0


def test_erasing_a_manager_leaves_open_questions_until_they_are_answered(robin):
    manager = PersonFactory(email="manager@example.org")
    asked = {"email": manager.email, "asked_at": NOW, "expires_at": STARTS}
    is_open = Approval.objects.create(booking=book(SessionFactory(), robin), **asked)
    answered = Approval.objects.create(
        booking=book(SessionFactory(), robin), outcome="declined", **asked
    )

    erase(manager)

    is_open.refresh_from_db()
    answered.refresh_from_db()
    assert (is_open.email, answered.email) == ("manager@example.org", "")


def test_erasing_a_trainer_takes_them_off_their_sessions(robin):
    session, other = SessionFactory(), SessionFactory()
    colleague = PersonFactory()
    session.trainers.add(robin, colleague)
    other.trainers.add(colleague)

    erase(robin)

    assert list(session.trainers.all()) == [colleague]
    assert list(other.trainers.all()) == [colleague]


def test_nothing_is_erased_when_a_place_cannot_be_given_back(robin, monkeypatch):
    booking = book(SessionFactory(), robin)

    def refuse(**arguments):
        raise BookingError("It is locked.")

    monkeypatch.setattr(erasing, "cancel_booking", refuse)

    with pytest.raises(ErasureError, match=f"{booking.reference} .* It is locked"):
        erase(robin)

    robin.refresh_from_db()
    assert robin.email == "robin@example.org"


def test_erasing_again_changes_no_booking(robin):
    for session in SessionFactory.create_batch(2):
        book(session, robin)
    fill(SessionFactory(capacity=2))
    erase(robin)
    before = list(Booking.objects.order_by("pk").values())

    outcome = erase_person(person=robin, by=None, at=NOW, reason="Request 12")

    assert {erased.changed for erased in outcome} == {0}
    assert list(Booking.objects.order_by("pk").values()) == before
