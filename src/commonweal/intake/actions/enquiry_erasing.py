"""How an enquiry is deleted: with its history and what was written about it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from commonweal.governance.actions import record
from commonweal.intake.models import Enquiry
from commonweal.mail.actions import erase_messages
from commonweal.mail.models import OutgoingEmail


@transaction.atomic
def erase_enquiry(
    *, enquiry: Enquiry, by: AbstractBaseUser, at: datetime, reason: str
) -> None:
    """Delete an enquiry because its sender asked, or because it should not be there.

    Args:
        reason: kept in the audit trail; must not name anybody.
    """
    if erase_enquiries(Enquiry.objects.filter(pk=enquiry.pk), at=at):
        record("intake.enquiry_erased", subject=enquiry, by=by, at=at, reason=reason)


@transaction.atomic
def erase_enquiries(rows: QuerySet[Any], *, at: datetime) -> int:
    """Delete enquiries and what was written about them. Returns how many."""
    chosen = list(rows.select_for_update().values_list("pk", flat=True))
    about = OutgoingEmail.objects.filter(
        about_type=Enquiry._meta.label, about_id__in=[str(pk) for pk in chosen]
    )
    erase_messages(about, at=at)
    Enquiry.objects.filter(pk__in=chosen).delete()
    return len(chosen)


@transaction.atomic
def note_subject_access(
    *, enquiry: Enquiry, by: AbstractBaseUser, at: datetime
) -> None:
    """Write in the audit trail that an enquirer's data was handed over."""
    record("intake.handed_over", subject=enquiry, by=by, at=at)
