"""Deeds for many bookings: begun at the desk, done one booking after another."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.mail.exceptions import MailError
from commonweal.people.models import Person
from commonweal.training.actions.changing import begin_cancelling
from commonweal.training.actions.following import close_called_off, tell_of_change
from commonweal.training.actions.leaving import cancel_booking
from commonweal.training.actions.places import locked
from commonweal.training.actions.swapping import transfer
from commonweal.training.actions.telling import tell
from commonweal.training.emails.desk import from_the_desk
from commonweal.training.exceptions import BookingError, SessionError
from commonweal.training.models import Batch, Booking, Session

Later = Callable[[int], object]
# Up to so many are dealt with before the desk's page comes back.
AT_ONCE = 50


@transaction.atomic
def begin_batch(
    *,
    kind: str,
    session: Session,
    bookings: Sequence[Booking],
    by: Person,
    at: datetime,
    subject: str = "",
    words: str = "",
    to_session: Session | None = None,
    cancels_session: bool = False,
) -> Batch:
    """Write down a deed for several bookings of a session. ``continue_batch`` does it.

    Args:
        words: the message, or the reason that each person is told.
        to_session: for moving them, where to.
        cancels_session: cancel the session when all are dealt with.

    Raises:
        BookingError: none was chosen, or words are missing.
    """
    if not bookings:
        raise BookingError("Choose at least one person.")
    if kind == Batch.Kind.MESSAGE and not (subject.strip() and words.strip()):
        raise BookingError("Write a subject and a message.")
    batch = Batch.objects.create(
        kind=kind,
        session=session,
        to_session=to_session,
        cancels_session=cancels_session,
        subject=" ".join(subject.split()),
        words=words.strip(),
        booking_ids=[booking.pk for booking in bookings],
        asked_by=by,
        asked_at=at,
    )
    record(f"training.batch_{kind}", subject=session, by=by, at=at, reason=words)
    return batch


def do_batch_now_or(
    later: Later | None, *, batch: Batch, at: datetime, people: int = 0
) -> Batch:
    """Do a batch at once, or leave it to ``later`` when so many take long.

    The batch is written down by now: if the process stops before ``later`` is called,
    the worker finds it all the same (``continue_batches``).

    Args:
        people: how many it means work for, where that is more than it names.
    """
    if later is not None and max(batch.total, people) > AT_ONCE:
        later(batch.pk)
        return batch
    return continue_batch(batch=batch, at=at)


def continue_batch(*, batch: Batch, at: datetime) -> Batch:
    """Do what is left of a batch, each booking in a transaction of its own, and then
    what follows from it.

    Whether a booking is done stands in the same transaction as the deed: stopped
    half way it goes on where it was, and two workers at once do nothing twice.
    """
    while not (batch := _do_one(batch, at=at)).is_over:
        pass
    if batch.cancels_session:
        for rest in batch.session.batches.not_over().telling():
            continue_batch(batch=rest, at=at)
    return batch


def continue_batches(*, now: datetime) -> int:
    """Go on with every batch that is not over: one whose process was stopped, too.

    Returns:
        How many there were.
    """
    found = list(Batch.objects.not_over().order_by("pk"))
    for batch in found:
        continue_batch(batch=batch, at=now)
    return len(found)


@transaction.atomic
def _do_one(batch: Batch, *, at: datetime) -> Batch:
    # Where the batch follows from a change of the session, the session is locked
    # before the batch: a further change does so too, so neither waits for ever.
    session = locked(batch.session) if batch.is_telling else None
    batch = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("asked_by", "to_session", "session")
        .get(pk=batch.pk)
    )
    if session is not None:
        batch.session = session
    if batch.is_over:
        return batch
    if batch.done < batch.total:
        booking_id = batch.booking_ids[batch.done]
        try:
            with transaction.atomic():
                problem = _do(batch, booking_id, at=at)
        except Booking.DoesNotExist:
            problem = ""  # Gone meanwhile: there is nobody left to do it for.
        except (BookingError, MailError) as error:
            problem = str(error)
        if problem:
            batch.refused = [*batch.refused, [booking_id, problem]]
        batch.done += 1
    if batch.done >= batch.total:
        _end(batch, at=at)
    batch.save(update_fields=["done", "refused", "ended_at"])
    return batch


def _end(batch: Batch, *, at: datetime) -> None:
    batch.ended_at = at
    if not batch.cancels_session:
        return
    # Cancelled by hand, or over, while people were being moved: there is nothing left
    # to cancel, and a batch that failed here would be tried for ever.
    with suppress(SessionError), transaction.atomic():
        begin_cancelling(
            session=batch.session, reason=batch.words, by=batch.asked_by, at=at
        )


def _do(batch: Batch, booking_id: int, *, at: datetime) -> str:
    """Do it for one booking; return what the desk should know although it is done."""
    if batch.kind == Batch.Kind.CALLED_OFF:
        return close_called_off(batch, booking_id, at=at)
    if batch.kind == Batch.Kind.CHANGED:
        tell_of_change(batch, booking_id, at=at)
    else:
        _do_as_chosen(batch, booking_id, at=at)
    return ""


def _do_as_chosen(batch: Batch, booking_id: int, *, at: datetime) -> None:
    booking = Booking.objects.select_related(
        "attendee", "organisation", "booked_by", "session__course", "session__venue"
    ).get(pk=booking_id)
    if batch.kind == Batch.Kind.MESSAGE:
        _write_to(batch, booking, at=at)
    elif batch.kind == Batch.Kind.CANCEL:
        cancel_booking(booking=booking, by=batch.asked_by, at=at, reason=batch.words)
    elif batch.to_session is not None:
        transfer(
            booking=booking,
            to_session=batch.to_session,
            by=_asker(batch),
            at=at,
            reason=batch.words,
        )


def _asker(batch: Batch) -> Person:
    """
    Raises:
        BookingError: whoever asked for it is not known any more.
    """
    if batch.asked_by is None:
        raise BookingError("It is not known who asked for this.")
    return batch.asked_by


def _write_to(batch: Batch, booking: Booking, *, at: datetime) -> None:
    message = from_the_desk(batch, booking)
    if not message.to:
        raise BookingError("There is no address to write to.")
    tell(message, at=at)
    record("training.written_to", subject=booking, by=batch.asked_by, at=at)
