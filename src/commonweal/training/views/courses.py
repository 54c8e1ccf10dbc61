"""The page of one course or event, and its dates as a calendar file."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from commonweal.design.calendar_files import calendar_response
from commonweal.design.moment import moment_of
from commonweal.people.access import public
from commonweal.training.calendar_files import sessions_file
from commonweal.training.metadata import course_path
from commonweal.training.models import Course, Session
from commonweal.training.queries.catalogue import Dated
from commonweal.training.queries.details import (
    courses_for_reading,
    dates_of,
    past_dates_of,
    session_in_full,
    successor_of,
)
from commonweal.training.queries.feed import for_files
from commonweal.training.views.answering import answer, kept_shortly, moved_for_good

CAN_BE_BOOKED = {
    Session.Standing.OPEN,
    Session.Standing.WAITING,
    Session.Standing.NOT_YET,
}


@public
@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """A course, with its dates and places left."""
    return _page(request, slug, is_event=False)


@public
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """A conference, webinar, briefing or awareness week."""
    return _page(request, slug, is_event=True)


def _page(request: HttpRequest, slug: str, *, is_event: bool) -> HttpResponse:
    now = moment_of(request)
    found = courses_for_reading().filter(slug=slug).first()
    if found is None:
        raise Http404
    successor = successor_of(found, today=localdate(now))
    if successor is not None:
        return moved_for_good(course_path(successor), now=now)
    if found.is_event != is_event:
        return moved_for_good(course_path(found), now=now)
    dates = dates_of(found, now=now)
    context = {"course": found, "dates": dates, **_about(found, dates, now=now)}
    template = "training/event.html" if found.is_event else "training/course.html"
    sessions = [each.session for each in dates]
    return answer(request, template, context, now=now, sessions=sessions)


def _about(found: Course, dates: list[Dated], *, now: datetime) -> dict[str, Any]:
    today = localdate(now)
    only = dates[0].session.pk if found.is_event and len(dates) == 1 else None
    return {
        "shown": session_in_full(only, now=now) if only else None,
        "past_dates": [] if dates else past_dates_of(found, now=now),
        "tells_of_dates": not found.is_elearning
        and not any(each.standing in CAN_BE_BOOKED for each in dates),
        "older": [old for old in found.replaces.all() if old.is_replaced(today=today)],
        "is_replaced": found.is_replaced(today=today),
    }


@public
@require_safe
def dates_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of a course, to put in a calendar. Past ones stay in it."""
    now = moment_of(request)
    found = Course.objects.filter(is_published=True, slug=slug).first()
    if found is None:
        raise Http404
    sessions = for_files(
        Session.objects.public().filter(course=found, starts_at__isnull=False)
    ).order_by("starts_at", "pk")
    content = sessions_file(sessions, name=found.title)
    return kept_shortly(calendar_response(content, file_name=found.slug), now=now)
