from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model

from commonweal.governance.models import AuditEvent
from commonweal.governance.retention import holdings


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


@transaction.atomic
def purge_expired(*, now: datetime) -> dict[str, int]:
    """Delete every row that has been kept for as long as its holding allows.

    Returns:
        The number of rows deleted, by model label. Tables with nothing to
        delete stand there with 0, so that a report shows what was looked at.
    """
    purged = {}
    for holding in holdings():
        if holding.keep_for is None or holding.clock_starts is None:
            continue
        due = {f"{holding.clock_starts}__lt": now - holding.keep_for}
        deleted, _ = holding.model._default_manager.filter(**due).delete()
        purged[holding.model._meta.label] = deleted
    return purged
