"""Training by date: every session to come, soonest first."""

from datetime import timedelta

import pytest

from commonweal.training.models import Session
from tests.directory.factories import TopicFactory
from tests.training.factories import STARTS, CourseFactory, SessionFactory
from tests.training.reading import dates, read, text

pytestmark = pytest.mark.django_db


def test_dates_come_by_month_soonest_first():
    SessionFactory(starts_at=STARTS + timedelta(days=30))
    SessionFactory(taken=10)
    SessionFactory(starts_at=STARTS - timedelta(days=60))

    page = read("/training/dates/")

    assert [text(h) for h in page.select(".cw-columns__main h2")] == [
        "May 2026",
        "June 2026",
    ]
    assert dates(page) == [
        ("Tuesday 19 May 2026, 9:30am to 1pm", "Full, waiting list open"),
        ("Thursday 18 June 2026, 9:30am to 1pm", "10 places left"),
    ]


def test_dates_name_their_course_and_lead_to_their_own_page():
    session = SessionFactory(course__title="Neglect")

    link = read("/training/dates/").select_one(".cw-session__title a")

    assert (text(link), link["href"]) == (
        "Neglect",
        f"/training/sessions/{session.pk}/",
    )


def test_dates_are_narrowed_like_the_catalogue():
    topic = TopicFactory(slug="neglect")
    session = SessionFactory(course__delivery="online")
    session.course.topics.add(topic)
    SessionFactory()

    assert len(dates(read("/training/dates/", {"topic": "neglect"}))) == 1
    assert (
        len(dates(read("/training/dates/", {"mode": "online", "month": "2026-05"})))
        == 1
    )
    assert (
        dates(read("/training/dates/", {"topic": "neglect", "month": "2026-06"})) == []
    )


def test_drafts_and_cancelled_dates_are_not_to_come():
    SessionFactory(status=Session.Status.DRAFT)
    SessionFactory(status=Session.Status.CANCELLED)
    SessionFactory(course=CourseFactory(is_published=False))

    page = read("/training/dates/")

    assert dates(page) == []
    assert "No date is open at the moment." in text(page.select_one(".cw-empty"))


def test_session_of_several_meetings_says_how_many_follow():
    SessionFactory(
        ends_at=STARTS + timedelta(days=7, hours=3),
        meetings=[
            (STARTS, STARTS + timedelta(hours=3)),
            (STARTS + timedelta(days=7), STARTS + timedelta(days=7, hours=3)),
        ],
    )

    ((when, _),) = dates(read("/training/dates/"))

    assert when == "Tuesday 19 May 2026, 9:30am to 12:30pm, and one more time"
