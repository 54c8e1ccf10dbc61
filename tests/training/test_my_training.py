"""What is somebody's own: bookings, what is due again, calendar, record."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from commonweal.training.actions import cancel_booking
from commonweal.training.models import Answer, Booking, Diary, Interest, Needs, Question
from commonweal.training.queries.own_training import due_again, months_later
from tests.people.factories import PersonFactory
from tests.training.coming import coming
from tests.training.deeds import book, verbs
from tests.training.factories import BookingFactory, CourseFactory, SessionFactory

pytestmark = pytest.mark.django_db

S = Booking.Status
MINE, DIARY = reverse("training:mine"), reverse("training:diary")
TODAY = date(2026, 5, 19)


def _words(part):
    return " ".join(part.get_text().split())


def _person(visitor, **fields):
    person = PersonFactory(**fields)
    visitor.sign_in(person)
    return person


def _section(page, name):
    heading = page.find(id=name)
    return _words(heading.parent) if heading else ""


def _attended(person, on, **fields):
    course = fields.pop("course", None) or CourseFactory(**fields)
    starts_at = timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 10))
    session = SessionFactory(course=course, starts_at=starts_at)
    BookingFactory(session=session, attendee=person, status=S.ATTENDED)
    return course


def test_each_booking_stands_where_it_belongs(visitor):
    person = _person(visitor)
    confirmed = book(coming(), person, at=timezone.now())
    full = coming(capacity=1)
    first = book(full, at=timezone.now())
    offered = book(full, person, at=timezone.now())
    cancel_booking(booking=first, by=first.attendee, at=timezone.now())
    other = coming(capacity=0)
    waiting = book(other, person, at=timezone.now())
    past = BookingFactory(
        attendee=person, session__starts_at=timezone.now() - timedelta(days=9)
    )
    stranger = book(coming(), at=timezone.now())

    page = visitor.get(MINE)

    found = {
        name: _section(page, name)
        for name in ("panel-a-place-is-free-for-you", "coming", "undecided", "past")
    }
    for name, booking in zip(found, (offered, confirmed, waiting, past), strict=True):
        title = booking.session.course.title
        assert [n for n in found if title in found[n]] == [name]
    assert stranger.session.course.title not in _words(page)


def test_empty_page_leads_to_the_catalogue(visitor):
    _person(visitor)

    page = visitor.get(MINE)

    assert "Nothing is booked." in _words(page.main)
    assert page.main.select(f'a[href="{reverse("training:catalogue")}"]')


def test_what_should_be_done_again_is_named_with_its_day():
    person = PersonFactory()
    soon = _attended(person, date(2024, 8, 1), refresh_after_months=24)
    over = _attended(person, date(2022, 2, 28), refresh_after_months=48)
    _attended(person, date(2026, 1, 1), refresh_after_months=24)
    _attended(person, date(2020, 1, 1))

    due = due_again(person, today=TODAY)

    assert [(each.course, each.due_on, each.is_over) for each in due] == [
        (over, date(2026, 2, 28), True),
        (soon, date(2026, 8, 1), False),
    ]


def test_what_has_replaced_a_course_is_due_in_its_place():
    person = PersonFactory()
    newer = CourseFactory(refresh_after_months=12)
    _attended(
        person,
        date(2024, 1, 1),
        refresh_after_months=12,
        replaced_by=newer,
        replaced_from=date(2025, 1, 1),
    )
    assert [each.course for each in due_again(person, today=TODAY)] == [newer]

    _attended(person, date(2026, 4, 1), course=newer)
    assert due_again(person, today=TODAY) == []


def test_what_is_booked_again_is_not_due():
    person = PersonFactory()
    course = _attended(person, date(2022, 1, 1), refresh_after_months=12)

    BookingFactory(attendee=person, session=coming(course=course))

    assert due_again(person, today=TODAY) == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 36, date(2028, 12, 15)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert months_later(day, months) == expected


def test_page_costs_the_same_however_much_there_is(client):
    counts = []
    client.get(reverse("training:catalogue"))  # What is kept from then on is there.
    for number in (2, 8):
        person = PersonFactory()
        for days in range(number):
            book(coming(days=30 + days), person, at=timezone.now())
            _attended(person, date(2022, 1, 1 + days), refresh_after_months=12)
        client.force_login(person)
        with CaptureQueriesContext(connection) as queries:
            client.get(MINE)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 20


# The calendar feed


def _feed(secret):
    return reverse("training:diary_feed", args=[secret])


def test_calendar_address_is_made_and_changed_by_a_press(visitor):
    person = _person(visitor)

    page = visitor.get(DIARY)
    assert not Diary.objects.exists()
    page = visitor.post(DIARY)
    first = Diary.objects.get(person=person).secret
    assert f"http://testserver{_feed(first)}" in _words(page.main)

    visitor.post(DIARY)
    second = Diary.objects.get(person=person).secret
    assert first != second
    visitor.fetch(_feed(first), status=404)
    visitor.fetch(_feed(second))
    assert verbs() == ["training.diary_renewed"] * 2


def test_feed_has_ones_own_places_and_no_way_into_rooms(client):
    person = PersonFactory()
    session = coming(online_link="https://meet.example.org/secret-room")
    booking = book(session, person, at=timezone.now())
    given_back = book(coming(), person, at=timezone.now())
    cancel_booking(booking=given_back, by=person, at=timezone.now())
    book(coming(), at=timezone.now())
    Diary.objects.create(person=person, secret="s" * 43, renewed_at=timezone.now())

    response = client.get(_feed("s" * 43))

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [f"{booking.uid}-1@testserver"]
    words = response.content.replace(b"\r\n ", b"").decode()
    assert "secret-room" not in words
    assert "/join/" not in words
    assert response["Cache-Control"] == "private, no-cache"
    assert not response.cookies


def test_feed_of_a_closed_account_answers_no_more(client):
    person = PersonFactory(is_active=False)
    Diary.objects.create(person=person, secret="s" * 43, renewed_at=timezone.now())

    assert client.get(_feed("s" * 43)).status_code == 404


# What can be taken away


def test_record_has_all_of_ones_own_bookings_and_nobody_elses(client):
    person = PersonFactory()
    session = coming(capacity=1)
    booking = book(session, person, at=timezone.now(), organisation=None)
    question = Question.objects.create(session=session, text="Which workshop?")
    ends_at = session.ends_at
    Needs.objects.create(booking=booking, access="=A ramp", session_ends_at=ends_at)
    Answer.objects.create(
        booking=booking, question=question, text="The first", session_ends_at=ends_at
    )
    book(coming(), at=timezone.now())
    client.force_login(person)

    found = json.loads(client.get(reverse("training:mine_json")).content)["bookings"]
    table = client.get(reverse("training:mine_csv"))
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))

    assert [row["Reference"] for row in found] == [booking.reference]
    assert found[0]["To take part"] == "=A ramp"
    assert found[0]["Answers"] == {"Which workshop?": "The first"}
    assert [row["Reference"] for row in rows] == [booking.reference]
    assert rows[0]["To take part"] == "'=A ramp"
    assert table["Cache-Control"] == "no-store"


# To be told of dates


@pytest.mark.parametrize("kind", ["course", "conference"])
def test_wish_to_be_told_of_dates_is_noted_once_and_taken_back(visitor, kind):
    course, person = CourseFactory(kind=kind), _person(visitor)
    name = "interest" if kind == "course" else "event_interest"
    path = reverse(f"training:{name}", args=[course.slug])

    visitor.get(path)
    assert not Interest.objects.exists()
    page = visitor.post(path, {"answer": "ask"})
    visitor.post(path, {"answer": "ask"})
    assert page.h1.get_text() == "We will write when there are dates"
    assert Interest.objects.get().person == person
    assert course.title in _section(visitor.get(MINE), "interests")

    page = visitor.post(path, {"answer": "stop"})
    assert page.h1.get_text() == "Shall we write when there are dates?"
    assert not Interest.objects.exists()


def test_course_that_is_not_published_cannot_be_asked_for(visitor):
    course = CourseFactory(is_published=False)
    _person(visitor)

    visitor.get(reverse("training:interest", args=[course.slug]), status=404)


def test_pages_of_ones_own_ask_to_sign_in_and_are_kept_by_nobody(client):
    course = CourseFactory()
    paths = [
        MINE,
        DIARY,
        reverse("training:mine_json"),
        reverse("training:mine_csv"),
        reverse("training:interest", args=[course.slug]),
    ]
    for path in paths:
        assert client.get(path)["Location"].startswith("/account/sign-in/")
    client.force_login(PersonFactory())
    for path in paths:
        assert client.get(path)["Cache-Control"] == "no-store"


def test_account_links_stand_on_private_pages_and_not_on_public_ones(visitor):
    person = _person(visitor)

    private = visitor.get(MINE).select_one(".cw-own")
    assert [a.get_text() for a in private.select("a")] == [
        "My training",
        "Account",
        "Sign out",
    ]
    assert str(person) in _words(private)
    public = visitor.get(reverse("training:catalogue"))
    assert public.select(".cw-own") == []
    assert str(person) not in _words(public)
