"""What every change of an issue has in common: the lock, the forms of two editors,
and an approval that no longer holds."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from commonweal.newsletter.exceptions import ChangedMeanwhileError, NewsletterError
from commonweal.newsletter.models import Issue, IssueItem, Notice

TAKEN_BACK = "Changed after it was handed in, so the approval was taken back."
CHANGED = (
    "Somebody else has saved this since you opened it. What you typed is still here: "
    "compare it with what stands there now, and save again."
)

TOO_LATE = (
    "This issue is being sent, was sent or was called off. Nothing in it can change "
    "any more."
)


def stamp_of(row: Model, names: Iterable[str]) -> str:
    """Return a short text that changes when one of these columns does. A form carries
    it, so that it is known whether others saved in the meantime."""
    return _stamp(f"{name}={getattr(row, name)!r}" for name in sorted(names))


def audience_stamp(item: IssueItem) -> str:
    """Return the same for whom an item is for. Two queries."""
    chosen = (
        f"{kind}={sorted(rows.values_list('pk', flat=True))}"
        for kind, rows in (("sectors", item.sectors), ("topics", item.topics))
    )
    return _stamp(chosen)


def _stamp(facts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def refuse_if_stale(row: Model, names: Iterable[str], stamp: str) -> None:
    """
    Raises:
        ChangedMeanwhileError: the columns are not as they were at ``stamp``.
    """
    refuse_unless_same(stamp, stamp_of(row, names))


def refuse_unless_same(stamp: str, now: str) -> None:
    """
    Raises:
        ChangedMeanwhileError: what stands there is not what the form was opened with.
    """
    if stamp != now:
        raise ChangedMeanwhileError(CHANGED)


def begin_change(issue_id: int, *, at: datetime) -> Issue:
    """Return the issue, locked, with an approval taken back. In the transaction of
    the change itself.

    Raises:
        NewsletterError: it is frozen or called off, and nothing in it changes.
    """
    issue = Issue.objects.select_for_update().get(pk=issue_id)
    if not issue.is_editable:
        raise NewsletterError(TOO_LATE)
    if issue.status != Issue.Status.DRAFT:
        take_back(issue, words=TAKEN_BACK, at=at)
    return issue


def take_back(issue: Issue, *, words: str, at: datetime) -> None:
    """Make it a draft again, without approval and without a time, and say so."""
    issue.status = Issue.Status.DRAFT
    issue.approved_by = issue.approved_at = issue.scheduled_for = None
    issue.submitted_by = issue.submitted_at = None
    issue.save(
        update_fields=[
            "status",
            "approved_by",
            "approved_at",
            "scheduled_for",
            "submitted_by",
            "submitted_at",
        ]
    )
    Notice.objects.create(issue=issue, at=at, words=words)
