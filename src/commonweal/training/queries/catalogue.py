"""The catalogue: which courses fit what is asked for, and what to say of each.

Nothing here counts bookings: a session knows how many places are taken, so a page
costs the same whether ten or two million have been made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate, make_aware
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from commonweal.directory.models import Topic
from commonweal.directory.search_words import root, words_of
from commonweal.training.models import Booking, Course, Session
from commonweal.training.models.course import CourseQuerySet
from commonweal.training.models.session import SessionQuerySet
from commonweal.training.queries.choices import COURSES, ELEARNING, EVENTS, Asked

# What a card or a line of a list needs of a session.
LISTED_SESSION = (
    "status",
    "expected",
    "starts_at",
    "ends_at",
    "online_link",
    "partner_address",
    "capacity",
    "taken",
    "waiting_limit",
    "booking_opens_at",
    "booking_closes_at",
    "course__title",
    "course__slug",
    "course__kind",
    "course__delivery",
    "course__summary",
    "venue__name",
    "partner__name",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A session and how it stands at the moment that was asked for."""

    session: Session
    standing: Session.Standing


@dataclass(frozen=True, slots=True)
class Listed:
    """A course as the catalogue lists it.

    Attributes:
        next: the date to name: the soonest with a place left, or else the soonest.
        more: how many dates to come there are beside it.
    """

    course: Course
    next: Dated | None
    more: int


def courses_asked_for(asked: Asked, *, now: datetime) -> CourseQuerySet:
    """Return the courses of the catalogue that fit, by title."""
    courses = Course.objects.listed(today=localdate(now))
    courses = courses.filter(_about_course(asked))
    if asked.sector:
        courses = _for_sector(courses, asked.sector.pk)
    if any(words_of(asked.words)):
        courses = courses.filter(pk__in=found_by(asked.words))
    if asked.month or asked.has_place:
        dated = sessions_fitting(asked, now=now).filter(course=OuterRef("pk"))
        any_time = Q(delivery=Course.Delivery.ELEARNING)
        at_once = any_time if asked.has_place and not asked.month else Q(pk__in=[])
        courses = courses.filter(Exists(dated) | at_once)
    return courses.order_by("title")


def sessions_asked_for(asked: Asked, *, now: datetime) -> SessionQuerySet:
    """Return the dates to come that fit, soonest first."""
    sessions = sessions_fitting(asked, now=now)
    if (
        asked.topic
        or asked.level
        or asked.sector
        or asked.kind
        or asked.mode
        or asked.words
    ):
        plain = Asked(
            words=asked.words,
            topic=asked.topic,
            level=asked.level,
            sector=asked.sector,
            kind=asked.kind,
            mode=asked.mode,
        )
        fitting = courses_asked_for(plain, now=now).order_by()
        sessions = sessions.filter(course__in=fitting.values("pk"))
    return sessions.filter(course__is_published=True)


def _about_course(asked: Asked) -> Q:
    fits = Q()
    if asked.topic:
        fits &= Q(topics=asked.topic.pk)
    if asked.level:
        fits &= Q(level=asked.level.pk)
    if asked.mode:
        fits &= Q(delivery=asked.mode.slug)
    if asked.kind:
        fits &= KIND_FITS[asked.kind.slug]
    return fits


KIND_FITS = {
    COURSES: Q(kind=Course.Kind.COURSE) & ~Q(delivery=Course.Delivery.ELEARNING),
    EVENTS: ~Q(kind=Course.Kind.COURSE),
    ELEARNING: Q(delivery=Course.Delivery.ELEARNING),
}


def _for_sector(courses: CourseQuerySet, sector: int) -> CourseQuerySet:
    """Courses for that sector, and those that name none: they are for all."""
    meant = Course.sectors.through.objects.filter(course=OuterRef("pk"))
    return courses.filter(Exists(meant.filter(sector=sector)) | ~Exists(meant))


def found_by(words: str) -> list[int]:
    """Return the keys of courses with all of the words; where there is none, with
    words that begin like the last of them."""
    typed = list(words_of(words))
    backend, roots = get_search_backend(), [root(word) for word in typed]
    whole = backend.search(PlainText(" ".join(roots)), Course, order_by_relevance=False)
    found = list(whole.get_queryset().values_list("pk", flat=True))
    if found:
        return found
    begun = " ".join([*roots[:-1], typed[-1]])
    results = backend.autocomplete(begun, Course, order_by_relevance=False)
    return list(results.get_queryset().values_list("pk", flat=True))


