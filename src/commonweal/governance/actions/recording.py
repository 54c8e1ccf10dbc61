from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from commonweal.governance.models import AuditEvent


def record(
    verb: str,
    *,
    subject: Model,
    by: AbstractBaseUser | None,
    at: datetime,
    reason: str = "",
) -> AuditEvent:
    """Write one line in the audit trail, inside the caller's transaction.

    Args:
        verb: ``room.past_tense``, for example ``pages.date_question_overridden``.
        reason: the person's own words; cut at 500 characters.
    """
    return AuditEvent.objects.create(
        verb=verb,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        by_id=by.pk if by else None,
        at=at,
        reason=reason[:500],
    )
