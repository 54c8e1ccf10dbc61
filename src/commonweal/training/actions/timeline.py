"""What the clock asks for: settle what has run out, and send what is due.

All of it may be done by several workers at once, and again: places are handed out
under the session's lock, and a message that was queued once is not queued twice. The
worker calls each by a name of its own (``config.due``).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions.places import S, locked, move, read_again
from commonweal.training.actions.settling import settle
from commonweal.training.actions.telling import tell
from commonweal.training.emails import Message, changes, timeline
from commonweal.training.models import Attendance, Batch, Booking, BookingTerms, Session
from commonweal.training.rules import timeline as rules
from commonweal.training.rules.terms import Terms
from commonweal.training.terms import plain

NO_PLACE_CAME = "The session began before a place became free."
AT_ONCE = 500  # of each kind in a round, so that no round takes minutes
# Messages go out at 9am, sessions start at any hour: within a day of each other.
SLACK = timedelta(days=1)

Compose = Callable[..., Message]
LETTERS: dict[rules.Message, tuple[str, Compose]] = {
    rules.Message.REMINDER: (timeline.REMINDER.key, timeline.reminder),
    rules.Message.INSTRUCTIONS: (timeline.INSTRUCTIONS.key, timeline.instructions),
    rules.Message.LINK: (timeline.LINK.key, timeline.online_link),
    rules.Message.MISSED: (timeline.MISSED.key, timeline.missed),
}


def settle_due(*, now: datetime) -> int:
    """Settle every session in which an offer or approval has run out, or a place is
    free while somebody waits (places kept for a sector are released by the clock).

    Returns:
        How many sessions were settled.
    """
    lapsed = Booking.objects.lapsed(now=now).filter(session=OuterRef("pk"))
    waiting = Booking.objects.filter(session=OuterRef("pk"), status=S.WAITING)
    to_come = Session.objects.upcoming(now=now).filter(
        starts_at__gt=now, taken__lt=F("capacity")
    )
    sessions = [
        *Session.objects.filter(Exists(lapsed)),
        *to_come.filter(Exists(waiting)).exclude(Exists(lapsed)),
    ]
    for session in sessions:
        settle(session=session, at=now)
    return len(sessions)


def end_waiting(*, now: datetime) -> int:
    """End the waits and requests for sessions that have begun, so that they are not
    kept for ever.

    Returns:
        How many were ended.
    """
    over = Booking.objects.filter(
        status__in=(S.WAITING, S.REQUESTED),
        session__status=Session.Status.SCHEDULED,
        session__starts_at__lte=now,
    ).select_related("session")
    ended = 0
    for booking in over[:AT_ONCE]:
        with transaction.atomic():
            fresh = read_again(booking, session=locked(booking.session))
            if fresh.status in (S.WAITING, S.REQUESTED):
                move(fresh, to=S.EXPIRED, by=None, at=now, reason=NO_PLACE_CAME)
                ended += 1
    return ended


def send_due(*, now: datetime) -> int:
    """Queue the reminders, joining instructions, joining pages and "we missed you"
    that are due, and have not been queued for the session's present time.

    Returns:
        How many were queued.
    """
    return sum(
        _send(pk, message, now=now)
        for message in LETTERS
        for pk in _candidates(message, now=now)
    )


def _candidates(message: rules.Message, *, now: datetime) -> list[int]:
    """Return bookings that are due such a message and have none in the outbox. The
    database finds who comes near, ``rules.timeline`` decides."""
    found: list[int] = []
    for booking in _near(message, now=now):
        if _due(booking, message, now=now) is not None:
            found.append(booking.pk)
        if len(found) == AT_ONCE:
            break
    return found


def _near(message: rules.Message, *, now: datetime) -> Iterator[Booking]:
    template, _ = LETTERS[message]
    bookings = Booking.objects.filter(session__status=Session.Status.SCHEDULED)
    # First everybody hears of a change, and then what they are reminded of.
    telling = Batch.objects.not_over().telling().filter(session=OuterRef("session"))
    bookings = bookings.exclude(Exists(telling))
    if message is rules.Message.MISSED:
        chosen = bookings.filter(
            status=S.ABSENT,
            session__ends_at__lte=now,
            session__ends_at__gt=now - rules.MISSED_FOR,
        )
        yield from _not_queued(chosen, template)
        return
    chosen = bookings.filter(status=S.CONFIRMED, session__ends_at__gt=now)
    if message is rules.Message.LINK:
        chosen = chosen.exclude(session__online_link="")
    for ahead, terms in _spans(message):
        of_terms = Q(terms=None) if terms is None else Q(terms__in=terms)
        near = chosen.filter(of_terms, session__starts_at__lte=now + ahead)
        if message is rules.Message.REMINDER:
            # Who booked later than the reminder gets none; leave them out here
            # already, or they would be looked at each minute until the day.
            near = near.filter(
                confirmed_at__lte=F("session__starts_at") - ahead + SLACK
            )
        yield from _not_queued(near, template)


def _spans(
    message: rules.Message,
) -> Iterable[tuple[timedelta, QuerySet[BookingTerms] | None]]:
    """Yield how long before a session a message goes out, and by which terms; None:
    bookings that were made under none."""
    column, unit = {
        rules.Message.REMINDER: ("reminder_days", "days"),
        rules.Message.INSTRUCTIONS: ("instructions_days", "days"),
        rules.Message.LINK: ("link_hours", "hours"),
    }[message]
    values = BookingTerms.objects.order_by(column).values_list(column, flat=True)
    for n in values.distinct():
        yield (
            timedelta(**{unit: n}) + SLACK,
            BookingTerms.objects.filter(**{column: n}),
        )
    yield timedelta(**{unit: getattr(Terms(), column)}) + SLACK, None


def _not_queued(bookings: QuerySet[Booking], template: str) -> Iterator[Booking]:
    """Leave out those for whom this message is in the outbox already."""
    key = Concat(
        Value(timeline.start_of_key(template)),
        Cast("pk", CharField()),
        Value(":"),
        Cast("sequence", CharField()),
    )
    sent = OutgoingEmail.objects.filter(key=OuterRef("message_key"))
    found = bookings.annotate(message_key=key).exclude(Exists(sent))
    # All at once: for a cursor PostgreSQL looks for what comes first soonest, which
    # with an order by key is to walk through every booking there ever was.
    return iter(found.select_related("session", "terms").order_by("pk"))


@transaction.atomic
def _send(pk: int, message: rules.Message, *, now: datetime) -> bool:
    """Queue one message if it is due indeed. The booking's row is locked, so that a
    cancellation comes before or after it, never in between."""
    Booking.objects.select_for_update().get(pk=pk)
    # Read after the lock is held: with it, the session could be as it was before.
    booking = Booking.objects.select_related(
        "attendee",
        "organisation__kind",
        "terms",
        "booked_by",
        "session__course",
        "session__venue",
    ).get(pk=pk)
    due = _due(booking, message, now=now, known_since=_told_at(booking))
    is_told = not booking.session.batches.not_over().telling().exists()
    if due is None or not is_told or not _still_holds(booking, message):
        return False
    until = due.pointless_from
    _, compose = LETTERS[message]
    tell(compose(booking, at=now, useless_after=until), at=now)
    if message is rules.Message.MISSED:
        tell(timeline.missed_manager(booking, at=now, useless_after=until), at=now)
    return True


def _due(
    booking: Booking,
    message: rules.Message,
    *,
    now: datetime,
    known_since: datetime | None = None,
) -> rules.Due | None:
    session = booking.session
    if session.starts_at is None or session.ends_at is None:
        return None
    found = rules.timeline(
        plain(booking.terms),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        known_since=known_since or booking.confirmed_at or booking.booked_at,
        is_online=bool(session.online_link),
    )
    return next(
        (each for each in found if each.message is message and each.is_due(now)), None
    )


def _told_at(booking: Booking) -> datetime | None:
    """When the person last heard of time and place, where that has changed."""
    told = OutgoingEmail.objects.filter(
        about_type=Booking._meta.label,
        about_id=str(booking.pk),
        template=changes.MOVED.key,
    )
    return told.aggregate(last=Max("queued_at"))["last"]


def _still_holds(booking: Booking, message: rules.Message) -> bool:
    if message is not rules.Message.MISSED:
        return booking.status == S.CONFIRMED
    marks = Attendance.objects.filter(booking=booking)
    # Whoever sent apologies is not told that they were missed.
    return (
        booking.status == S.ABSENT
        and not marks.filter(mark=Attendance.Mark.APOLOGISED).exists()
    )
