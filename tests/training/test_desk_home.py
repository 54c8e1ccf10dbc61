"""The desk's first page, its lists, and who may open them."""

from datetime import timedelta

import pytest

from commonweal.people.roles import Role
from commonweal.training.models import Approval, Booking, Session
from commonweal.training.queries.desk_home import desk_home
from tests.people.factories import PersonFactory, person_in
from tests.training.factories import (
    NOW,
    STARTS,
    BookingFactory,
    CourseFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
S = Booking.Status


def test_desk_shows_what_is_today_and_what_is_this_week():
    today = SessionFactory(starts_at=NOW + timedelta(hours=2))
    later = SessionFactory(starts_at=NOW + timedelta(days=3))
    SessionFactory(starts_at=NOW + timedelta(days=8))
    SessionFactory(starts_at=NOW + timedelta(hours=3), status=Session.Status.CANCELLED)

    home = desk_home(now=NOW)

    assert [meeting.session for meeting in home.today] == [today]
    assert [meeting.session for meeting in home.week] == [later]


def test_desk_names_sessions_under_their_minimum_soon():
    short = SessionFactory(minimum=4, starts_at=NOW + timedelta(days=20))
    BookingFactory(session=short)
    SessionFactory(minimum=4, starts_at=NOW + timedelta(days=40))
    SessionFactory(minimum=0, starts_at=NOW + timedelta(days=20))

    home = desk_home(now=NOW)

    assert [(row.session, row.note) for row in home.under_minimum] == [
        (short, "1 of at least 4")
    ]


def test_desk_names_sessions_that_many_more_want():
    wanted = SessionFactory(capacity=4)
    calm = SessionFactory(capacity=40)
    for session in (wanted, calm):
        BookingFactory(session=session, status=S.WAITING, waiting_since=NOW)

    home = desk_home(now=NOW)

    assert [row.session for row in home.over_demanded] == [wanted]
    assert {row.session for row in home.waiting} == {wanted, calm}


def test_desk_names_sessions_whose_people_have_not_said_they_come():
    silent = SessionFactory(starts_at=NOW + timedelta(days=10))
    BookingFactory(session=silent)
    BookingFactory(session=silent, coming_since=NOW)
    sure = SessionFactory(starts_at=NOW + timedelta(days=10))
    BookingFactory(session=sure, coming_since=NOW)

    home = desk_home(now=NOW)

    assert [(row.session, row.note) for row in home.unanswered] == [
        (silent, "1 of 2 have not said")
    ]


def test_desk_lists_requests_approvals_registers_and_drafts():
    request = BookingFactory(status=S.REQUESTED)
    awaiting = BookingFactory(
        status=S.AWAITING_APPROVAL, held_until=NOW + timedelta(days=2)
    )
    approval = Approval.objects.create(
        booking=awaiting,
        email="manager@example.org",
        asked_at=NOW,
        expires_at=NOW + timedelta(days=2),
    )
    over = SessionFactory(starts_at=NOW - timedelta(days=2))
    BookingFactory(session=over)
    draft = SessionFactory(status=Session.Status.DRAFT)

    home = desk_home(now=NOW)

    assert home.requests == [request]
    assert home.approvals == [approval]
    assert (home.request_count, home.approval_count) == (1, 1)
    assert home.open_registers == [over]
    assert home.drafts == [draft]


@pytest.mark.parametrize("many", [2, 20])
def test_desk_asks_the_same_number_of_queries_whatever_there_is(
    many, django_assert_num_queries
):
    for _ in range(many):
        session = SessionFactory(starts_at=NOW + timedelta(days=3), minimum=5)
        BookingFactory(session=session)
        BookingFactory(session=session, status=S.WAITING, waiting_since=NOW)
        BookingFactory(session=session, status=S.REQUESTED)

    with django_assert_num_queries(12):
        desk_home(now=NOW)


ADDRESSES = [
    "/admin/training/",
    "/admin/training/sessions/",
    "/admin/training/sessions/{session}/",
    "/admin/training/sessions/{session}/details/",
    "/admin/training/sessions/{session}/move/",
    "/admin/training/sessions/{session}/copy/",
    "/admin/training/sessions/{session}/place/",
    "/admin/training/sessions/{session}/places/",
    "/admin/training/sessions/{session}/cancel/",
    "/admin/training/sessions/{session}/book/",
    "/admin/training/sessions/{session}/why/",
    "/admin/training/sessions/{session}/register/",
    "/admin/training/bookings/{booking}/",
    "/admin/training/courses/new/",
    "/admin/training/courses/{course}/",
    "/admin/training/courses/{course}/dates/",
    "/admin/training/exports/",
    "/admin/snippets/training/course/",
    "/admin/snippets/training/course/add/",
    "/admin/snippets/training/level/",
    "/admin/snippets/training/bookingpolicy/",
    "/admin/snippets/training/bookingterms/",
    "/admin/snippets/training/bookingterms/add/",
    "/admin/snippets/training/schoolholiday/",
]


def _address(pattern):
    booking = BookingFactory()
    return pattern.format(
        session=booking.session_id,
        booking=booking.pk,
        course=booking.session.course_id,
    )


@pytest.mark.parametrize("pattern", ADDRESSES)
def test_training_administrators_can_open_every_page_of_the_desk(visitor, pattern):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))

    visitor.fetch(_address(pattern))


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.TRAINER, Role.EDITOR])
@pytest.mark.parametrize("pattern", ADDRESSES)
def test_nobody_else_can_open_a_page_of_the_desk(visitor, pattern, role):
    visitor.sign_in(person_in(role))

    response = visitor.client.get(_address(pattern))

    assert response.status_code in {302, 403}


def test_sessions_can_be_narrowed_by_words_and_time(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))
    SessionFactory(
        course=CourseFactory(title="Neglect"), starts_at=STARTS.replace(year=2099)
    )
    SessionFactory(
        course=CourseFactory(title="Online safety"), starts_at=STARTS.replace(year=2099)
    )
    SessionFactory(
        course=CourseFactory(title="Neglect, long ago"),
        starts_at=STARTS.replace(year=2001),
    )

    listed = visitor.fetch("/admin/training/sessions/", {"words": "neglect"})
    over = visitor.fetch("/admin/training/sessions/", {"when": "past"})

    assert "Neglect" in listed.content.decode()
    assert "Online safety" not in listed.content.decode()
    assert "long ago" not in listed.content.decode()
    assert "Neglect, long ago" in over.content.decode()


def test_the_menu_shows_the_desk_to_those_who_run_it(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))
    runs_it = visitor.fetch("/admin/").content.decode()
    visitor.sign_in(person_in(Role.EDITOR))
    edits = visitor.fetch("/admin/").content.decode()

    assert "/admin/training/" in runs_it
    assert "/admin/training/" not in edits


def test_people_without_an_account_are_sent_to_sign_in(client):
    PersonFactory()

    assert client.get("/admin/training/").status_code == 302
