"""What follows from a change of a session for those who are booked, one at a time.

Every function here works under the session's lock. Each booking is told of time and
place as they are when it is dealt with, never as they were when the change was made:
so of two changes in quick succession nobody ends up with the first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from commonweal.mail.exceptions import MailError
from commonweal.people.models import Person
from commonweal.training.actions.places import S, move, read_again
from commonweal.training.actions.settling import end_approvals, end_offers
from commonweal.training.actions.telling import take_back, tell
from commonweal.training.emails import changes
from commonweal.training.emails.facts import Known, what_changed
from commonweal.training.models import Approval, Batch, Booking, Offer, Session


def begin_telling(
    session: Session,
    *,
    before: Mapping[str, object],
    by: Person,
    at: datetime,
    reason: str,
) -> Batch | None:
    """Write down who is to be told that time or place has changed.

    Whoever an earlier change has not reached yet stays with that one, and hears of
    both in one message: for them time and place are still those from before it.

    Args:
        before: time and place as they were; see ``emails.facts.known``.
    """
    later = set(_counted_on(session))
    for batch in session.batches.not_over().filter(kind=Batch.Kind.CHANGED):
        # A place that was confirmed since was confirmed with what holds no more now.
        since = Booking.objects.filter(
            pk__in=batch.left, confirmed_at__gt=batch.asked_at
        )
        moved = set(since.values_list("pk", flat=True))
        later -= set(batch.left) - moved
        done = batch.booking_ids[: batch.done]
        batch.booking_ids = done + [pk for pk in batch.left if pk not in moved]
        batch.words = f"{batch.words} {reason}".strip()
        batch.save(update_fields=["booking_ids", "words"])
    return _begin(
        session,
        Batch.Kind.CHANGED,
        [pk for pk in _counted_on(session) if pk in later],
        before=before,
        words=reason,
        asked_by=by,
        asked_at=at,
    )


def begin_calling_off(
    session: Session, *, by: Person | None, at: datetime, reason: str
) -> Batch | None:
    """Write down whose bookings are to be closed."""
    return _begin(
        session,
        Batch.Kind.CALLED_OFF,
        _counted_on(session),
        words=reason,
        asked_by=by,
        asked_at=at,
    )


def _counted_on(session: Session) -> list[int]:
    bookings = Booking.objects.of(session).counted_on().order_by("booked_at", "pk")
    return list(bookings.values_list("pk", flat=True))


def _begin(
    session: Session, kind: str, ids: Iterable[int], **fields: object
) -> Batch | None:
    ids = list(ids)
    if not ids:
        return None
    return Batch.objects.create(session=session, kind=kind, booking_ids=ids, **fields)


def tell_of_change(batch: Batch, booking_id: int, *, at: datetime) -> None:
    """Tell one person what has changed since ``batch.before``, and put their calendar
    right. Whoever has given the place back meanwhile was told that, and has left out
    days taken out of the calendar.

    Args:
        batch: with its session as it is now, locked; of ``close_called_off`` too.
    """
    booking = read_again(Booking(pk=booking_id), session=batch.session)
    before = Known.read(batch.before)
    # A later confirmation came with the new entries.
    has_old_entry = (
        booking.confirmed_at is not None and booking.confirmed_at <= batch.asked_at
    )
    is_off = booking.session.status == Session.Status.CANCELLED
    if is_off or booking.status not in Booking.COUNTED_ON:
        if has_old_entry:
            tell(changes.left_out(booking, was=before.spans, at=at), at=at)
        return
    change = f"{what_changed(booking.session, before)} {batch.words}".strip()
    if booking.status == S.CONFIRMED and has_old_entry:
        told = changes.changed(booking, was=before.spans, change=change, at=at)
        tell(told, at=at)
    else:
        tell(changes.changed_for_waiting(booking, change=change, at=at), at=at)


def close_called_off(batch: Batch, booking_id: int, *, at: datetime) -> str:
    """Close one booking of a session that is cancelled: nothing is owed, and the
    calendar is cleared. One that was closed meanwhile is left alone.

    Returns:
        Why its person could not be written to; "" when they were. It is closed all
        the same.
    """
    booking = read_again(Booking(pk=booking_id), session=batch.session)
    if booking.status not in Booking.COUNTED_ON:
        return ""
    had_a_place = booking.status == S.CONFIRMED
    end_offers(booking, outcome=Offer.Outcome.WITHDRAWN, at=at)
    end_approvals(booking, outcome=Approval.Outcome.WITHDRAWN, at=at)
    take_back(booking, at=at)
    move(
        booking,
        to=S.CANCELLED,
        by=batch.asked_by,
        at=at,
        reason=batch.words,
        sequence=booking.sequence + 1,
    )
    told = changes.called_off(
        booking,
        reason=batch.words,
        next_step="Nothing is owed. You can book another date.",
        had_a_place=had_a_place,
        at=at,
    )
    try:
        tell(told, at=at)
    except MailError as error:
        return str(error)
    return ""
