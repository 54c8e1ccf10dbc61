"""How a signature ends: the row goes, and with it what was written about it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from commonweal.governance.actions import record
from commonweal.mail.actions import erase_messages
from commonweal.mail.models import OutgoingEmail
from commonweal.pledges.models import Covenant, Signature


@transaction.atomic
def withdraw(*, signature: Signature, at: datetime) -> None:
    """End a signature because its owner asks for it. Nothing is kept of them. Doing it
    again changes nothing."""
    if erase_signatures(Signature.objects.filter(pk=signature.pk), at=at):
        record("pledges.withdrawn", subject=signature, by=None, at=at)


@transaction.atomic
def erase_signature(
    *, signature: Signature, by: AbstractBaseUser, at: datetime, reason: str
) -> None:
    """End a signature for somebody who asked staff to, or that was not meant.

    Args:
        reason: kept in the audit trail; must not name anybody.
    """
    if erase_signatures(Signature.objects.filter(pk=signature.pk), at=at):
        record("pledges.erased", subject=signature, by=by, at=at, reason=reason)


@transaction.atomic
def erase_signatures(rows: QuerySet[Any], *, at: datetime) -> int:
    """Delete signatures and what was written to their owners. Returns how many."""
    chosen = list(rows.select_for_update().values_list("pk", flat=True))
    about = OutgoingEmail.objects.filter(
        about_type=Signature._meta.label, about_id__in=[str(pk) for pk in chosen]
    )
    erase_messages(about, at=at)
    Signature.objects.filter(pk__in=chosen).delete()
    return len(chosen)


@transaction.atomic
def note_export(*, covenant: Covenant, by: AbstractBaseUser, at: datetime) -> None:
    """Write in the audit trail that somebody took out who signed."""
    record("pledges.exported", subject=covenant, by=by, at=at)


@transaction.atomic
def note_subject_access(
    *, signature: Signature, by: AbstractBaseUser, at: datetime
) -> None:
    """Write in the audit trail that a signer's data was handed over."""
    record("pledges.handed_over", subject=signature, by=by, at=at)
