"""What becomes of a subscription when mail does not arrive, or is not wanted."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.mail.actions import suppress
from commonweal.mail.models import Suppression
from commonweal.newsletter.models import Delivery, Issue, MailReport, Subscriber

Status = Subscriber.Status
Kind = MailReport.Kind
SOFT_FAILURES = 3
# The Message-ID of a copy, as ``sending`` writes it.
COPY = re.compile(r"\s*<?delivery-(\d{1,18})\.")


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server or service said of one message to one address.

    Attributes:
        event_id: the same whenever it is said again; at most 200 characters.
        code: status code (RFC 3463), such as 5.1.1; empty when none was given.
        at: when it happened, aware.
        message_id: of the message that it is about, where that is known.
    """

    event_id: str
    kind: MailReport.Kind
    address: str
    code: str
    at: datetime
    message_id: str = ""


@transaction.atomic
def take_in(*, report: Report, at: datetime) -> bool:
    """Draw the conclusions from a report, once.

    An address that is refused for good, or whose owner complained, is suppressed,
    subscriber or not: they get nothing more that they could ask not to get.

    Returns:
        Whether it was new.
    """
    subscriber = Subscriber.objects.at_address(report.address).first()
    copy = _copy_of(report, subscriber)
    _, is_new = MailReport.objects.get_or_create(
        event_id=report.event_id,
        defaults={
            "kind": report.kind,
            "subscriber": subscriber,
            "code": report.code[:12],
            "at": report.at,
            "taken_in_at": at,
        },
    )
    if not is_new:
        return False
    if report.kind == Kind.COMPLAINT:
        reason = Suppression.Reason.COMPLAINED
        suppress(address=report.address, reason=reason, at=at)
        if subscriber is not None:
            _stop(_locked(subscriber), because=Subscriber.Stopped.COMPLAINED, at=at)
    elif subscriber is not None:
        _mark_bounced(copy, code=report.code)
        note_refusal(
            subscriber=subscriber,
            is_hard=report.kind == Kind.HARD,
            at=at,
            issue=copy.issue if copy else None,
        )
    elif report.kind == Kind.HARD:
        reason = Suppression.Reason.REFUSED
        suppress(address=report.address, reason=reason, at=at)
    return True


@transaction.atomic
def note_refusal(
    *,
    subscriber: Subscriber,
    is_hard: bool,
    at: datetime,
    issue: Issue | None = None,
) -> None:
    """Note that a copy could not be delivered.

    Refused for good (5xx, RFC 5321), it was the last: the address is suppressed. What
    may pass, such as a full mailbox, ends the subscription after three issues in a
    row; several reports of one issue count once.

    Args:
        issue: which issue; when not given, the latest whose sending to them began.
    """
    subscriber = _locked(subscriber)
    if is_hard and subscriber.email:
        reason = Suppression.Reason.REFUSED
        suppress(address=subscriber.email, reason=reason, at=at)
        _stop(subscriber, because=Subscriber.Stopped.REFUSED, at=at)
    elif not is_hard and subscriber.status in {Status.ACTIVE, Status.PAUSED}:
        _count_failure(subscriber, issue=issue or _latest_issue(subscriber), at=at)


def _copy_of(report: Report, subscriber: Subscriber | None) -> Delivery | None:
    """Return the copy that a report is about; None when it does not say, or names one
    that went to somebody else."""
    found = COPY.match(report.message_id)
    if found is None or subscriber is None:
        return None
    copies = subscriber.deliveries.select_related("issue")
    return copies.filter(pk=int(found[1])).first()


def _mark_bounced(copy: Delivery | None, *, code: str) -> None:
    if copy is not None:
        # One that is still being handed over is the sending's own matter.
        Delivery.objects.filter(pk=copy.pk, status=Delivery.Status.HANDED_OVER).update(
            status=Delivery.Status.BOUNCED, last_error=code or "bounced"
        )


def _latest_issue(subscriber: Subscriber) -> Issue | None:
    begun = subscriber.deliveries.filter(begun_at__isnull=False).order_by("-pk")
    latest = begun.select_related("issue").first()
    return latest.issue if latest else None


def _count_failure(
    subscriber: Subscriber, *, issue: Issue | None, at: datetime
) -> None:
    # Without an issue it was another message that failed: a confirmation, say.
    if issue is None or issue.pk == subscriber.last_failed_issue_id:
        return
    in_a_row = not _one_arrived_between(subscriber, issue)
    subscriber.soft_failures = subscriber.soft_failures + 1 if in_a_row else 1
    subscriber.last_failed_issue = issue
    subscriber.save(update_fields=["soft_failures", "last_failed_issue"])
    if subscriber.soft_failures >= SOFT_FAILURES:
        _stop(subscriber, because=Subscriber.Stopped.FULL, at=at)


def _one_arrived_between(subscriber: Subscriber, issue: Issue) -> bool:
    copies = {
        issue_id: pk
        for pk, issue_id in subscriber.deliveries.filter(
            issue__in=[issue.pk, subscriber.last_failed_issue_id]
        ).values_list("pk", "issue_id")
    }
    if len(copies) < 2:
        return subscriber.last_failed_issue_id is None
    between = subscriber.deliveries.filter(
        pk__gt=min(copies.values()), pk__lt=max(copies.values())
    )
    return between.filter(status=Delivery.Status.HANDED_OVER).exists()


def _stop(subscriber: Subscriber, *, because: Subscriber.Stopped, at: datetime) -> None:
    """A sign-up that was not confirmed stays: it is deleted by itself."""
    if subscriber.status not in {Status.ACTIVE, Status.PAUSED}:
        return
    subscriber.status, subscriber.stopped_because = Status.STOPPED, because
    subscriber.ended_at, subscriber.paused_until = at, None
    subscriber.save(
        update_fields=["status", "stopped_because", "ended_at", "paused_until"]
    )
    record("newsletter.stopped", subject=subscriber, by=None, at=at, reason=because)


def _locked(subscriber: Subscriber) -> Subscriber:
    return Subscriber.objects.select_for_update().get(pk=subscriber.pk)
