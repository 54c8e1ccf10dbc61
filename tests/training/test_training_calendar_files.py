"""Sessions as calendar files: one, those of a course, all of them."""

from datetime import timedelta

import pytest
from icalendar import Calendar, Event

from commonweal.training.models import Session
from tests.training.factories import STARTS, CourseFactory, SessionFactory, VenueFactory
from tests.training.reading import visitor

pytestmark = pytest.mark.django_db


def events(address: str) -> list[Event]:
    response = visitor().fetch(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def file_of(session: Session) -> list[Event]:
    return events(f"/training/sessions/{session.pk}/dates.ics")


def test_session_is_an_entry_with_its_own_identity():
    venue = VenueFactory(name="Corn Hall", address="Market Street\nWickenhall")
    session = SessionFactory(venue=venue, room="Gallery", sequence=3)

    (event,) = file_of(session)

    assert event["uid"] == f"{session.uid}@testserver"
    assert event["sequence"] == 3
    assert event["summary"] == session.course.title
    assert event.decoded("dtstart") == STARTS
    assert event["location"] == "Gallery, Corn Hall, Market Street, Wickenhall"
    assert event["url"] == f"http://testserver/training/sessions/{session.pk}/"
    assert event["status"] == "CONFIRMED"


def test_each_meeting_is_an_entry_and_the_first_keeps_the_identity():
    later = STARTS + timedelta(days=7)
    session = SessionFactory(
        ends_at=later + timedelta(hours=1),
        meetings=[
            (STARTS, STARTS + timedelta(hours=1)),
            (later, later + timedelta(hours=1)),
        ],
    )

    assert [event["uid"] for event in file_of(session)] == [
        f"{session.uid}@testserver",
        f"{session.uid}-1@testserver",
    ]


def test_cancelled_session_is_struck_out_where_it_was_entered():
    session = SessionFactory(status=Session.Status.CANCELLED)

    (event,) = file_of(session)

    assert event["status"] == "CANCELLED"


def test_online_link_is_in_no_file():
    session = SessionFactory(
        online_link="https://meet.example.org/secret", course__delivery="online"
    )

    response = visitor().fetch(f"/training/sessions/{session.pk}/dates.ics")

    assert b"secret" not in response.content
    assert b"LOCATION:Online" in response.content


def test_whole_week_is_all_day():
    monday = STARTS.replace(day=18, hour=0, minute=0)
    session = SessionFactory(starts_at=monday, ends_at=monday + timedelta(days=7))

    (event,) = file_of(session)

    assert event.decoded("dtstart") == monday.date()
    assert event.decoded("dtend") == monday.date() + timedelta(days=7)


def test_course_file_has_its_dates_past_ones_too():
    course = CourseFactory(slug="neglect")
    SessionFactory(course=course)
    SessionFactory(course=course, starts_at=STARTS - timedelta(days=300))
    SessionFactory(course=course, status=Session.Status.DRAFT)

    assert len(events("/training/courses/neglect/dates.ics")) == 2


def test_feed_has_what_comes_and_the_month_before():
    SessionFactory()
    SessionFactory(starts_at=STARTS - timedelta(days=40))
    SessionFactory(starts_at=STARTS - timedelta(days=90))
    SessionFactory(course__is_published=False)

    assert len(events("/training/feed.ics")) == 2


def test_feed_is_the_same_until_something_changes():
    SessionFactory()
    reader = visitor()
    first = reader.fetch("/training/feed.ics")

    again = reader.client.get(
        "/training/feed.ics", headers={"if-none-match": first["ETag"]}
    )

    assert again.status_code == 304


@pytest.mark.parametrize("status", [Session.Status.DRAFT, Session.Status.ANNOUNCED])
def test_session_without_a_public_date_has_no_file(status):
    session = SessionFactory(status=status, starts_at=None, ends_at=None)

    visitor().fetch(f"/training/sessions/{session.pk}/dates.ics", status=404)
