"""Send what is due, safely with several workers and when one is killed."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q

from commonweal.mail import delivery
from commonweal.mail.models import OutgoingEmail, Suppression, fingerprint

Status = OutgoingEmail.Status
LEASE = timedelta(minutes=2)
BACK_OFF = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)


@dataclass(slots=True)
class Delivered:
    """What became of the messages of one round."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    dropped: int = 0

    @property
    def handled(self) -> int:
        return self.sent + self.put_off + self.given_up


def deliver_due(
    *,
    now: datetime,
    worker: str,
    limit: int = 50,
    backend: BaseEmailBackend | None = None,
) -> Delivered:
    """Send messages whose time has come, oldest first, one at a time.

    Each is claimed in a short transaction and sent outside any. A claim holds
    for two minutes (``LEASE``). When a worker is killed, its message is due
    again after that and goes out with the same Message-ID: at least once, and a
    receiver can tell the repetition.

    After a failure a message waits 30 seconds, then 2, 10 and 30 minutes, then
    2, 6 and 12 hours (``BACK_OFF``): eight attempts in about 21 hours. Then it
    is given up, for the desk to see and send again. It is given up at once when
    the receiver refuses it for good. One that has lost its point is dropped.

    Not to be called inside a transaction: others wait for what it locks.

    Args:
        now: the moment the round begins. What passes while sending is added.
        worker: who claims; at most 60 characters, no other worker's name.
        limit: at most so many messages. A worker that is asked to end does so after
            them.
        backend: what sends; the one of the settings when not given.
    """
    outcome = Delivered(dropped=drop_useless(now=now))
    began = time.monotonic()
    backend = backend or get_connection(settings.MAIL_DELIVERY_BACKEND)
    try:
        while outcome.handled < limit:
            moment = now + timedelta(seconds=time.monotonic() - began)
            email = claim_next(now=moment, worker=worker)
            if email is None:
                break
            _deliver(email, backend=backend, outcome=outcome, now=moment)
    finally:
        backend.close()
    return outcome


def drop_useless(*, now: datetime) -> int:
    """Drop messages that have lost their point. Returns how many."""
    return OutgoingEmail.objects.useless(now=now).update(
        status=Status.DROPPED, claimed_by=""
    )


@transaction.atomic
def claim_next(*, now: datetime, worker: str) -> OutgoingEmail | None:
    """Take the message that has been due longest, for as long as the lease lasts.

    The attempt is counted here, before it is made: a message that brings its
    worker down does not come back for ever. None when nothing is due.
    """
    useful = Q(useless_after=None) | Q(useless_after__gt=now)
    email = (
        OutgoingEmail.objects.due(now=now)
        .filter(useful)
        .order_by("next_attempt_at", "pk")
        .select_for_update(skip_locked=True)
        .first()
    )
    if email is None:
        return None
    email.status = Status.SENDING
    email.attempts += 1
    email.claimed_by = worker
    email.next_attempt_at = now + LEASE
    email.save(update_fields=["status", "attempts", "claimed_by", "next_attempt_at"])
    return email


def _deliver(
    email: OutgoingEmail,
    *,
    backend: BaseEmailBackend,
    outcome: Delivered,
    now: datetime,
) -> None:
    if _may_not_be_sent(email):
        _settle(email, status=Status.DROPPED, last_error="suppressed")
        outcome.dropped += 1
        return
    if email.attempts > len(BACK_OFF) + 1:
        # Every attempt was cut off before its outcome was known.
        _settle(email, status=Status.GIVEN_UP, last_error="worker lost")
        outcome.given_up += 1
        return
    try:
        # Opened once and used for all that follow; does nothing while open.
        backend.open()
        delivery.send(email, backend=backend)
    except delivery.FAILURES as error:
        backend.close()
        _fail(email, error, outcome=outcome, now=now)
    else:
        # Whoever holds the claim by now: it was sent, and not a third time.
        OutgoingEmail.objects.filter(pk=email.pk).exclude(status=Status.SENT).update(
            status=Status.SENT, sent_at=now, claimed_by="", last_error=""
        )
        outcome.sent += 1


def _may_not_be_sent(email: OutgoingEmail) -> bool:
    if email.is_transactional:
        return False
    return Suppression.objects.filter(fingerprint=fingerprint(email.to)).exists()


def _fail(
    email: OutgoingEmail, error: Exception, *, outcome: Delivered, now: datetime
) -> None:
    kind = delivery.kind_of(error)
    if email.attempts > len(BACK_OFF) or delivery.is_hopeless(error):
        _settle(email, status=Status.GIVEN_UP, last_error=kind)
        outcome.given_up += 1
        return
    again_at = now + BACK_OFF[email.attempts - 1]
    _settle(email, status=Status.WAITING, last_error=kind, next_attempt_at=again_at)
    outcome.put_off += 1


def _settle(email: OutgoingEmail, **facts: object) -> None:
    """Write the outcome, unless the lease ended and another worker has it now."""
    ours = OutgoingEmail.objects.filter(
        pk=email.pk, status=Status.SENDING, claimed_by=email.claimed_by
    )
    ours.update(claimed_by="", **facts)
