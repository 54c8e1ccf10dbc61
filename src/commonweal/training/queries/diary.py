"""Meetings of sessions, for calendars that gather dates from several rooms."""

from datetime import datetime

from django.db.models import QuerySet, Subquery

from commonweal.training.models import Course, Meeting, Session


def public_meetings() -> QuerySet[Meeting]:
    """Return the meetings of scheduled sessions that anybody may look up, with course
    and venue fetched, soonest first. Cancelled sessions are none."""
    return (
        Meeting.objects.filter(
            session__status=Session.Status.SCHEDULED,
            session__course__is_published=True,
        )
        .select_related("session__course", "session__venue")
        .defer(
            "session__course__outline",
            "session__course__outcomes",
            "session__message",
            "session__travel",
        )
        .order_by("starts_at", "pk")
    )


def meetings_between(first: datetime, until: datetime) -> QuerySet[Meeting]:
    """Return public meetings that touch the time from ``first`` up to ``until``."""
    return public_meetings().filter(starts_at__lt=until, ends_at__gt=first)


def meetings_to_come(*, now: datetime) -> QuerySet[Meeting]:
    """Return public meetings that are not over."""
    return public_meetings().filter(ends_at__gt=now)


def meetings_named(
    *, course: Course | None, session: Session | None, since: datetime
) -> list[Meeting]:
    """Return the meetings of one session, or of all those of a course that were not
    over at ``since``; cancelled ones too. Those of drafts are left out. One query,
    or none when neither is named."""
    if session is not None:
        meetings = Meeting.objects.filter(session=session)
    elif course is not None:
        meetings = Meeting.objects.filter(session__course=course, ends_at__gt=since)
    else:
        return []
    return list(
        meetings.filter(session__course__is_published=True)
        .exclude(session__status=Session.Status.DRAFT)
        .select_related("session__course", "session__venue")
        .order_by("starts_at", "pk")
    )


def last_change(*, now: datetime) -> datetime | None:
    """Return when sessions, courses or the clock last changed what calendars show.

    None while there is no session. One query.
    """
    met = Meeting.objects.filter(ends_at__lte=now).order_by("-ends_at")
    row = (
        Session.objects.order_by("-changed_at")
        .annotate(
            course_at=Subquery(
                Course.objects.order_by("-changed_at").values("changed_at")[:1]
            ),
            met_at=Subquery(met.values("ends_at")[:1]),
        )
        .values_list("changed_at", "course_at", "met_at")
        .first()
    )
    moments = [moment for moment in row or () if moment and moment <= now]
    return max(moments, default=None)


def turning_points(*, after: datetime, until: datetime) -> QuerySet[Meeting, datetime]:
    """Return the moments at which a meeting ends; ``until`` is included. They can be
    united with those of other rooms."""
    ending = Meeting.objects.filter(ends_at__gt=after, ends_at__lte=until)
    return ending.order_by().values_list("ends_at", flat=True)
