"""Booking a place for oneself, as somebody with a browser meets it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonweal.dates import write_moment
from commonweal.training.models import (
    Answer,
    Booking,
    BookingTerms,
    Needs,
    Question,
    Session,
)
from commonweal.training.rules.cutoffs import free_until
from commonweal.training.rules.terms import Terms
from tests.people.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.training.coming import coming
from tests.training.deeds import book, told
from tests.training.factories import PrerequisiteFactory, TermsFactory

pytestmark = pytest.mark.django_db
NOTHING_TO_ADD = {"access": ""}


def _path(session):
    return reverse("training:book", args=[session.pk])


def _person(visitor, **fields):
    person = PersonFactory(**fields)
    visitor.sign_in(person)
    return person


def _book(visitor, session, **fields):
    return visitor.post(_path(session), {"access": "", "answer": "book", **fields})


def _words(part):
    return " ".join(part.get_text().split())


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in_and_back(visitor):
    session = coming()

    response = visitor.fetch(_path(session), status=302)

    assert response["Location"] == f"/account/sign-in/?next={_path(session)}"


def test_booking_leads_from_questions_to_check_to_confirmation(visitor):
    session, person = coming(capacity=2), _person(visitor)

    page = visitor.get(_path(session))
    asked = [
        control["name"] for control in page.main.select("input:not([type=hidden])")
    ]
    assert (page.h1.get_text(), asked) == ("Book a place", ["access"])

    page = visitor.post(
        _path(session), {"access": "A seat in front", "answer": "check"}
    )
    assert page.h1.get_text() == "Check your answers"
    assert "A seat in front" in _words(page.main)
    assert not Booking.objects.exists()

    page = _book(visitor, session, access="A seat in front")
    booking = Booking.objects.get()
    assert booking.attendee == person
    assert booking.status == Booking.Status.CONFIRMED
    assert Needs.objects.get().access == "A seat in front"
    assert _words(page.h1) == "Place booked"
    assert booking.reference in _words(page.main)
    assert visitor.response.redirect_chain == [
        (reverse("training:booked", args=[booking.reference]), 302)
    ]
    assert told(person) == ["training.place_confirmed"]


def test_check_page_says_until_when_cancelling_is_free(visitor):
    session, _ = coming(), _person(visitor)

    page = visitor.post(_path(session), {"answer": "check"})

    until = write_moment(free_until(Terms(), session.starts_at))
    assert f"Cancel free until {until}." in _words(page.main)


def test_answers_can_be_changed_before_booking(visitor):
    session, _ = coming(), _person(visitor)

    page = visitor.post(_path(session), {"access": "A ramp", "answer": "change"})

    assert page.h1.get_text() == "Book a place"
    assert page.select_one("input[name=access]")["value"] == "A ramp"


def test_pressing_twice_books_once(visitor):
    session, person = coming(), _person(visitor)

    first = _book(visitor, session)
    second = _book(visitor, session)

    assert _words(first.main) == _words(second.main)
    assert Booking.objects.count() == 1
    assert told(person) == ["training.place_confirmed"]


def test_coming_back_to_book_shows_the_booking_there_is(visitor):
    session, person = coming(), _person(visitor)
    booking = book(session, person, at=timezone.now())

    visitor.get(_path(session))

    [(address, _)] = visitor.response.redirect_chain
    assert address == reverse("training:booking", args=[booking.reference])


def test_full_session_leads_to_the_waiting_list_with_a_position(visitor):
    session = coming(capacity=1)
    for _ in range(2):
        book(session, at=timezone.now())
    _person(visitor)

    page = visitor.get(_path(session))
    assert page.h1.get_text() == "Join the waiting list"
    assert "1 person is waiting already" in _words(page.main)

    page = _book(visitor, session)
    assert _words(page.h1) == "On the waiting list"
    assert "Number 2 on the waiting list." in _words(page.main)
    assert Booking.objects.latest("pk").status == Booking.Status.WAITING


def test_manager_is_asked_for_when_the_terms_want_it(visitor):
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session = coming()
    _person(visitor, line_manager_email="boss@example.org")

    page = visitor.get(_path(session))
    assert page.select_one("input[name=manager_email]")["value"] == "boss@example.org"

    page = _book(visitor, session, manager_email="Other@Example.org")
    assert _words(page.h1) == "Place held for the manager’s answer"
    assert told("other@example.org") == ["training.approval_asked"]


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Enter your line manager’s e-mail address."),
        ("boss", "Enter an e-mail address in the right form"),
        ("ROBIN@example.org", "not your own"),
        ("office@example.org", "several people read"),
    ],
)
def test_manager_is_one_other_person(visitor, email, words):
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session = coming()
    _person(visitor, email="robin@example.org")

    page = visitor.post(_path(session), {"manager_email": email, "answer": "book"})

    assert words in _words(page.select_one(".govuk-error-summary"))
    assert page.title.get_text().startswith("Error: ")
    assert not Booking.objects.exists()


def test_coordinator_is_told_of_as_deciding(visitor):
    TermsFactory(approval=BookingTerms.Approval.COORDINATOR)
    session = coming()
    _person(visitor)

    page = _book(visitor, session)

    assert _words(page.h1) == "Request sent"
    assert "the training team decides who comes" in _words(page.main)


def test_organisation_is_asked_for_only_where_there_are_several(visitor):
    session, person = coming(), _person(visitor)
    first = MembershipFactory(person=person).organisation

    page = visitor.get(_path(session))
    assert not page.select("input[name=organisation]")

    second = MembershipFactory(person=person).organisation
    page = visitor.get(_path(session))
    offered = [radio["value"] for radio in page.select("input[name=organisation]")]
    assert offered == [str(first.pk), str(second.pk)]

    _book(visitor, session, organisation=second.pk)
    assert Booking.objects.get().organisation == second


def test_organisation_of_somebody_else_cannot_be_sent_along(visitor):
    session, person = coming(), _person(visitor)
    MembershipFactory.create_batch(2, person=person)

    page = _book(visitor, session, organisation=OrganisationFactory().pk)

    assert page.select_one(".govuk-error-summary")
    assert not Booking.objects.exists()


def test_what_was_done_elsewhere_can_be_declared(visitor):
    prerequisite = PrerequisiteFactory()
    session = coming(course=prerequisite.course)
    _person(visitor)

    page = visitor.get(_path(session))
    assert prerequisite.requires.title in _words(page.main)
    page = _book(visitor, session)
    assert "Say what you did instead" in _words(page.select_one(".govuk-error-summary"))

    _book(visitor, session, declared_equivalent="The same in Exampleton, 2024")
    assert Booking.objects.get().declared_equivalent == "The same in Exampleton, 2024"


def test_organisers_questions_are_asked_and_needs_kept_apart(visitor):
    session, _ = coming(catering="Lunch"), _person(visitor)
    Question.objects.create(
        session=session, kind="dietary", text="Lunch", choices="Vegan\nHalal\n"
    )
    other = Question.objects.create(session=session, text="Which workshop?")

    page = visitor.get(_path(session))
    choices = [radio["value"] for radio in page.select("input[name=dietary]")]
    assert choices == ["Vegan", "Halal"]

    _book(visitor, session, dietary="Halal", **{f"question_{other.pk}": "The first"})
    assert Needs.objects.get().dietary == "Halal"
    assert [(a.question, a.text) for a in Answer.objects.all()] == [
        (other, "The first")
    ]


def test_somebody_without_a_name_is_asked_for_it_once(visitor):
    session = coming()
    person = _person(visitor, first_name="", last_name="")

    page = visitor.post(_path(session), {"answer": "book"})
    assert "Enter your first name." in _words(page.select_one(".govuk-error-summary"))

    _book(visitor, session, first_name="Jo", last_name="Example")
    person.refresh_from_db()
    assert str(person) == "Jo Example"
    assert Booking.objects.get().attendee == person


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Session.Status.CANCELLED}, "has been cancelled"),
        ({"booking_opens_at": timezone.now() + timedelta(days=9)}, "Booking opens at"),
        ({"booking_closes_at": timezone.now()}, "Booking closed at"),
        ({"capacity": 0, "waiting_limit": 0}, "This session is full."),
    ],
)
def test_who_cannot_book_is_told_why_and_what_would_change_it(visitor, fields, words):
    session = coming(**fields)
    other = coming(course=session.course, days=60)
    _person(visitor)

    page = visitor.get(_path(session))
    assert page.h1.get_text() == "You cannot book this at the moment"
    assert words in _words(page.main)
    assert page.select(f'a[href="{reverse("training:session", args=[other.pk])}"]')

    _book(visitor, session)
    assert not Booking.objects.exists()


def test_only_invited_organisations_are_offered(visitor):
    session, person = coming(), _person(visitor)
    terms = TermsFactory(is_open_to_all=False)
    page = visitor.get(_path(session))
    assert "Say which organisation the person comes for." in _words(page.main)

    MembershipFactory(person=person)
    page = visitor.get(_path(session))
    assert "the person’s is not one of them" in _words(page.main)

    invited = MembershipFactory(person=person).organisation
    terms.organisations.add(invited)
    _book(visitor, session)
    assert Booking.objects.get().organisation == invited


def test_last_place_gone_between_the_pages_leads_to_the_waiting_list(visitor):
    session, _ = coming(capacity=1), _person(visitor)
    visitor.post(_path(session), {"answer": "check"})
    book(session, at=timezone.now())

    page = _book(visitor, session)

    assert _words(page.h1) == "On the waiting list"


@pytest.mark.parametrize("status", ["draft", "unpublished", "missing"])
def test_session_that_is_not_public_is_not_found(visitor, status):
    session = coming()
    if status == "draft":
        session.status = Session.Status.DRAFT
        session.save(update_fields=["status"])
    elif status == "unpublished":
        session.course.is_published = False
        session.course.save(update_fields=["is_published"])
    _person(visitor)
    path = reverse("training:book", args=[0]) if status == "missing" else _path(session)

    visitor.get(path, status=404)


def test_pages_of_booking_are_kept_by_nobody(visitor):
    session, _ = coming(), _person(visitor)

    for answer in ("check", "book"):
        visitor.post(_path(session), {"answer": answer})
        assert visitor.response["Cache-Control"] == "no-store"


def test_nothing_of_the_answers_is_left_in_the_browser_session(visitor):
    session, _ = coming(), _person(visitor)
    before = dict(visitor.client.session)

    visitor.post(_path(session), {"access": "Step-free", "answer": "check"})

    assert dict(visitor.client.session) == before


def test_booking_costs_the_same_however_many_have_booked(client):
    counts = []
    client.get(reverse("training:catalogue"))  # What is kept from then on is there.
    for others in (3, 12):
        session = coming(capacity=20)
        for _ in range(others):
            book(session, at=timezone.now())
        client.force_login(PersonFactory())
        found = []
        for answer in ("", "check", "book"):
            with CaptureQueriesContext(connection) as queries:
                if answer:
                    client.post(_path(session), {"answer": answer})
                else:
                    client.get(_path(session))
            found.append(len(queries))
        counts.append(found)

    few, many = counts
    assert few == many
    assert few[0] <= 20
    assert few[1] <= 21
    assert few[2] <= 50
