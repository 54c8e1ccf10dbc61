from datetime import timedelta
from functools import partial

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import (
    agree_request,
    approve,
    decline_approval,
    decline_request,
    forward_approval,
    remind_managers,
    settle,
)
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, BookingTerms
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.training.deeds import book, entries, fill, statuses, told, verbs
from tests.training.factories import NOW, STARTS, SessionFactory, TermsFactory

pytestmark = pytest.mark.django_db

MANAGER = "manager@example.org"
HOUR = timedelta(hours=1)


def _asked(capacity=1, at=NOW, **terms):
    """A booking that holds a place for its manager's answer, and the question."""
    TermsFactory(approval=BookingTerms.Approval.MANAGER, **terms)
    session = SessionFactory(capacity=capacity)
    booking = book(session, PersonFactory(line_manager_email=MANAGER), at=at)
    return booking, booking.approvals.get()


def test_a_place_is_held_while_the_manager_is_asked():
    booking, approval = _asked()

    booking.session.refresh_from_db()
    assert booking.status == "awaiting"
    assert booking.session.taken == 1
    assert approval.expires_at == booking.held_until == NOW + HOUR * 120
    assert told(MANAGER) == ["training.approval_asked"]
    assert told(booking.attendee) == ["training.approval_awaited"]
    assert verbs() == ["training.approval_asked"]


def test_the_manager_is_told_who_what_when_and_until_when():
    booking, _ = _asked()

    message = OutgoingEmail.objects.get(to=MANAGER)
    assert str(booking.attendee) in message.subject
    assert "until 10am on Saturday 25 April 2026" in message.text
    assert "http://testserver/training/approval/" in message.text


def test_approve_confirms():
    booking, approval = _asked()

    approve(approval=approval, at=NOW + HOUR)

    approval.refresh_from_db()
    booking.session.refresh_from_db()
    assert statuses([booking]) == ["confirmed"]
    assert approval.outcome == Approval.Outcome.APPROVED
    assert booking.session.taken == 1
    assert told(booking.attendee)[-1] == "training.place_confirmed"
    assert entries(booking.attendee)[0][0] == "REQUEST"
    assert verbs()[-1] == "training.approved"


def test_decline_gives_the_place_to_whoever_waits():
    booking, approval = _asked()
    waiting = book(booking.session, PersonFactory(line_manager_email=MANAGER))

    decline_approval(approval=approval, at=NOW + HOUR, reason="Busy that week")

    assert statuses([booking, waiting]) == ["declined", "offered"]
    message = OutgoingEmail.objects.get(template="training.approval_declined")
    assert "Busy that week" in message.text


@pytest.mark.parametrize(
    "answer", [approve, partial(decline_approval, reason="")], ids=["yes", "no"]
)
def test_a_question_is_answered_once(answer):
    _, approval = _asked()
    approve(approval=approval, at=NOW + HOUR)

    with pytest.raises(BookingError, match="answered already"):
        answer(approval=approval, at=NOW + HOUR)


def test_approval_that_is_not_given_in_time_frees_the_place():
    booking, approval = _asked()
    waiting = book(booking.session, PersonFactory(line_manager_email=MANAGER))

    with pytest.raises(BookingError, match="time for it has passed"):
        approve(approval=approval, at=approval.expires_at)
    settle(session=booking.session, at=approval.expires_at)

    approval.refresh_from_db()
    assert statuses([booking, waiting]) == ["expired", "offered"]
    assert approval.outcome == Approval.Outcome.EXPIRED
    assert told(booking.attendee)[-1] == "training.approval_declined"
    assert "training.approval_expired" in verbs()


def test_forwarded_question_is_answered_by_the_second_link_only():
    booking, first = _asked()

    second = forward_approval(approval=first, email="Head@Example.org", at=NOW + HOUR)

    assert told("head@example.org") == ["training.approval_asked"]
    assert second.expires_at == first.expires_at
    with pytest.raises(BookingError, match="answered already"):
        approve(approval=first, at=NOW + HOUR * 2)
    approve(approval=second, at=NOW + HOUR * 2)
    assert statuses([booking]) == ["confirmed"]


