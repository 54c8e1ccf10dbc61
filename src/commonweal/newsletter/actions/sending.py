"""Send what is queued, each copy at most once, with several workers and when one dies."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from commonweal.governance.actions import record
from commonweal.mail.delivery import kind_of
from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.actions.claiming import Claimed, claim, suppress
from commonweal.newsletter.actions.epochs import may_send
from commonweal.newsletter.actions.marking import Taken, mark
from commonweal.newsletter.actions.refusing import note_refusal
from commonweal.newsletter.actions.workers import at_work, bury_dead
from commonweal.newsletter.handover import (
    CANNOT_CONNECT,
    Came,
    Copy,
    Gateway,
    Outcome,
    gateway,
)
from commonweal.newsletter.links import preferences_url, unsubscribe_url
from commonweal.newsletter.mime import Envelope
from commonweal.newsletter.models import (
    Delivery,
    Edition,
    Issue,
    NewsletterSettings,
    SendEpoch,
    SendingWorker,
    Subscriber,
)

Status = Delivery.Status
# A round ends then even if more is queued: other work of the worker waits for it.
LONGEST_ROUND = timedelta(seconds=30)
BACK_OFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
# So many in a row, and it is the issue that is not wanted rather than somebody's copy.
REJECTED_IN_A_ROW = 5
REJECTED = "The mail server turned several copies down, one after another."


@dataclass(slots=True)
class Round:
    """What one round of a worker did, and what it needs while it lasts."""

    worker: SendingWorker
    gateway: Gateway
    began: datetime
    clock: float = field(default_factory=time.monotonic)
    envelopes: dict[int, Envelope] = field(default_factory=dict)
    handed_over: int = 0
    rejected_in_a_row: int = 0

    @property
    def moment(self) -> datetime:
        """The moment now: when the round began and what has passed since."""
        return self.began + timedelta(seconds=time.monotonic() - self.clock)

    @property
    def is_over(self) -> bool:
        return self.moment - self.began > LONGEST_ROUND


def send_copies(
    *,
    now: datetime,
    worker: str,
    is_stopping: Callable[[], bool] = lambda: False,
    way_out: Gateway | None = None,
) -> int:
    """Hand copies over until none is due, half a minute is over or the outbox waits.

    A copy is claimed, then written down as begun, and only then given to the mail
    server; what became of it is written down with the next one's beginning. So of a
    worker that is killed one copy at most is in doubt. It is shown as unknown and
    never sent again by itself: docs/rules/newsletter-sending.md.

    Not to be called inside a transaction.

    Args:
        worker: ``host:process number:anything``, at most 60 characters.
        is_stopping: asked before each copy; when true what is claimed goes back.
        way_out: the mail server; the one of the settings when not given.

    Returns:
        How many were handed over.
    """
    if not _anything_to_do(now=now) or not may_send(now=now):
        return 0
    bury_dead(now=now)
    way_out = way_out or gateway(settings.MAIL_DELIVERY_BACKEND)
    try:
        with at_work(name=worker, now=now) as me:
            ours = Round(worker=me, gateway=way_out, began=now)
            _work(ours, is_stopping)
    finally:
        way_out.close()
    finish_sent(now=ours.moment)
    return ours.handed_over


def _anything_to_do(*, now: datetime) -> bool:
    return (
        SendingWorker.objects.exists()
        or Issue.objects.filter(status=Issue.Status.SENDING).exists()
    )


def _work(ours: Round, is_stopping: Callable[[], bool]) -> None:
    while not (ours.is_over or is_stopping()):
        if not may_send(now=ours.moment) or not _connected(ours):
            return
        copies = claim(worker=ours.worker, now=ours.moment)
        if not copies or not _hand_over_all(copies, ours, is_stopping):
            return
        # After one claim at least: a full outbox slows an issue down and no more.
        if _outbox_waits(ours.moment):
            return


def _outbox_waits(now: datetime) -> bool:
    """A sign-in code is more urgent than a newsletter."""
    return OutgoingEmail.objects.due(now=now).exists()


def _connected(ours: Round) -> bool:
    try:
        ours.gateway.open()
    except CANNOT_CONNECT as error:
        SendEpoch.objects.update(trouble=kind_of(error), trouble_at=ours.moment)
        return False
    SendEpoch.objects.exclude(trouble="").update(trouble="", trouble_at=None)
    return True


def _hand_over_all(
    copies: list[Claimed], ours: Round, is_stopping: Callable[[], bool]
) -> bool:
    """Return whether to go on: not when the connection is gone or we are to end."""
    taken: Taken | None = None
    for copy in copies:
        if is_stopping():
            break
        if not mark(taken=taken, beginning=copy, worker=ours.worker, now=ours.moment):
            taken = None
            _let_go(copy, ours)
            continue
        taken = None
        outcome = ours.gateway.hand_over(_copy(copy, ours))
        if outcome.came is Came.OVER:
            taken = Taken(copy, at=ours.moment)
            ours.handed_over += 1
            ours.rejected_in_a_row = 0
            continue
        _settle(copy, outcome, ours=ours)
        if ours.rejected_in_a_row >= REJECTED_IN_A_ROW:
            _stop_rejected(copy.issue_id)
            return False
        if outcome.came in (Came.LATER, Came.UNKNOWN) and not _connected(ours):
            break
    mark(taken=taken, beginning=None, worker=ours.worker, now=ours.moment)
    return not is_stopping()


def _let_go(copy: Claimed, ours: Round) -> None:
    """Somebody who has left meanwhile gets no copy; what was paused waits."""
    has_left = ~Q(subscriber__status=Subscriber.Status.ACTIVE)
    mine = Delivery.objects.claimed_by(ours.worker).filter(pk=copy.pk, begun_at=None)
    if mine.filter(has_left).exists():
        suppress([copy.pk], worker=ours.worker, now=ours.moment)
    else:
        mine.update(status=Status.QUEUED, worker=None)


def _copy(copy: Claimed, ours: Round) -> Copy:
    envelope = ours.envelopes.get(copy.edition_id)
    if envelope is None:
        edition = Edition.objects.get(pk=copy.edition_id)
        envelope = ours.envelopes[copy.edition_id] = envelope_of(edition)
    return Copy(
        envelope=envelope,
        to=copy.email,
        preferences=preferences_url(copy.key),
        unsubscribe=unsubscribe_url(copy.key),
        message_id=_message_id(copy),
        date=ours.moment,
    )


def envelope_of(edition: Edition) -> Envelope:
    """Return the frozen edition as it leaves."""
    own = NewsletterSettings.load()
    return Envelope.of(
        subject=edition.subject,
        html=edition.html,
        text=edition.text,
        sender=own.sender or settings.DEFAULT_FROM_EMAIL,
        reply_to=own.reply_to,
        list_id=f"newsletter.{_host()}",
    )


def _message_id(copy: Claimed) -> str:
    """Which copy a report is about can be read from it, and it is no other's."""
    return f"<delivery-{copy.pk}.{copy.issue_id}.{token_hex(4)}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