def sessions_fitting(asked: Asked, *, now: datetime) -> SessionQuerySet:
    """Return dates to come in the month and with the places asked for, soonest
    first."""
    sessions = Session.objects.upcoming(now=now)
    if asked.month:
        first = date.fromisoformat(f"{asked.month.slug}-01")
        after = (first + timedelta(days=32)).replace(day=1)
        sessions = sessions.filter(
            starts_at__lt=_midnight(after), ends_at__gt=_midnight(first)
        )
    if asked.has_place:
        sessions = with_place(sessions, now=now)
    return sessions


def with_place(sessions: SessionQuerySet, *, now: datetime) -> SessionQuerySet:
    """Return those booked here that are open and have a place left."""
    opened = Q(booking_opens_at=None) | Q(booking_opens_at__lte=now)
    open_still = Q(booking_closes_at__gt=now) | Q(
        booking_closes_at=None, starts_at__gt=now
    )
    return sessions.with_room().filter(opened, open_still)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, datetime.min.time()))


def listed(keys: Iterable[int], asked: Asked, *, now: datetime) -> list[Listed]:
    """Return what the catalogue says of some courses, by title, without those that are
    not in it any more. Three queries, however many dates they have."""
    rows = list(_with_next(list(keys), asked, now=now))
    wanted = {row.next_free or row.next_any or row.next_announced for row in rows}
    sessions = for_lists(Session.objects.filter(pk__in=wanted - {None})).in_bulk()
    dated = {each.session.pk: each for each in standings(sessions.values(), now=now)}
    return [
        Listed(
            course=row,
            next=dated.get(row.next_free or row.next_any or row.next_announced),
            more=max(row.dates_to_come - 1, 0) if row.dates_to_come else 0,
        )
        for row in rows
    ]


def _with_next(keys: list[int], asked: Asked, *, now: datetime) -> QuerySet[Any]:
    own = sessions_fitting(asked, now=now).filter(course=OuterRef("pk"))
    free = with_place(own, now=now)
    announced = Session.objects.filter(
        course=OuterRef("pk"), status=Session.Status.ANNOUNCED
    ).order_by("pk")
    counted = own.order_by().values("course").annotate(number=Count("pk"))
    return (
        Course.objects.listed(today=localdate(now))
        .filter(pk__in=keys)
        .select_related("level", "provider")
        .defer("outline", "outcomes", "for_whom")
        .annotate(
            next_free=Subquery(free.values("pk")[:1]),
            next_any=Subquery(own.values("pk")[:1]),
            next_announced=Subquery(announced.values("pk")[:1]),
            dates_to_come=Subquery(counted.values("number")),
        )
        .order_by("title")
    )


def dated_of(keys: Iterable[int], *, now: datetime) -> list[Dated]:
    """Return how some dates stand, soonest first; a date that was cancelled a moment
    ago says so. Three queries."""
    rows = Session.objects.public().filter(pk__in=list(keys))
    return standings(for_lists(rows).order_by("starts_at", "pk"), now=now)


def for_lists(sessions: SessionQuerySet) -> SessionQuerySet:
    """Fetch what a line of a list says of each session."""
    rows = sessions.select_related("course", "venue", "partner")
    return rows.prefetch_related("meetings").only(*LISTED_SESSION)


def standings(sessions: Iterable[Session], *, now: datetime) -> list[Dated]:
    """Say how each session stands. One query."""
    rows = list(sessions)
    waiting = waiting_by_session(row.pk for row in rows if row.partner_id is None)
    return [
        Dated(row, row.standing(now=now, waiting=waiting.get(row.pk, 0)))
        for row in rows
    ]


def waiting_by_session(keys: Iterable[int]) -> dict[int, int]:
    """Return how many wait for each of these sessions; none of them is left out of
    the answer but those for which nobody waits. One query, or none for no session."""
    found = (
        Booking.objects.filter(session__in=list(keys), status=Booking.Status.WAITING)
        .order_by()
        .values_list("session")
        .annotate(number=Count("pk"))
    )
    return dict(found)


def next_change(sessions: Iterable[Session], *, now: datetime) -> datetime | None:
    """Return the next moment at which time alone changes how one of them stands."""
    moments = (
        moment
        for row in sessions
        for moment in (row.booking_opens_at, row.closes_at, row.ends_at)
    )
    return min((m for m in moments if m is not None and m > now), default=None)


def courses_about(topic: Topic, *, now: datetime, number: int) -> list[Listed]:
    """Return the first ``number`` courses about a topic, by title. Five queries."""
    courses = Course.objects.listed(today=localdate(now)).filter(topics=topic)
    keys = courses.order_by("title").values_list("pk", flat=True)[:number]
    return listed(list(keys), Asked(), now=now)
