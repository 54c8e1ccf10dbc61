from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from commonweal.dates import write_moment
from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about
from commonweal.people.models import Person
from commonweal.training.actions.places import CALLED_OFF, S, locked, move, read_again
from commonweal.training.emails import timeline
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Attendance, Booking, Meeting, Session
from commonweal.training.queries.joining import OPENS_BEFORE
from commonweal.training.queries.standing import is_desk
from commonweal.training.terms import plain

# After that, an unclosed booking is for a person to look at.
LOOKS_BACK = timedelta(days=2)
MARKABLE = (S.CONFIRMED, S.ATTENDED, S.PARTLY, S.ABSENT)


@transaction.atomic
def mark_attendance(
    *,
    booking: Booking,
    marks: Mapping[Meeting, str],
    by: Person,
    at: datetime,
) -> Booking:
    """Write down whether somebody was at a session's meetings. Once every meeting has
    a mark the booking closes: attended, attended in part, or did not attend. Marks may
    be corrected later.

    Late beyond the grace, and leaving early, count as not having been there.

    Args:
        marks: meetings of the booking's session, each with a value of
            ``Attendance.Mark``.
        by: one of the session's trainers, or the desk.

    Raises:
        BookingError: the person had no place, a meeting has not begun or is of another
            session, or ``by`` may not.
    """
    session = locked(booking.session)
    booking = read_again(booking, session=session)
    if not is_desk(by) and not session.trainers.filter(pk=by.pk).exists():
        raise BookingError("Only the trainer or the training desk marks attendance.")
    if booking.status not in MARKABLE:
        raise BookingError("This person had no confirmed place on the session.")
    _check(marks, booking, at)
    for meeting, mark in marks.items():
        Attendance.objects.update_or_create(
            booking=booking,
            meeting=meeting,
            defaults={
                "mark": Attendance.Mark(mark),
                "marked_at": at,
                "marked_by": by,
            },
        )
    _close(booking, by=by, at=at)
    return booking


def _check(marks: Mapping[Meeting, str], booking: Booking, at: datetime) -> None:
    if not marks:
        raise BookingError("Mark at least one meeting.")
    for meeting, mark in marks.items():
        if meeting.session_id != booking.session_id:
            raise BookingError("That meeting belongs to another session.")
        if meeting.starts_at > at:
            raise BookingError("A meeting can be marked once it has begun.")
        if mark not in Attendance.Mark.values:
            raise BookingError(f"“{mark}” is no mark of attendance.")


def _close(booking: Booking, *, by: Person | None, at: datetime) -> None:
    marks = list(booking.attendances.values_list("mark", flat=True))
    to = _outcome(marks) if len(marks) >= len(booking.session.meetings.all()) else ""
    if to in ("", booking.status):
        record("training.attendance_marked", subject=booking, by=by, at=at)
        return
    move(booking, to=to, by=by, at=at)
    if to != S.ABSENT:
        # Corrected: nobody is told that they were missed.
        missed = {timeline.MISSED.key, timeline.MISSED_MANAGER.key}
        drop_waiting_about(about=booking, at=at, templates=missed)


def _outcome(marks: list[str]) -> str:
    there = marks.count(Attendance.Mark.PRESENT)
    if there == len(marks):
        return S.ATTENDED
    return S.PARTLY if there else S.ABSENT


@transaction.atomic
def join_online(*, booking: Booking, at: datetime) -> str:
    """Let somebody into the online room from their own joining page, and note that
    they came.

    The page opens 15 minutes before each meeting, and dies with the booking.

    Returns:
        The address of the room, to send them on to.

    Raises:
        BookingError: they have no place any more, there is no online room, or it is
            not time; says when the page opens.
    """
    booking = (
        Booking.objects.select_for_update(of=("self",))
        .select_related("session", "attendee", "terms")
        .get(pk=booking.pk)
    )
    if booking.status not in MARKABLE:
        raise BookingError("This page belonged to a booking that is over.")
    if booking.session.status == Session.Status.CANCELLED:
        raise BookingError(CALLED_OFF)
    if not booking.session.online_link:
        raise BookingError("This session has no online room.")
    meeting = _meeting_to_join(booking, at=at)
    _note_arrival(booking, meeting, at=at)
    if booking.joined_at is None:
        booking.joined_at = at
        booking.save(update_fields=["joined_at"])
        record("training.joined", subject=booking, by=booking.attendee, at=at)
    return booking.session.online_link


def _note_arrival(booking: Booking, meeting: Meeting, *, at: datetime) -> None:
    """Mark somebody who joins; what the trainer has marked stays."""
    grace = timedelta(minutes=plain(booking.terms).grace_minutes)
    is_late = at > meeting.starts_at + grace
    Attendance.objects.get_or_create(
        booking=booking,
        meeting=meeting,
        defaults={
            "mark": Attendance.Mark.LATE if is_late else Attendance.Mark.PRESENT,
            "marked_at": at,
            "marked_by": None,
        },
    )


def close_marked(*, now: datetime) -> int:
    """Close the bookings of sessions that are over whose every meeting has a mark,
    because the person joined each online. What the trainer marks closes at once.

    Returns:
        How many were closed.
    """
    unmarked = Meeting.objects.filter(session=OuterRef("session")).exclude(
        attendances__booking=OuterRef("pk")
    )
    due = Booking.objects.filter(
        ~Exists(unmarked),
        status=S.CONFIRMED,
        session__status=Session.Status.SCHEDULED,
        session__ends_at__lte=now,
        session__ends_at__gt=now - LOOKS_BACK,
        joined_at__isnull=False,
    ).select_related("session")
    for booking in due:
        with transaction.atomic():
            session = locked(booking.session)
            fresh = read_again(booking, session=session)
            if fresh.status == S.CONFIRMED:
                _close(fresh, by=None, at=now)
    return len(due)


def _meeting_to_join(booking: Booking, *, at: datetime) -> Meeting:
    """Return the meeting whose room is open.

    Raises:
        BookingError: it opens later, and when; or the session is over.
    """
    for meeting in booking.session.meetings.all():
        if at < meeting.ends_at:
            if at < meeting.starts_at - OPENS_BEFORE:
                opens = write_moment(meeting.starts_at - OPENS_BEFORE)
                raise BookingError(f"This page opens at {opens}.")
            return meeting
    raise BookingError("This session is over.")