@transaction.atomic
def _settle(copy: Claimed, outcome: Outcome, *, ours: Round) -> None:
    """Write down what became of a copy that was not taken.

    Also when the claim was taken from us meanwhile and the copy called unknown: we
    know. Not when somebody has had it queued again since.
    """
    now = ours.moment
    facts = _facts(copy, outcome, now=now)
    known = Q(status=Status.CLAIMED, worker=ours.worker) | Q(status=Status.UNKNOWN)
    Delivery.objects.filter(known, pk=copy.pk).update(
        worker=None, last_error=outcome.error, **facts
    )
    ours.rejected_in_a_row = (
        ours.rejected_in_a_row + 1 if outcome.came is Came.REJECTED else 0
    )
    if facts["status"] == Status.BOUNCED and outcome.came is not Came.REJECTED:
        note_refusal(
            subscriber=Subscriber.objects.get(pk=copy.subscriber_id),
            is_hard=outcome.came is Came.REFUSED,
            issue=Issue.objects.get(pk=copy.issue_id),
            at=now,
        )


def _facts(copy: Claimed, outcome: Outcome, *, now: datetime) -> dict[str, object]:
    settled = {
        Came.REFUSED: Status.BOUNCED,
        Came.REJECTED: Status.BOUNCED,
        Came.UNKNOWN: Status.UNKNOWN,
    }
    if outcome.came in settled:
        return {"status": settled[outcome.came], "settled_at": now}
    if copy.attempts >= len(BACK_OFF):
        return {"status": Status.BOUNCED, "settled_at": now}
    return {
        "status": Status.DEFERRED,
        "next_attempt_at": now + BACK_OFF[copy.attempts],
    }


def _stop_rejected(issue_id: int) -> None:
    Issue.objects.filter(pk=issue_id, status=Issue.Status.SENDING).update(
        status=Issue.Status.PAUSED, held_because=REJECTED
    )


@transaction.atomic
def finish_sent(*, now: datetime) -> int:
    """Call issues sent of which no copy is left to hand over. Returns how many."""
    open_copies = Delivery.objects.open().filter(issue=OuterRef("pk"))
    done = (
        Issue.objects.filter(~Exists(open_copies), status=Issue.Status.SENDING)
        .select_for_update()
        .order_by("pk")
    )
    count = 0
    for issue in done:
        issue.status, issue.finished_at = Issue.Status.SENT, now
        issue.save(update_fields=["status", "finished_at"])
        record("newsletter.sent", subject=issue, by=None, at=now)
        count += 1
    return count
