"""Pause, go on, stop: what a person does with an issue on its way."""

from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.newsletter.actions.epochs import refuse_while_held
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Delivery, Issue
from commonweal.people.models import Person

Status = Issue.Status
UNFINISHED = (Status.SENDING, Status.PAUSED)


@transaction.atomic
def pause_sending(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Let no more copies begin. One that each worker has begun still goes.

    Raises:
        NewsletterError: it is not being sent.
    """
    issue = _locked(issue, Status.SENDING, otherwise="It is not being sent.")
    issue.status = Status.PAUSED
    return _saved(issue, "newsletter.paused", by=by, at=at)


@transaction.atomic
def resume_sending(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Go on where it stopped. Unknown copies stay unknown.

    Raises:
        NewsletterError: it is not paused, or sending is held for the whole database.
    """
    issue = _locked(issue, Status.PAUSED, otherwise="It is not paused.")
    refuse_while_held()
    issue.status, issue.held_because = Status.SENDING, ""
    return _saved(issue, "newsletter.resumed", by=by, at=at)


@transaction.atomic
def stop_sending(*, issue: Issue, reason: str, by: Person, at: datetime) -> Issue:
    """Send no more of it, for good. What has gone has gone.

    Raises:
        NewsletterError: it is not on its way, or no reason is given.
    """
    issue = _locked(issue, *UNFINISHED, otherwise="It is not on its way.")
    if not reason.strip():
        raise NewsletterError("Say why no more of it is to be sent.")
    issue.status, issue.finished_at = Status.CANCELLED, at
    return _saved(issue, "newsletter.stopped_sending", by=by, at=at, reason=reason)


@transaction.atomic
def resend_unknown(*, issue: Issue, reason: str, by: Person, at: datetime) -> int:
    """Queue the copies again of which nobody knows whether they arrived. Who got one
    gets a second; the editor who asks for it has decided that this is better.

    Returns:
        How many were queued.

    Raises:
        NewsletterError: there are none, it was stopped, no reason is given, or sending
            is held.
    """
    known = (*UNFINISHED, Status.SENT)
    issue = _locked(issue, *known, otherwise="This issue was stopped.")
    if not reason.strip():
        raise NewsletterError("Say why they are to be sent again.")
    refuse_while_held()
    count = issue.deliveries.filter(status=Delivery.Status.UNKNOWN).update(
        status=Delivery.Status.QUEUED,
        begun_at=None,
        settled_at=None,
        next_attempt_at=None,
        last_error="",
    )
    if not count:
        raise NewsletterError("No copy of this issue is unknown.")
    if issue.status == Status.SENT:
        issue.status, issue.finished_at = Status.SENDING, None
    _saved(issue, "newsletter.unknown_resent", by=by, at=at, reason=reason)
    return int(count)


def _locked(issue: Issue, *states: str, otherwise: str) -> Issue:
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if issue.status not in states:
        raise NewsletterError(otherwise)
    return issue


def _saved(
    issue: Issue, verb: str, *, by: Person, at: datetime, reason: str = ""
) -> Issue:
    issue.save(update_fields=["status", "held_because", "finished_at"])
    record(verb, subject=issue, by=by, at=at, reason=reason)
    return issue
