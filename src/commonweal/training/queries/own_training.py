"""Everything that is somebody's own: what is to come, what was, what is due again."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from commonweal.people.models import Person
from commonweal.training.models import Booking, Course, Diary, Interest
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.queries.own_bookings import for_pages

S = Booking.Status
# A page shows so many past bookings; the download has all of them.
MOST_PAST = 50
# A device asks for all of them four times a day.
FEED_KEPT_BACK = timedelta(days=31)
DUE_SHOWN = timedelta(days=180)
MOST_HOPS = 8


@dataclass(frozen=True, slots=True)
class Due:
    """A course to be done again.

    Attributes:
        course: what to do now: what has replaced the course that was done, if it was.
        done_on, due_on: days in London.
        is_over: the day has come.
    """

    course: Course
    done_on: date
    due_on: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class OwnTraining:
    """One person's training, each list in its order."""

    to_answer: Sequence[Booking] = ()
    coming: Sequence[Booking] = ()
    undecided: Sequence[Booking] = ()
    past: Sequence[Booking] = ()
    has_more_past: bool = False
    due: Sequence[Due] = ()
    interests: Sequence[Interest] = field(default_factory=list)


def own_training(person: Person, *, at: datetime) -> OwnTraining:
    """Gather somebody's training as it stands at ``at``. Seven queries at most."""
    own = for_pages(Booking.objects.filter(attendee=person))
    live = [
        each
        for each in own.live().order_by("session__starts_at", "pk")
        if not each.has_lapsed(now=at) and not _is_past(each, at)
    ]
    past = own.exclude(pk__in=[each.pk for each in live])
    shown = list(past.order_by("-session__starts_at", "-pk")[: MOST_PAST + 1])
    return OwnTraining(
        to_answer=[each for each in live if each.status == S.OFFERED],
        coming=[each for each in live if each.status == S.CONFIRMED],
        undecided=[each for each in live if each.status in UNDECIDED],
        past=shown[:MOST_PAST],
        has_more_past=len(shown) > MOST_PAST,
        due=due_again(person, today=localdate(at)),
        interests=list(
            Interest.objects.filter(person=person, told_at=None).select_related(
                "course"
            )
        ),
    )


UNDECIDED = (S.WAITING, S.REQUESTED, S.AWAITING_APPROVAL)


def _is_past(booking: Booking, at: datetime) -> bool:
    ends_at = booking.session.ends_at
    attended = booking.status in (S.ATTENDED, S.PARTLY, S.ABSENT)
    return attended or (ends_at is not None and ends_at <= at)


def due_again(person: Person, *, today: date) -> list[Due]:
    """Return what somebody has attended and should do again by half a year from now,
    the most urgent first; without what they have booked already.

    A course that was replaced is done again as the one that replaced it, and having
    done that one since counts. Three queries.
    """
    attended = Booking.objects.filter(attendee=person, status=S.ATTENDED)
    rows = attended.select_related("session__course").order_by("session__ends_at")
    if not rows:
        return []
    following = {
        course.pk: course.replaced_by
        for course in Course.objects.filter(replaced_from__lte=today).select_related(
            "replaced_by"
        )
    }
    last: dict[Course, tuple[date, int]] = {}
    for row in rows:
        course, ends_at = row.session.course, row.session.ends_at
        if ends_at is not None and course.refresh_after_months:
            last[_now(course, following)] = (
                localdate(ends_at),
                course.refresh_after_months,
            )
        elif ends_at is not None:
            last.pop(_now(course, following), None)
    found = [
        Due(course, done_on, due_on, due_on <= today)
        for course, (done_on, months) in last.items()
        if (due_on := months_later(done_on, months)) <= today + DUE_SHOWN
    ]
    booked = _booked_courses(person, today)
    return sorted(
        (each for each in found if each.course.pk not in booked),
        key=lambda each: each.due_on,
    )


def _now(course: Course, following: dict[int, Course | None]) -> Course:
    for _ in range(MOST_HOPS):
        newer = following.get(course.pk)
        if newer is None:
            break
        course = newer
    return course


def _booked_courses(person: Person, today: date) -> set[int]:
    live = Booking.objects.filter(attendee=person).live()
    coming = live.filter(session__ends_at__date__gte=today)
    return set(coming.values_list("session__course_id", flat=True))


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def diary_of(person: Person) -> Diary | None:
    """Return somebody's calendar feed, if they have made one. One query."""
    return Diary.objects.filter(person=person).first()


def person_of_diary(secret: str) -> Person | None:
    """Return whose feed has this secret address; None: nobody's, or their account is
    closed. One query."""
    found = Diary.objects.filter(secret=secret, person__is_active=True)
    diary = found.select_related("person").first()
    return diary.person if diary else None


def bookings_for_feed(person: Person, *, at: datetime) -> BookingQuerySet:
    """Return the confirmed places and what was attended, from a month back on. Those
    given back are not in it, and so vanish from the calendars that follow it."""
    own = Booking.objects.filter(
        attendee=person, status__in=(S.CONFIRMED, S.ATTENDED, S.PARTLY)
    )
    recent = own.filter(session__ends_at__gt=at - FEED_KEPT_BACK)
    return for_pages(recent).order_by("session__starts_at", "pk")


def all_bookings(person: Person) -> BookingQuerySet:
    """Return every booking of somebody's, oldest first, with what a download says of
    each. Six queries however many there are."""
    own = for_pages(Booking.objects.filter(attendee=person)).select_related("needs")
    return own.prefetch_related("answers__question", "attendances__meeting").order_by(
        "booked_at", "pk"
    )
