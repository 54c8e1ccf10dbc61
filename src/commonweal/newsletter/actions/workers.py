"""Which workers live, and what becomes of the claims of one that does not."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction

from commonweal.newsletter.models import Delivery, SendingWorker

# Longer than one hand-over can take: a few steps of at most 10 seconds each.
PULSE_LASTS = timedelta(minutes=2)
# The first half of our locks' numbers on PostgreSQL; the second is the worker's key.
LOCKS = 0x4E455753


@contextmanager
def at_work(*, name: str, now: datetime) -> Iterator[SendingWorker]:
    """Be known as a worker that lives, until the block ends.

    Must not be called inside a transaction: others have to see it at once.

    Args:
        name: ``host:process number:anything``, at most 60 characters.
    """
    with transaction.atomic():
        worker = SendingWorker.objects.create(name=name, began_at=now, pulse_at=now)
        # Before anybody can see the row: there is no moment when it looks dead.
        _take_lock(worker)
    try:
        yield worker
    finally:
        _end(worker, now=now)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, worker.pk])


def give_back(worker: SendingWorker) -> int:
    """Return what ``worker`` has claimed and not begun to the queue."""
    return (
        Delivery.objects.claimed_by(worker)
        .filter(begun_at=None)
        .update(status=Delivery.Status.QUEUED, worker=None)
    )


def bury_dead(*, now: datetime) -> int:
    """Return the claims of workers that died to the queue at once; the copy that each
    had in flight becomes unknown and is never sent again by itself. Before beginning to
    work oneself: one's own database session would find its own lock free.

    Returns:
        How many had died.
    """
    return sum(_bury(worker, now=now) for worker in SendingWorker.objects.all())


@transaction.atomic
def _bury(worker: SendingWorker, *, now: datetime) -> bool:
    if not _is_dead(worker, now=now):
        return False
    _end(worker, now=now)
    return True


def _end(worker: SendingWorker, *, now: datetime) -> None:
    give_back(worker)
    # What it had begun and not written down: broken off in the middle.
    Delivery.objects.claimed_by(worker).update(
        status=Delivery.Status.UNKNOWN,
        worker=None,
        settled_at=now,
        last_error="worker lost",
    )
    worker.delete()


def _take_lock(worker: SendingWorker) -> None:
    """Lock for as long as the database session lasts, however it ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, worker.pk])


def _is_dead(worker: SendingWorker, *, now: datetime) -> bool:
    if connection.vendor == "postgresql":
        # Ours until the end of this transaction, so that one buries.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, worker.pk]
            )
            row = cursor.fetchone()
        return bool(row and row[0])
    return has_no_pulse(worker, now=now)


def has_no_pulse(worker: SendingWorker, *, now: datetime) -> bool:
    """Whether a worker has ended, where no lock of a database session tells it."""
    return _process_is_gone(worker.name) or now - worker.pulse_at > PULSE_LASTS


def _process_is_gone(name: str) -> bool:
    """Whether that process of this machine has ended: a database in a file is used by
    one machine alone."""
    number = name.split(":")[1] if name.count(":") > 1 else ""
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
