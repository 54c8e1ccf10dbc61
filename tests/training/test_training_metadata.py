"""What pages of training tell search engines."""

import json
from typing import Any

import pytest

from commonweal.training.models import Session
from tests.training.factories import SessionFactory, VenueFactory
from tests.training.reading import level, read

pytestmark = pytest.mark.django_db


def things(address: str) -> dict[str, Any]:
    (script,) = read(address).select("script[type='application/ld+json']")
    return {thing["@type"]: thing for thing in json.loads(script.string)["@graph"]}


def test_course_has_its_dates_as_instances():
    session = SessionFactory(course__slug="neglect", course__title="Neglect")
    session.course.level = level(2)
    session.course.outcomes = "notice\nsay so"
    session.course.save()

    course = things("/training/courses/neglect/")["Course"]

    assert course["name"] == "Neglect"
    assert course["teaches"] == ["notice", "say so"]
    assert course["educationalLevel"] == "Level 2"
    (instance,) = course["hasCourseInstance"]
    assert instance["@type"] == "CourseInstance"
    assert instance["courseMode"] == "Onsite"
    assert instance["startDate"] == "2026-05-19T09:30:00+01:00"


def test_event_says_where_it_is_and_whether_it_takes_place():
    session = SessionFactory(
        course__kind="conference",
        venue=VenueFactory(name="Corn Hall", address="Market Street\nWickenhall"),
        status=Session.Status.CANCELLED,
    )

    event = things(f"/training/sessions/{session.pk}/")["Event"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["location"] == {
        "@type": "Place",
        "name": "Corn Hall",
        "address": "Market Street, Wickenhall",
    }


def test_online_session_is_held_at_its_page_and_not_at_its_link():
    session = SessionFactory(
        course__delivery="online", online_link="https://meet.example.org/secret"
    )

    instance = things(f"/training/sessions/{session.pk}/")["CourseInstance"]

    assert (
        instance["location"]["url"]
        == f"http://testserver/training/sessions/{session.pk}/"
    )
    assert "secret" not in json.dumps(instance)


def test_page_names_its_one_address_and_its_place():
    page = read("/training/?topic=gone")

    assert (
        page.select_one("link[rel=canonical]")["href"] == "http://testserver/training/"
    )
    trail = things("/training/dates/")["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in trail] == ["Home", "Training", "Training by date"]


def test_session_stands_below_its_course():
    session = SessionFactory(course__slug="neglect", course__title="Neglect")

    trail = things(f"/training/sessions/{session.pk}/")["BreadcrumbList"]

    names = [step["name"] for step in trail["itemListElement"]]
    assert names[:3] == ["Home", "Training", "Neglect"]
    assert names[3].startswith("Tuesday 19 May 2026")
    course = trail["itemListElement"][2]["item"]
    assert course == "http://testserver/training/courses/neglect/"