@pytest.mark.parametrize("email", ["nobody", "", "own"])
def test_a_question_is_not_forwarded_to_nobody_or_to_the_person(email):
    booking, approval = _asked()
    address = booking.attendee.email if email == "own" else email

    with pytest.raises(BookingError):
        forward_approval(approval=approval, email=address, at=NOW)

    approval.refresh_from_db()
    assert approval.outcome == Approval.Outcome.OPEN


def test_nobody_approves_their_own_booking():
    booking, approval = _asked()

    with pytest.raises(BookingError, match="Only the manager"):
        approve(approval=approval, at=NOW, by=booking.attendee)


@pytest.mark.parametrize("manager", ["", "own"])
def test_somebody_names_a_manager_who_is_not_themselves(manager):
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    person = PersonFactory()
    person.line_manager_email = person.email if manager == "own" else ""
    person.save()

    with pytest.raises(BookingError, match="manager’s e-mail address"):
        book(SessionFactory(), person)


def test_what_the_manager_books_the_manager_has_approved():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    booker = MembershipFactory(is_team_booker=True)
    member = MembershipFactory(
        organisation=booker.organisation,
        person__line_manager_email=booker.person.email,
    ).person

    booking = book(
        SessionFactory(), member, by=booker.person, organisation=booker.organisation
    )

    assert booking.status == "confirmed"


def test_manager_is_reminded_once_half_way():
    _asked()
    half = NOW + HOUR * 60

    counts = [
        remind_managers(now=now)
        for now in (half - timedelta(seconds=1), half, half + HOUR)
    ]

    assert counts == [0, 1, 0]
    assert told(MANAGER) == ["training.approval_asked", "training.approval_reminder"]


def test_nobody_is_reminded_of_what_they_have_answered():
    _, approval = _asked()
    approve(approval=approval, at=NOW + HOUR)

    assert remind_managers(now=NOW + HOUR * 60) == 0


def test_a_question_still_in_the_outbox_is_dropped_with_its_answer():
    _, approval = _asked()

    decline_approval(approval=approval, at=NOW, reason="")

    assert told(MANAGER) == []


def _request(capacity=1):
    TermsFactory(approval=BookingTerms.Approval.SHORTLIST)
    session = SessionFactory(capacity=capacity)
    return session, book(session)


def test_the_desk_agrees_to_a_request():
    _, booking = _request()

    agree_request(booking=booking, by=AdministratorFactory(), at=NOW + HOUR)

    assert statuses([booking]) == ["confirmed"]
    assert told(booking.attendee)[-1] == "training.place_confirmed"
    assert verbs() == ["training.requested", "training.request_agreed"]


def test_a_request_that_does_not_fit_waits_since_it_was_made():
    session, booking = _request()
    desk = AdministratorFactory()
    book(session, by=desk)

    agree_request(booking=booking, by=desk, at=NOW + HOUR)

    booking.refresh_from_db()
    assert booking.status == "waiting"
    assert booking.waiting_since == NOW


def test_the_desk_declines_a_request_with_a_reason():
    _, booking = _request()

    decline_request(
        booking=booking, by=AdministratorFactory(), at=NOW, reason="Too many asked."
    )

    assert statuses([booking]) == ["declined"]
    message = OutgoingEmail.objects.get(template="training.request_declined")
    assert "Too many asked." in message.text


def test_only_the_desk_decides_about_requests():
    _, booking = _request()

    with pytest.raises(BookingError, match="Only the training desk"):
        agree_request(booking=booking, by=booking.attendee, at=NOW)


def test_a_place_is_not_held_into_the_last_day_when_nobody_could_take_it():
    booking, _ = _asked(at=STARTS - HOUR * 30)

    assert booking.held_until == STARTS - HOUR * 24


def test_waiting_list_of_a_session_with_approval_starts_without_asking():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session = SessionFactory(capacity=0)

    waiting = book(session, PersonFactory(line_manager_email=MANAGER))
    fill(session)

    assert waiting.status == "waiting"
    assert told(MANAGER) == []
