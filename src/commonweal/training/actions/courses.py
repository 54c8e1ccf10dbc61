"""Make a course at the desk, with its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from commonweal.directory.models import Venue
from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.actions.sessions import publish_session, schedule_session
from commonweal.training.models import BookingPolicy, Course, Level, Session


@dataclass(frozen=True, slots=True)
class NewDates:
    """One session to be made: its meetings, from and until, and where."""

    meetings: Sequence[tuple[datetime, datetime]]
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sessions made together have in common."""

    capacity: int
    minimum: int = 0
    room: str = ""
    online_link: str = ""
    trainers: Sequence[Person] = ()
    is_open: bool = True


@transaction.atomic
def create_course(
    *,
    title: str,
    summary: str,
    by: Person | None,
    at: datetime,
    kind: str = Course.Kind.COURSE,
    delivery: str = Course.Delivery.IN_PERSON,
    level: Level | None = None,
    length: str = "",
    cost: str = "",
    policy: BookingPolicy | None = None,
    is_published: bool = True,
) -> Course:
    """Make a course with what it cannot do without.

    Its address is made from the title, which must be new; the form has checked,
    and the database does.
    """
    course = Course.objects.create(
        title=title,
        slug=slugify(title)[:150],
        summary=summary,
        kind=kind,
        delivery=delivery,
        level=level,
        length=length,
        cost=cost,
        policy=policy,
        is_published=is_published,
    )
    record("training.course_created", subject=course, by=by, at=at)
    return course


@transaction.atomic
def add_dates(
    *,
    course: Course,
    dates: Sequence[NewDates],
    shared: Shared,
    by: Person,
    at: datetime,
) -> list[Session]:
    """Make a session of ``course`` for each of ``dates``: all of them or none.

    Raises:
        SessionError: the meetings of one of them cannot be.
    """
    made = [
        schedule_session(
            course=course,
            meetings=each.meetings,
            venue=each.venue,
            room=shared.room,
            online_link=shared.online_link,
            capacity=shared.capacity,
            minimum=shared.minimum,
            trainers=shared.trainers,
            by=by,
            at=at,
        )
        for each in dates
    ]
    if not shared.is_open:
        return made
    return [publish_session(session=session, by=by, at=at) for session in made]
