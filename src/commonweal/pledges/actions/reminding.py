"""What signers are asked by the clock: whether it still stands, and for a new text."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from commonweal.pledges import emails
from commonweal.pledges.actions.telling import tell
from commonweal.pledges.models import Signature, Version

AT_ONCE = 200  # of each kind in a round; the next begins a minute later


def remind_due(*, now: datetime) -> int:
    """Write to signers who are due a reminder or a new text. Idempotent, and safe with
    several workers: each row is locked, marked and written to in one transaction.

    Returns:
        How many were written to.
    """
    return _remind(now=now) + sum(_tell_of(each, now=now) for each in _newest())


@transaction.atomic
def _remind(*, now: datetime) -> int:
    due = _locked(Signature.objects.due_a_reminder(now=now))
    for signature in due:
        signature.reminders += 1
        signature.save(update_fields=["reminders"])
        tell(emails.renew(signature), at=now)
    return len(due)


@transaction.atomic
def _tell_of(version: Version, *, now: datetime) -> int:
    due = _locked(Signature.objects.due_a_new_text(version))
    for signature in due:
        signature.told_of = version
        signature.save(update_fields=["told_of"])
        tell(emails.new_text(signature, version), at=now)
    return len(due)


def _newest() -> list[Version]:
    """The newest text of each covenant, where earlier signers are asked for it."""
    newest: dict[int, Version] = {}
    for version in Version.objects.order_by("number"):
        newest[version.covenant_id] = version
    return [version for version in newest.values() if version.asks_again]


def _locked(rows: QuerySet[Signature]) -> list[Signature]:
    chosen = rows.select_related("covenant", "version").order_by("signed_at", "pk")
    return list(chosen.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
