"""What the pages of one course and of one session show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from commonweal.directory.models import Partner, Topic
from commonweal.training.models import (
    AgendaSlot,
    Course,
    Meeting,
    Prerequisite,
    Session,
)
from commonweal.training.models.course import CourseQuerySet
from commonweal.training.queries.catalogue import Dated, for_lists, standings
from commonweal.training.rules.cutoffs import free_until, in_words
from commonweal.training.terms import plain, terms_in_force

# A course with more dates to come than this names the soonest; its calendar file
# has them all.
MOST_DATES = 60
OTHER_DATES = 6
MOST_HOPS = 8


def courses_for_reading() -> CourseQuerySet:
    """Courses with everything that their page says, but for their dates."""
    needed = Prerequisite.objects.select_related("requires").order_by("requires__title")
    return (
        Course.objects.filter(is_published=True)
        .select_related("level", "provider", "replaced_by")
        .prefetch_related(
            "topics",
            "sectors",
            "job_roles",
            "joint_with",
            "replaces",
            Prefetch("prerequisites", queryset=needed),
        )
    )


def successor_of(course: Course, *, today: date) -> Course | None:
    """Return the course that stands in its place today, at the end of the chain.

    None while it has not been replaced, or when what replaced it is not in the
    catalogue.
    """
    found = course
    for _ in range(MOST_HOPS):
        if not found.is_replaced(today=today) or found.replaced_by is None:
            break
        found = found.replaced_by
    if found.pk == course.pk or not found.is_published:
        return None
    return found


def dates_of(course: Course, *, now: datetime) -> list[Dated]:
    """Return the dates to come, soonest first, cancelled ones and those whose day
    is to follow with them. Two queries."""
    to_come = Q(ends_at__gt=now, status__in=["scheduled", "cancelled"])
    rows = (
        for_lists(Session.objects.filter(course=course))
        .filter(to_come | Q(status=Session.Status.ANNOUNCED))
        .order_by("starts_at", "pk")[:MOST_DATES]
    )
    found = standings(rows, now=now)
    # Where unknown dates come in the order differs from one database to the other.
    return sorted(found, key=lambda each: each.session.starts_at is None)


def past_dates_of(course: Course, *, now: datetime, number: int = 3) -> list[Session]:
    """Return the last dates that took place, the newest first. One query."""
    past = Session.objects.filter(
        course=course, status=Session.Status.SCHEDULED, ends_at__lte=now
    )
    return list(for_lists(past.order_by("-starts_at", "-pk"))[:number])


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a booking is bound to: the last instant at which cancelling is free, and
    who agrees to it ("none", "manager", "coordinator", "shortlist")."""

    free_until: datetime | None = None
    approval: str = "none"

    @property
    def free_until_in_words(self) -> str:
        return in_words(self.free_until) if self.free_until else ""


@dataclass(frozen=True, slots=True)
class SessionInFull:
    """A session with all that its page shows."""

    session: Session
    standing: Session.Standing
    meetings: Sequence[Meeting]
    agenda: Sequence[AgendaSlot]
    joint_with: Sequence[Partner]
    topics: Sequence[Topic]
    conditions: Conditions


def session_in_full(pk: int, *, now: datetime) -> SessionInFull | None:
    """Return a session that anybody may look up, or None. Eight queries at most.

    Args:
        now: the aware moment of the page, under whose terms a booking would be made.
    """
    session = (
        Session.objects.public()
        .select_related("course__level", "venue", "partner")
        .prefetch_related("meetings", "agenda", "course__joint_with", "course__topics")
        .filter(pk=pk)
        .first()
    )
    if session is None:
        return None
    (dated,) = standings([session], now=now)
    return SessionInFull(
        session=session,
        standing=dated.standing,
        meetings=list(session.meetings.all()),
        agenda=list(session.agenda.all()),
        joint_with=list(session.course.joint_with.all()),
        topics=list(session.course.topics.all()),
        conditions=_conditions(session, now=now),
    )


def _conditions(session: Session, *, now: datetime) -> Conditions:
    """Return what a booking made now would be bound to; nothing for sessions booked
    elsewhere or without a date. One query."""
    if session.is_elsewhere or session.starts_at is None:
        return Conditions()
    terms = plain(terms_in_force(session, at=now))
    return Conditions(
        free_until=free_until(terms, session.starts_at), approval=terms.approval
    )


def other_dates(session: Session, *, now: datetime) -> list[Dated]:
    """Return the next dates of the same course. Two queries."""
    rows = (
        for_lists(Session.objects.upcoming(now=now))
        .filter(course=session.course_id)
        .exclude(pk=session.pk)[:OTHER_DATES]
    )
    return standings(rows, now=now)
