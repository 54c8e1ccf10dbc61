"""Pages behind the links in messages, opened by people who have not signed in."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.mail.models import OutgoingEmail
from commonweal.training import addresses, links
from commonweal.training.actions import cancel_booking
from commonweal.training.links import Purpose
from commonweal.training.models import Approval, Attendance, Booking, BookingTerms
from tests.people.factories import MembershipFactory, PersonFactory
from tests.training.coming import coming
from tests.training.deeds import book, statuses, told
from tests.training.factories import SessionFactory, TermsFactory

pytestmark = pytest.mark.django_db

S = Booking.Status
MINUTE = timedelta(minutes=1)
COLLEAGUE = {"first_name": "Kim", "last_name": "Example", "email": "kim@example.org"}


def _words(part):
    return " ".join(part.get_text().split())


def _path(address):
    return address.removeprefix("http://testserver")


def _answer_path(booking):
    return _path(addresses.answer_page(booking, until=booking.session.ends_at))


def _state(booking):
    booking.refresh_from_db()
    return booking.status


@pytest.fixture
def confirmed():
    return book(coming(), at=timezone.now())


@pytest.fixture
def offered():
    """Somebody with an open offer, and somebody who waits behind them."""
    session = coming(capacity=1)
    first, second, third = (book(session, at=timezone.now()) for _ in range(3))
    cancel_booking(booking=first, by=first.attendee, at=timezone.now())
    second.refresh_from_db()
    return second, third


def _link_in_mail(template, to):
    """The path of the link that a message leads to."""
    message = OutgoingEmail.objects.filter(template=template, to=to).latest("pk")
    return re.search(
        r"http://testserver(/training/(offer|approval)/\S+)", message.text
    )[1]


# Offers


def test_offer_is_accepted_by_link(visitor, offered):
    second, third = offered
    path = _link_in_mail("training.place_offered", second.attendee.email)

    page = visitor.get(path)
    assert page.h1.get_text() == "A place is free for you"
    assert _state(second) == S.OFFERED

    page = visitor.post(path, {"answer": "accept"})
    assert page.h1.get_text() == "Confirmed: the place is yours"
    assert statuses([second, third]) == [S.CONFIRMED, S.WAITING]
    assert told(second.attendee)[-1] == "training.place_confirmed"


def test_offer_is_declined_by_link_and_goes_on(visitor, offered):
    second, third = offered
    path = _link_in_mail("training.place_offered", second.attendee.email)

    page = visitor.post(path, {"answer": "decline"})

    assert page.h1.get_text() == "Declined"
    assert statuses([second, third]) == [S.DECLINED, S.OFFERED]


def test_offer_that_has_ended_is_explained(visitor, offered):
    second, _ = offered
    path = _link_in_mail("training.place_offered", second.attendee.email)
    Booking.objects.filter(pk=second.pk).update(held_until=timezone.now())

    page = visitor.get(path)
    assert page.h1.get_text() == "Not answered in time"

    page = visitor.post(path, {"answer": "accept"}, status=410)
    assert "the place has gone to the next person" in _words(page.main)


def test_post_without_an_answer_changes_nothing(visitor, offered):
    second, _ = offered
    path = _link_in_mail("training.place_offered", second.attendee.email)

    visitor.post(path)

    assert _state(second) == S.OFFERED


# Reminders


def test_reminder_is_answered_with_coming(visitor, confirmed):
    path = _answer_path(confirmed)

    page = visitor.get(path)
    assert page.h1.get_text() == "Are you coming?"
    confirmed.refresh_from_db()
    assert confirmed.coming_since is None

    page = visitor.post(path)
    assert page.h1.get_text() == "Thank you. We know that you are coming."
    confirmed.refresh_from_db()
    assert confirmed.coming_since is not None


def test_place_is_given_back_by_link_and_offered_on(visitor):
    session = coming(capacity=1)
    booking, waiting = (book(session, at=timezone.now()) for _ in range(2))
    path = f"{_answer_path(booking)}give-back/"

    page = visitor.get(path)
    assert "You are in time: nothing is owed." in _words(page.main)
    assert _state(booking) == S.CONFIRMED

    page = visitor.post(path)
    assert page.h1.get_text() == "Cancelled"
    assert statuses([booking, waiting]) == [S.CANCELLED, S.OFFERED]

    page = visitor.post(path)
    assert page.h1.get_text() == "Cancelled"


def test_colleague_is_sent_by_link(visitor, confirmed):
    page = visitor.post(f"{_answer_path(confirmed)}colleague/", COLLEAGUE)

    assert page.h1.get_text() == "A colleague came instead"
    assert _state(confirmed) == S.SUBSTITUTED
    assert told("kim@example.org") == ["training.place_confirmed"]


def test_answer_after_the_place_is_gone_is_explained(visitor, confirmed):
    path = _answer_path(confirmed)
    cancel_booking(booking=confirmed, by=confirmed.attendee, at=timezone.now())

    page = visitor.get(path)
    assert page.h1.get_text() == "Cancelled"
    page = visitor.post(path, status=410)
    assert "no confirmed place" in _words(page.main)


# Managers


@pytest.fixture
def asked():
    """A booking that waits for boss@example.org."""
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    membership = MembershipFactory(person__line_manager_email="boss@example.org")
    return book(
        coming(),
        membership.person,
        at=timezone.now(),
        organisation=membership.organisation,
    )


def test_manager_approves_by_link(visitor, asked):
    path = _link_in_mail("training.approval_asked", "boss@example.org")

    page = visitor.get(path)
    assert page.h1.get_text() == f"May {asked.attendee} come?"
    assert asked.organisation.name in _words(page.main)
    assert _state(asked) == S.AWAITING_APPROVAL

    page = visitor.post(path)
    assert _words(page.h1) == "Approved"
    assert _state(asked) == S.CONFIRMED
    assert told(asked.attendee)[-1] == "training.place_confirmed"

    page = visitor.post(path, status=410)
    assert "answered already" in _words(page.main)


def test_manager_declines_and_says_why(visitor, asked):
    path = f"{_link_in_mail('training.approval_asked', 'boss@example.org')}decline/"

    visitor.get(path)
    page = visitor.post(path, {"reason": "We are short of staff."})

    assert page.h1.get_text() == "Declined"
    assert _state(asked) == S.DECLINED
    message = OutgoingEmail.objects.get(template="training.approval_declined")
    assert "We are short of staff." in message.text


def test_manager_sends_the_question_on_and_the_first_link_answers_no_more(
    visitor, asked
):
    first = _link_in_mail("training.approval_asked", "boss@example.org")

    page = visitor.post(f"{first}forward/", {"email": "deputy@example.org"})
    assert page.h1.get_text() == "Sent to someone else"
    visitor.post(first, status=410)
    assert _state(asked) == S.AWAITING_APPROVAL

    visitor.post(_link_in_mail("training.approval_asked", "deputy@example.org"))
    assert _state(asked) == S.CONFIRMED


@pytest.mark.parametrize("email", ["", "deputy", "person"])
def test_question_is_sent_on_to_another_person_only(visitor, asked, email):
    path = f"{_link_in_mail('training.approval_asked', 'boss@example.org')}forward/"
    email = asked.attendee.email if email == "person" else email

    page = visitor.post(path, {"email": email})

    assert page.select_one(".govuk-error-summary")
    assert Approval.objects.count() == 1


def test_time_to_approve_is_over(visitor, asked):
    path = _link_in_mail("training.approval_asked", "boss@example.org")
    Booking.objects.filter(pk=asked.pk).update(held_until=timezone.now())

    page = visitor.get(path)
    assert page.h1.get_text() == "The time to answer is over"
    for more in ("decline/", "forward/"):
        page = visitor.get(path + more)
        assert page.h1.get_text() == "The time to answer is over"


def test_manager_need_not_answer_what_was_given_up(visitor, asked):
    path = _link_in_mail("training.approval_asked", "boss@example.org")
    cancel_booking(booking=asked, by=asked.attendee, at=timezone.now())

    page = visitor.get(path)

    assert page.h1.get_text() == "No answer is needed any more"


# The online room


def _online(starts_in, **fields):
    starts_at = timezone.now() + starts_in
    session = SessionFactory(
        starts_at=starts_at,
        online_link="https://meet.example.org/secret-room",
        **fields,
    )
    booking = book(session, at=timezone.now() - timedelta(days=9))
    return booking, _path(addresses.joining_page(booking, until=session.ends_at))


def test_room_is_shut_until_a_quarter_of_an_hour_before(visitor):
    booking, path = _online(20 * MINUTE)

    page = visitor.get(path)
    assert "The room opens at" in _words(page.main)
    assert not page.main.select("form")

    page = visitor.post(path, status=410)
    assert "This page opens at" in _words(page.main)
    assert b"secret-room" not in visitor.response.content
    booking.refresh_from_db()
    assert booking.joined_at is None


@pytest.mark.parametrize("starts_in", [10 * MINUTE, -60 * MINUTE])
def test_room_is_entered_by_a_press_that_notes_attendance(visitor, starts_in):
    booking, path = _online(starts_in)

    page = visitor.get(path)
    assert page.main.select_one("form button").get_text() == "Join now"
    assert b"secret-room" not in visitor.response.content
    assert not Attendance.objects.exists()

    visitor.post(path)
    assert visitor.response["Refresh"] == "0; url=https://meet.example.org/secret-room"
    assert visitor.response["Cache-Control"] == "no-store"
    booking.refresh_from_db()
    assert booking.joined_at is not None
    was_in_time = starts_in > timedelta(0)
    mark = Attendance.Mark.PRESENT if was_in_time else Attendance.Mark.LATE
    assert Attendance.objects.get().mark == mark


def test_room_that_is_not_known_yet_is_waited_for(visitor):
    booking, path = _online(10 * MINUTE)
    booking.session.online_link = ""
    booking.session.save(update_fields=["online_link"])

    page = visitor.get(path)

    assert "The room is not ready yet." in _words(page.main)
    assert not page.main.select("form")


def test_joining_page_dies_with_the_booking(visitor):
    booking, path = _online(30 * MINUTE)
    cancel_booking(booking=booking, by=booking.attendee, at=timezone.now())

    for ask in (visitor.get, visitor.post):
        page = ask(path, status=410)
        assert "This page belonged to a booking that is over." in _words(page.main)


def test_joining_page_ends_with_the_session(visitor):
    _, path = _online(-timedelta(hours=5))

    page = visitor.get(path, status=410)

    assert "This session is over." in _words(page.main)


# All links


PURPOSES = {
    "offer": Purpose.OFFER,
    "answer": Purpose.ANSWER,
    "answer_give_back": Purpose.ANSWER,
    "answer_colleague": Purpose.ANSWER,
    "approval": Purpose.APPROVAL,
    "approval_decline": Purpose.APPROVAL,
    "approval_forward": Purpose.APPROVAL,
    "join": Purpose.JOIN,
}


@pytest.mark.parametrize("name", PURPOSES)
def test_link_that_is_not_ours_is_explained(visitor, confirmed, name):
    now = timezone.now()
    other = Purpose.JOIN if name != "join" else Purpose.ANSWER
    tokens = {
        "cut": links.sign(PURPOSES[name], confirmed.pk, until=now)[:-4],
        "other": links.sign(other, confirmed.pk, until=now),
        "gone": links.sign(PURPOSES[name], 0, until=now),
        "old": links.sign(PURPOSES[name], confirmed.pk, until=now - timedelta(days=31)),
    }

    for token in tokens.values():
        path = reverse(f"training:{name}", args=[token])
        for ask in (visitor.get, visitor.post):
            page = ask(path, status=410)
            assert page.h1.get_text() == "This link leads nowhere any more"
    assert _state(confirmed) == S.CONFIRMED


def test_form_sent_from_another_site_changes_nothing(client, confirmed):
    response = client.post(
        _answer_path(confirmed), headers={"origin": "https://elsewhere.example"}
    )

    assert response.status_code == 403
    confirmed.refresh_from_db()
    assert confirmed.coming_since is None


def test_pages_behind_links_are_kept_by_nobody_and_set_no_cookie(client, confirmed):
    response = client.get(_answer_path(confirmed))

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert not response.cookies


def test_address_of_a_link_names_nobody(confirmed):
    path = _answer_path(confirmed)

    assert confirmed.reference not in path
    assert confirmed.attendee.email not in path
    assert len(path) < 120


def test_somebody_else_who_is_signed_in_answers_for_the_one_the_link_is_of(
    visitor, confirmed
):
    visitor.sign_in(PersonFactory())

    visitor.post(_answer_path(confirmed))

    confirmed.refresh_from_db()
    assert confirmed.coming_since is not None
