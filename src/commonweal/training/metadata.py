"""Courses and sessions in schema.org's words, for search engines."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from commonweal.design.addresses import full_address
from commonweal.design.structured_data import Thing, written
from commonweal.training.models import Course, Session
from commonweal.training.wording import span_of

SCHEMA = "https://schema.org/"
MODES = {
    Course.Delivery.IN_PERSON: ("Onsite", "OfflineEventAttendanceMode"),
    Course.Delivery.ONLINE: ("Online", "OnlineEventAttendanceMode"),
    Course.Delivery.BLENDED: ("Blended", "MixedEventAttendanceMode"),
    Course.Delivery.ELEARNING: ("Online", "OnlineEventAttendanceMode"),
}


def course_path(course: Course) -> str:
    """Return the path of a course's page, or of an event's."""
    return reverse(
        "training:event" if course.is_event else "training:course", args=[course.slug]
    )


def session_path(session: Session) -> str:
    return reverse("training:session", args=[session.pk])


def course_thing(
    course: Course, sessions: Iterable[Session], *, provider: Thing
) -> Thing:
    """Return a course with those of ``sessions`` that have a date."""
    address = full_address(course_path(course))
    thing: Thing = {
        "@type": "Course",
        "@id": f"{address}#course",
        "name": course.title,
        "description": course.summary,
        "url": address,
        "inLanguage": "en-GB",
        "provider": {"@id": provider["@id"]},
    }
    if course.outcome_list:
        thing["teaches"] = course.outcome_list
    if course.level is not None:
        thing["educationalLevel"] = course.level.name
    instances = [
        session_thing(row, organiser=provider) for row in sessions if row.starts_at
    ]
    if course.is_elearning:
        instances.append({"@type": "CourseInstance", "courseMode": "Online"})
    if instances:
        thing["hasCourseInstance"] = instances
    return thing


def session_thing(session: Session, *, organiser: Thing) -> Thing:
    """Return a dated session: an event, or one run of a course."""
    course, address = session.course, full_address(session_path(session))
    teaching, attendance = MODES[Course.Delivery(course.delivery)]
    is_cancelled = session.status == Session.Status.CANCELLED
    thing: Thing = {
        "@type": "Event" if course.is_event else "CourseInstance",
        "@id": f"{address}#session",
        "name": course.title,
        "description": course.summary,
        "url": address,
        "eventStatus": f"{SCHEMA}{'EventCancelled' if is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}{attendance}",
        "organizer": {"@id": organiser["@id"]},
    }
    if session.starts_at is not None and session.ends_at is not None:
        span = span_of(session.starts_at, session.ends_at)
        thing["startDate"], thing["endDate"] = (
            written(span.start),
            written(span.end or span.start),
        )
    if not course.is_event:
        thing["courseMode"] = teaching
    if location := _location(session, address=address):
        thing["location"] = location
    return thing


def _location(session: Session, *, address: str) -> Any:
    online = {"@type": "VirtualLocation", "url": address}
    if session.venue is None:
        is_online = session.course.delivery != Course.Delivery.IN_PERSON
        return online if is_online else None
    place = {
        "@type": "Place",
        "name": session.venue.name,
        "address": session.venue.one_line.removeprefix(f"{session.venue.name}, "),
    }
    return (
        [place, online] if session.course.delivery == Course.Delivery.BLENDED else place
    )
