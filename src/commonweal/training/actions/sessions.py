"""Plan sessions, publish them, and set how many may come."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from django.db import transaction

from commonweal.directory.models import Partner, Venue
from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.actions.places import locked
from commonweal.training.actions.settling import offer_places, settle_locked
from commonweal.training.actions.telling import tell
from commonweal.training.emails import changes
from commonweal.training.exceptions import SessionError
from commonweal.training.models import (
    BookingPolicy,
    Course,
    Interest,
    Meeting,
    PlaceLimit,
    Question,
    Session,
)

Span = tuple[datetime, datetime]


@transaction.atomic
def schedule_session(
    *,
    course: Course,
    meetings: Sequence[Span],
    by: Person,
    at: datetime,
    capacity: int = 0,
    venue: Venue | None = None,
    room: str = "",
    online_link: str = "",
    trainers: Iterable[Person] = (),
    partner: Partner | None = None,
    partner_address: str = "",
    waiting_limit: int | None = None,
    minimum: int = 0,
    booking_opens_at: datetime | None = None,
    booking_closes_at: datetime | None = None,
    policy: BookingPolicy | None = None,
    message: str = "",
) -> Session:
    """Plan a session as a draft: nobody sees it before ``publish_session``.

    Args:
        meetings: when it meets, from and to, aware; several are booked as one.
        partner: on whose site it is booked; None: here.

    Raises:
        SessionError: there is no meeting, or one ends before it starts or overlaps
            another.
    """
    spans = checked_spans(meetings)
    session = Session.objects.create(
        course=course,
        starts_at=spans[0][0],
        ends_at=spans[-1][1],
        capacity=capacity,
        venue=venue,
        room=room,
        online_link=online_link,
        partner=partner,
        partner_address=partner_address,
        waiting_limit=waiting_limit,
        minimum=minimum,
        booking_opens_at=booking_opens_at,
        booking_closes_at=booking_closes_at,
        policy=policy,
        message=message,
    )
    write_meetings(session, spans)
    session.trainers.set(trainers)
    record("training.session_planned", subject=session, by=by, at=at)
    return session


def checked_spans(meetings: Sequence[Span]) -> list[Span]:
    """Return meetings in order of time.

    Raises:
        SessionError: none, or one ends before it starts, or two overlap.
    """
    spans = sorted(meetings)
    if not spans:
        raise SessionError("Give at least one day and time.")
    if any(ends_at <= starts_at for starts_at, ends_at in spans):
        raise SessionError("A meeting must end after it starts.")
    for (_, ends_at), (starts_at, _) in pairwise(spans):
        if starts_at < ends_at:
            raise SessionError("Two meetings of one session overlap.")
    return spans


def write_meetings(session: Session, spans: Sequence[Span]) -> None:
    """Make the session's meetings these, in order of time. The first stays the first:
    calendars know a meeting by its number."""
    kept = list(session.meetings.order_by("starts_at", "pk"))
    for surplus in kept[len(spans) :]:
        surplus.delete()
    # Two may not start at one moment, not even in passing. What moves to a later time
    # goes first, the last of it before the others; then what moves to an earlier one.
    moves = list(zip(kept, spans, strict=False))
    later = [(meeting, span) for meeting, span in moves if span[0] > meeting.starts_at]
    earlier = [pair for pair in moves if pair not in later]
    for meeting, (starts_at, ends_at) in [*reversed(later), *earlier]:
        meeting.starts_at, meeting.ends_at = starts_at, ends_at
        meeting.save(update_fields=["starts_at", "ends_at"])
    Meeting.objects.bulk_create(
        Meeting(session=session, starts_at=starts_at, ends_at=ends_at)
        for starts_at, ends_at in spans[len(kept) :]
    )


@transaction.atomic
def announce_session(
    *, course: Course, expected: str, by: Person, at: datetime
) -> Session:
    """Announce a session whose dates are to be confirmed, and let people ask to be
    told.

    Args:
        expected: in words: "autumn 2026".
    """
    session = Session.objects.create(
        course=course, status=Session.Status.ANNOUNCED, expected=expected
    )
    record("training.session_announced", subject=session, by=by, at=at)
    return session


@transaction.atomic
def publish_session(*, session: Session, by: Person, at: datetime) -> Session:
    """Let people see and book a session that was a draft or announced. Everybody who
    asked to hear of the course's dates is told, once.

    Raises:
        SessionError: it has no time yet, or is public already or cancelled.
    """
    session = locked(session)
    if session.status not in (Session.Status.DRAFT, Session.Status.ANNOUNCED):
        raise SessionError("Only a draft or an announced session can be published.")
    if session.starts_at is None or session.ends_at is None:
        raise SessionError("Give the session a day and time before publishing it.")
    session.status = Session.Status.SCHEDULED
    session.save(update_fields=["status", "changed_at"])
    record("training.session_published", subject=session, by=by, at=at)
    interests = Interest.objects.filter(course=session.course_id, told_at=None)
    for interest in interests.select_for_update(of=("self",)).select_related("person"):
        tell(changes.dates_announced(interest, session), at=at)
        interest.told_at = at
        interest.save(update_fields=["told_at"])
    return session


@transaction.atomic
def set_capacity(
    *, session: Session, capacity: int, by: Person, at: datetime
) -> Session:
    """Set how many may come. More places are offered at once to those who wait.

    Raises:
        SessionError: more places are taken than that; it says how many bookings to
            move or cancel first.
    """
    session = locked(session)
    settle_locked(session, at=at)
    if capacity < session.taken:
        over = session.taken - capacity
        bookings = "1 booking" if over == 1 else f"{over} bookings"
        raise SessionError(
            f"{session.taken} places are taken, so there cannot be only {capacity}. "
            f"Move or cancel {bookings} first."
        )
    was = session.capacity
    session.capacity = capacity
    session.save(update_fields=["capacity", "changed_at"])
    record(
        "training.capacity_set",
        subject=session,
        by=by,
        at=at,
        reason=f"{was} → {capacity}",
    )
    offer_places(session, at=at)
    return session


@transaction.atomic
def copy_session(
    *, session: Session, meetings: Sequence[Span], by: Person, at: datetime
) -> Session:
    """Plan the same session again at other times, as a draft: place, trainers,
    capacity, limits, questions and words. Bookings, and moments such as when booking
    opens or kept places are released, are not taken along: they are moved by as much
    as the start.

    Raises:
        SessionError: the meetings cannot be; see ``schedule_session``.
    """
    spans = checked_spans(meetings)
    shift = spans[0][0] - session.starts_at if session.starts_at else None

    def moved(moment: datetime | None) -> datetime | None:
        return moment + shift if moment is not None and shift is not None else None

    copy = schedule_session(
        course=session.course,
        meetings=spans,
        by=by,
        at=at,
        capacity=session.capacity,
        venue=session.venue,
        room=session.room,
        online_link=session.online_link,
        trainers=session.trainers.all(),
        partner=session.partner,
        partner_address=session.partner_address,
        waiting_limit=session.waiting_limit,
        minimum=session.minimum,
        booking_opens_at=moved(session.booking_opens_at),
        booking_closes_at=moved(session.booking_closes_at),
        policy=session.policy,
        message=session.message,
    )
    copy.catering, copy.travel = session.catering, session.travel
    copy.is_agenda_to_follow = session.is_agenda_to_follow or session.agenda.exists()
    copy.save(update_fields=["catering", "travel", "is_agenda_to_follow"])
    PlaceLimit.objects.bulk_create(
        PlaceLimit(
            session=copy,
            kind=limit.kind,
            places=limit.places,
            sector=limit.sector,
            held_until=moved(limit.held_until),
        )
        for limit in session.limits.all()
    )
    Question.objects.bulk_create(
        Question(
            session=copy,
            kind=question.kind,
            text=question.text,
            choices=question.choices,
            position=question.position,
        )
        for question in session.questions.all()
    )
    return copy
