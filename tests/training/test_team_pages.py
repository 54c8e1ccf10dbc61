"""Booking for a team, and the bookings of an organisation."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person
from commonweal.people.roles import Role
from commonweal.training.models import Booking, BookingTerms, Needs, Session
from tests.people.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    person_in,
)
from tests.training.coming import coming
from tests.training.deeds import book, told
from tests.training.factories import (
    BookingFactory,
    PrerequisiteFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db

S = Booking.Status
LIST = reverse("training:organisation_bookings")
TABLE = reverse("training:organisation_csv")


def _words(part):
    return " ".join(part.get_text().split())


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def booker(visitor, organisation):
    person = MembershipFactory(organisation=organisation, is_team_booker=True).person
    visitor.sign_in(person)
    return person


def _members(organisation, number):
    return [MembershipFactory(organisation=organisation).person for _ in range(number)]


def _path(session):
    return reverse("training:book_team", args=[session.pk])


def _send(visitor, session, people=(), answer="book", **more):
    fields = {"people": [p.pk for p in people], "together": "fit", "answer": answer}
    return visitor.post(_path(session), {**fields, **more})


def test_as_many_as_fit_have_places_and_the_others_wait(visitor, organisation, booker):
    session, people = coming(capacity=2), _members(organisation, 3)

    page = visitor.get(_path(session))
    offered = [box["value"] for box in page.select("input[name=people]")]
    assert offered == [str(person.pk) for person in [booker, *people]]

    page = _send(visitor, session, people, answer="check")
    assert page.h1.get_text().endswith("Check whom you book")
    told_now = [_words(row) for row in page.select(".cw-session")]
    assert [
        words.replace(str(person), "").strip()
        for words, person in zip(told_now, people, strict=True)
    ] == [
        "Confirmed",
        "Confirmed",
        "On the waiting list",
    ]
    assert not Booking.objects.exists()
    assert not OutgoingEmail.objects.exists()

    page = _send(visitor, session, people)
    found = [booking.status for booking in Booking.objects.order_by("pk")]
    assert found == [S.CONFIRMED, S.CONFIRMED, S.WAITING]
    assert visitor.response.redirect_chain == [
        (reverse("training:team", args=[session.pk]), 302)
    ]
    for person in people:
        assert str(person) in _words(page.main)
    assert told(people[0]) == ["training.place_confirmed"]
    assert {b.booked_by for b in Booking.objects.all()} == {booker}


def test_those_who_want_to_come_together_all_wait(visitor, organisation, booker):
    session, people = coming(capacity=2), _members(organisation, 3)

    _send(visitor, session, people, together="together")

    assert [b.status for b in Booking.objects.all()] == [S.WAITING] * 3


def test_somebody_who_is_not_in_the_list_is_added_and_booked(
    visitor, organisation, booker
):
    session = coming()
    new = {
        "first_name_1": "Kim",
        "last_name_1": "Example",
        "email_1": "kim@example.org",
    }

    page = _send(visitor, session, answer="check", **new)
    assert _words(page.select_one(".cw-session")) == "Kim ExampleConfirmed"
    assert not Person.objects.filter(email="kim@example.org").exists()

    _send(visitor, session, **new)
    booking = Booking.objects.get()
    assert booking.attendee.email == "kim@example.org"
    assert booking.organisation == organisation
    assert booking.attendee.memberships.get().is_team_booker is False


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose at least one person."),
        ({"first_name_2": "Kim"}, "Enter a last name for colleague 2."),
        (
            {"first_name_1": "A", "last_name_1": "B", "email_1": "office@example.org"},
            "please give your colleague’s own address",
        ),
        (
            {
                "first_name_1": "A",
                "last_name_1": "B",
                "email_1": "a@example.org",
                "first_name_3": "C",
                "last_name_3": "D",
                "email_3": "A@example.org",
            },
            "is the address of colleague 1 too",
        ),
        ({"together": ""}, "Choose what to do if not all of them fit."),
    ],
)
def test_team_is_asked_for_what_is_missing(
    visitor, organisation, booker, fields, words
):
    session = coming()

    page = _send(visitor, session, **fields)

    assert words in _words(page.select_one(".govuk-error-summary"))
    assert not Booking.objects.exists()


def test_who_is_ticked_is_not_named_once_more(visitor, organisation, booker):
    [member] = _members(organisation, 1)
    named = {"first_name_1": "Kim", "last_name_1": "Hill", "email_1": member.email}
    session = coming()

    page = _send(visitor, session, [member], **named)

    summary = _words(page.select_one(".govuk-error-summary"))
    assert f"is the address of {member}, who is ticked in the list." in summary
    assert page.select_one("[name=first_name_1]")["value"] == "Kim"
    assert not Booking.objects.exists()


def test_nobody_is_added_when_somebody_cannot_be_booked(visitor, organisation, booker):
    [member] = _members(organisation, 1)
    closed = PersonFactory(is_active=False, closed_at=timezone.now())
    session = coming()

    page = _send(
        visitor,
        session,
        [member],
        first_name_1="Kim",
        last_name_1="Example",
        email_1="kim@example.org",
        first_name_2="Sam",
        last_name_2="Example",
        email_2=closed.email,
    )

    assert "Nobody can be booked with this address" in _words(page.main)
    assert not Person.objects.filter(email="kim@example.org").exists()
    assert not Booking.objects.exists()


def test_people_of_other_organisations_cannot_be_ticked(visitor, organisation, booker):
    stranger = MembershipFactory().person
    session = coming()

    page = _send(visitor, session, [stranger])

    assert page.select_one(".govuk-error-summary")
    assert not Booking.objects.exists()


def test_organisation_is_asked_for_where_there_are_several(
    visitor, organisation, booker
):
    other = MembershipFactory(person=booker, is_team_booker=True).organisation
    stranger = OrganisationFactory()
    [member] = _members(other, 1)
    session = coming()

    page = visitor.get(_path(session))
    assert page.h1.get_text() == "For which organisation?"
    page = _send(visitor, session, [member], organisation=stranger.pk)
    assert page.h1.get_text() == "For which organisation?"

    _send(visitor, session, [member], organisation=other.pk)
    assert Booking.objects.get().organisation == other


def test_manager_is_asked_once_for_all(visitor, organisation, booker):
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session, people = coming(), _members(organisation, 2)

    _send(visitor, session, people, manager_email="boss@example.org")

    assert [b.status for b in Booking.objects.all()] == [S.AWAITING_APPROVAL] * 2
    assert told("boss@example.org") == ["training.approval_asked"] * 2


def test_who_has_a_booking_already_is_not_offered(visitor, organisation, booker):
    [member] = _members(organisation, 1)
    session = coming()
    book(session, member, at=timezone.now(), organisation=organisation)

    page = visitor.get(_path(session))

    offered = [box["value"] for box in page.select("input[name=people]")]
    assert offered == [str(booker.pk)]


def test_what_was_done_instead_is_kept_for_those_who_need_it(
    visitor, organisation, booker
):
    prerequisite = PrerequisiteFactory()
    session = coming(course=prerequisite.course)
    has_it, has_not = _members(organisation, 2)
    done = SessionFactory(course=prerequisite.requires)
    BookingFactory(session=done, attendee=has_it, status=S.ATTENDED)

    page = _send(visitor, session, [has_it, has_not], answer="check")
    [problem] = page.select(".govuk-error-summary li")
    assert str(has_not) in _words(problem)

    said = {"declared_equivalent": "In Exampleton, 2024"}
    _send(visitor, session, [has_it, has_not], **said)
    found = Booking.objects.filter(session=session).order_by("pk")
    assert [b.declared_equivalent for b in found] == ["", "In Exampleton, 2024"]


def test_terms_can_forbid_booking_for_others(visitor, organisation, booker):
    TermsFactory(allows_team_booking=False)
    session = coming()

    page = visitor.get(_path(session))

    assert "cannot be booked for somebody else" in _words(page.main)


def test_cancelled_session_takes_no_team(visitor, organisation, booker):
    session = coming(status=Session.Status.CANCELLED)

    page = _send(visitor, session, [booker])

    assert "has been cancelled" in _words(page.main)
    assert not Booking.objects.exists()


def test_only_team_bookers_book_and_only_bookers_and_leads_look(client):
    session = coming()
    looks = {Role.TEAM_BOOKER, Role.ORGANISATION_LEAD}
    for role in Role:
        client.force_login(person_in(role))
        may_book = role is Role.TEAM_BOOKER
        expected = 200 if may_book else 404
        assert client.get(_path(session)).status_code == expected
        for path in (LIST, TABLE, reverse("training:team", args=[session.pk])):
            assert client.get(path).status_code == (200 if role in looks else 404)


def test_link_to_team_booking_stands_where_it_helps(visitor, organisation, booker):
    session = coming()

    page = visitor.get(reverse("training:book", args=[session.pk]))

    assert page.main.select(f'a[href="{_path(session)}"]')


# The organisation's bookings


@pytest.fixture
def lead(visitor, organisation):
    person = MembershipFactory(
        organisation=organisation, is_organisation_lead=True
    ).person
    visitor.sign_in(person)
    return person


def test_lead_sees_the_bookings_of_the_organisation_and_its_schools(
    visitor, organisation, lead
):
    school = OrganisationFactory(parent=organisation)
    stranger = OrganisationFactory()
    rows = {
        each: book(
            coming(),
            MembershipFactory(organisation=each).person,
            at=timezone.now(),
            organisation=each,
        )
        for each in (organisation, school, stranger)
    }

    page = visitor.get(LIST)
    assert "2 bookings" in _words(page.main)
    assert str(rows[stranger].attendee) not in _words(page.main)

    page = visitor.get(LIST, {"organisation": school.pk})
    assert "1 booking" in _words(page.main)
    assert str(rows[school].attendee) in _words(page.main)

    page = visitor.get(LIST, {"organisation": stranger.pk})
    assert str(rows[stranger].attendee) not in _words(page.main)


def test_list_is_narrowed_by_course_state_and_time(visitor, organisation, lead):
    [person] = _members(organisation, 1)
    first, second = (
        book(
            coming(capacity=capacity),
            person,
            at=timezone.now(),
            organisation=organisation,
        )
        for capacity in (1, 0)
    )

    def found(**asked):
        titles = (first.session.course.title, second.session.course.title)
        words = _words(visitor.get(LIST, asked).select_one(".cw-columns__main"))
        return [title in words for title in titles]

    assert found() == [True, True]
    assert found(course=second.session.course_id) == [False, True]
    assert found(state="confirmed") == [True, False]
    assert found(when="past") == [False, False]
    assert found(when="coming") == [True, True]
    assert found(when="nonsense") == [True, True]


def test_table_has_what_the_list_has_without_needs(client, visitor, organisation, lead):
    [person] = _members(organisation, 1)
    booking = book(coming(), person, at=timezone.now(), organisation=organisation)
    Needs.objects.create(
        booking=booking, access="Secret", session_ends_at=timezone.now()
    )
    book(coming(), at=timezone.now())

    response = visitor.fetch(TABLE)

    assert b"Secret" not in response.content
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["Name"], row["State"]) for row in rows] == [(str(person), "Confirmed")]


def test_list_costs_the_same_however_long_it_is(client, organisation, lead):
    client.get(LIST)  # What is kept from then on is there.
    client.force_login(lead)
    counts = []
    for number in (2, 8):
        for person in _members(organisation, number):
            book(coming(), person, at=timezone.now(), organisation=organisation)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]
