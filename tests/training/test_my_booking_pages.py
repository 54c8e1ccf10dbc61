"""The page of a booking, and what can be done from it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.training.actions import cancel_booking
from commonweal.training.models import Booking, BookingTerms, Needs
from tests.people.factories import (
    MembershipFactory,
    PersonFactory,
)
from tests.training.coming import coming
from tests.training.deeds import book, statuses, told
from tests.training.factories import BookingFactory, PrerequisiteFactory, TermsFactory

pytestmark = pytest.mark.django_db

S = Booking.Status


def _path(name, booking):
    return reverse(f"training:{name}", args=[booking.reference])


def _words(part):
    return " ".join(part.get_text().split())


def _own(visitor, session=None, **fields):
    """Somebody signed in, and their booking."""
    person = PersonFactory(**fields)
    visitor.sign_in(person)
    return book(session or coming(), person, at=timezone.now())


def _state(booking):
    booking.refresh_from_db()
    return booking.status


def test_page_says_how_a_confirmed_place_stands(visitor):
    booking = _own(visitor)

    page = visitor.get(_path("booking", booking))

    words = _words(page.main)
    assert "Confirmed" in words
    assert booking.reference in words
    assert "Cancel free until" in words
    links = {a["href"] for a in page.main.select("a")}
    assert {_path(name, booking) for name in ("leave", "colleague", "move")} <= links
    assert visitor.response["Cache-Control"] == "no-store"


def test_reference_is_found_however_it_is_typed(visitor):
    booking = _own(visitor)

    visitor.get(
        _path("booking", booking).replace(booking.reference, booking.reference.lower())
    )

    assert visitor.response.status_code == 200


def test_person_sees_their_own_needs(visitor):
    booking = _own(visitor)
    Needs.objects.create(
        booking=booking, access="A ramp", session_ends_at=timezone.now()
    )

    assert "A ramp" in _words(visitor.get(_path("booking", booking)).main)


def test_giving_back_says_what_it_means_before_it_is_done(visitor):
    booking = _own(visitor)

    page = visitor.get(_path("leave", booking))
    assert "You are in time: nothing is owed." in _words(page.main)
    assert _state(booking) == S.CONFIRMED

    page = visitor.post(_path("leave", booking))
    assert "The place is given back." in _words(page.main)
    assert _state(booking) == S.CANCELLED


def test_giving_back_late_says_what_may_be_charged(visitor):
    TermsFactory(late_charge=40)
    booking = _own(visitor, coming(days=1))

    page = visitor.get(_path("leave", booking))
    assert "£40" in _words(page.select_one(".govuk-warning-text"))

    visitor.post(_path("leave", booking))
    assert _state(booking) == S.CANCELLED_LATE


def test_giving_back_twice_shows_the_booking_as_it_is(visitor):
    booking = _own(visitor)
    visitor.post(_path("leave", booking))

    page = visitor.post(_path("leave", booking))

    assert "Cancelled" in _words(page.main)
    assert told(booking.attendee).count("training.booking_cancelled") == 1


def test_waiting_list_shows_the_position_and_can_be_left(visitor):
    session = coming(capacity=1)
    for _ in range(3):
        book(session, at=timezone.now())
    booking = _own(visitor, session)

    page = visitor.get(_path("booking", booking))
    assert "Number 3 on the waiting list." in _words(page.main)

    visitor.post(_path("leave", booking))
    assert _state(booking) == S.CANCELLED


@pytest.mark.parametrize("approval", ["manager", "coordinator"])
def test_request_and_held_place_can_be_taken_back(visitor, approval):
    TermsFactory(approval=approval)
    booking = _own(visitor, line_manager_email="boss@example.org")

    visitor.get(_path("leave", booking))
    visitor.post(_path("leave", booking))

    assert _state(booking) == S.CANCELLED


def _offered(visitor):
    session = coming(capacity=1)
    first = book(session, at=timezone.now())
    booking = _own(visitor, session)
    third = book(session, at=timezone.now())
    cancel_booking(booking=first, by=first.attendee, at=timezone.now())
    return booking, third


def test_offer_is_accepted_on_the_page(visitor):
    booking, third = _offered(visitor)

    page = visitor.get(_path("booking", booking))
    assert "It is kept until" in _words(page.main)
    page = visitor.post(_path("accept", booking))

    assert _words(page.h1) == "Place booked"
    assert statuses([booking, third]) == [S.CONFIRMED, S.WAITING]


def test_offer_is_left_to_the_next_person(visitor):
    booking, third = _offered(visitor)

    visitor.get(_path("leave", booking))
    visitor.post(_path("leave", booking))

    assert statuses([booking, third]) == [S.DECLINED, S.OFFERED]


def test_offer_that_has_ended_says_so(visitor):
    booking, _ = _offered(visitor)
    Booking.objects.filter(pk=booking.pk).update(held_until=timezone.now())

    page = visitor.get(_path("booking", booking))
    assert "Not answered in time" in _words(page.main)
    assert not page.main.select("form")

    page = visitor.post(_path("accept", booking))
    assert "This offer has ended" in _words(page.main)


def test_saying_coming_is_thanked_for_and_shown(visitor):
    booking = _own(visitor)

    page = visitor.post(_path("coming", booking))
    assert "We know that you are coming." in _words(page.main)
    booking.refresh_from_db()
    assert booking.coming_since is not None
    page = visitor.get(_path("booking", booking))
    assert "Said they are coming" in _words(page.main)
    assert not page.main.select("form")


COLLEAGUE = {
    "first_name": "Kim",
    "last_name": "Example",
    "email": "Kim@Example.org",
    "declared_equivalent": "",
}


def test_colleague_who_is_not_known_yet_gets_the_place(visitor):
    membership = MembershipFactory()
    visitor.sign_in(membership.person)
    organisation = membership.organisation
    booking = book(
        coming(), membership.person, at=timezone.now(), organisation=organisation
    )

    page = visitor.post(_path("colleague", booking), COLLEAGUE)

    assert "Kim Example has the place now." in _words(page.main)
    following = Booking.objects.latest("pk")
    assert following.stands_in_for == booking
    assert following.attendee.email == "kim@example.org"
    assert following.attendee.memberships.get().organisation == organisation
    assert statuses([booking, following]) == [S.SUBSTITUTED, S.CONFIRMED]
    assert told("kim@example.org") == ["training.place_confirmed"]


def test_nobody_new_comes_for_an_organisation_that_is_no_more(visitor):
    membership = MembershipFactory()
    visitor.sign_in(membership.person)
    organisation = membership.organisation
    booking = book(
        coming(), membership.person, at=timezone.now(), organisation=organisation
    )
    organisation.is_active = False
    organisation.save()

    page = visitor.post(_path("colleague", booking), COLLEAGUE)

    summary = _words(page.select_one(".govuk-error-summary"))
    assert f"{organisation} is no longer active." in summary
    assert page.select_one("[name=email]")["value"] == COLLEAGUE["email"]
    assert statuses([booking]) == [S.CONFIRMED]


def test_booker_reads_whose_calendar_changes(visitor):
    member = MembershipFactory()
    booker = MembershipFactory(organisation=member.organisation, is_team_booker=True)
    booking = book(
        coming(), member.person, at=timezone.now(), organisation=member.organisation
    )
    visitor.sign_in(booker.person)

    words = _words(visitor.get(_path("colleague", booking)).main)

    assert f"that of {member.person} is taken out of theirs" in words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": ""}, "Enter your colleague’s work e-mail address."),
        ({"email": "office@example.org"}, "several people read"),
        ({"first_name": ""}, "Enter your colleague’s first name."),
        ({"email": "robin@example.org"}, "Name a colleague, not the person"),
    ],
)
def test_colleague_is_refused_kindly_and_nobody_is_added(visitor, fields, words):
    booking = _own(visitor, email="robin@example.org")

    page = visitor.post(_path("colleague", booking), {**COLLEAGUE, **fields})

    assert words in _words(page.select_one(".govuk-error-summary"))
    assert _state(booking) == S.CONFIRMED
    assert booking.attendee.__class__.objects.count() == 1


def test_colleague_must_have_what_comes_first_or_say_what_they_did(visitor):
    prerequisite = PrerequisiteFactory()
    session = coming(course=prerequisite.course)
    person = PersonFactory()
    visitor.sign_in(person)
    booking = BookingFactory(session=session, attendee=person)

    page = visitor.post(_path("colleague", booking), COLLEAGUE)
    assert prerequisite.requires.title in _words(
        page.select_one(".govuk-error-summary")
    )

    said = {**COLLEAGUE, "declared_equivalent": "In Exampleton, 2024"}
    visitor.post(_path("colleague", booking), said)
    assert _state(booking) == S.SUBSTITUTED


def test_substitutes_are_not_offered_where_the_terms_forbid_them(visitor):
    TermsFactory(allows_substitutes=False)
    booking = _own(visitor)

    page = visitor.get(_path("booking", booking))

    assert not page.select(f'a[href="{_path("colleague", booking)}"]')


def test_place_moves_to_another_date_with_room(visitor):
    booking = _own(visitor)
    course = booking.session.course
    other = coming(days=60, course=course)
    coming(days=70, course=course, capacity=0)

    page = visitor.get(_path("move", booking))
    offered = [radio["value"] for radio in page.select("input[name=session]")]
    assert offered == [str(other.pk)]

    page = visitor.post(_path("move", booking), {"session": other.pk})
    following = Booking.objects.latest("pk")
    assert "The place is on the new date now." in _words(page.main)
    assert statuses([booking, following]) == [S.TRANSFERRED, S.CONFIRMED]
    assert following.session == other


def test_without_another_date_nothing_can_be_chosen(visitor):
    booking = _own(visitor)

    page = visitor.get(_path("move", booking))

    assert page.h1.get_text() == "No other date with a place"


def test_moving_is_not_offered_once_it_is_late(visitor):
    booking = _own(visitor, coming(days=1))

    page = visitor.get(_path("booking", booking))
    assert not page.select(f'a[href="{_path("move", booking)}"]')
    visitor.get(_path("move", booking))
    [(address, _)] = visitor.response.redirect_chain
    assert address == _path("booking", booking)


def test_way_to_the_online_room_stands_on_ones_own_page_only(visitor):
    booking = _own(visitor, coming(online_link="https://meet.example.org/secret-room"))

    page = visitor.get(_path("booking", booking))
    link = page.main.find("a", string="My joining page")
    page = visitor.get(link["href"].removeprefix("http://testserver"))

    assert page.h1.get_text() == "Join online"
    assert b"secret-room" not in visitor.response.content


def test_calendar_file_names_the_booking_and_never_the_room(client):
    session = coming(online_link="https://meet.example.org/secret-room")
    person = PersonFactory()
    booking = book(session, person, at=timezone.now())
    client.force_login(person)

    response = client.get(_path("booking_calendar", booking))

    words = response.content.replace(b"\r\n ", b"").decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{booking.uid}-1@testserver" in words
    assert "secret-room" not in words
    assert "/join/" not in words


@pytest.mark.parametrize("days", [40, 1])
def test_page_costs_the_same_whatever_the_terms(
    client, days, django_assert_max_num_queries
):
    TermsFactory(approval=BookingTerms.Approval.NONE)
    booking = book(coming(days=days), at=timezone.now())
    client.get(reverse("training:catalogue"))  # What is kept from then on is there.
    client.force_login(booking.attendee)

    with django_assert_max_num_queries(15):
        client.get(_path("booking", booking))


def test_begun_session_can_be_neither_left_nor_passed_on(visitor):
    booking = _own(visitor)
    session = booking.session
    session.starts_at = timezone.now() - timedelta(hours=1)
    session.save(update_fields=["starts_at"])

    page = visitor.get(_path("booking", booking))
    assert "What you can do" not in _words(page.main)
    page = visitor.post(_path("leave", booking))
    assert "has started" in _words(page.main)
    assert _state(booking) == S.CONFIRMED
