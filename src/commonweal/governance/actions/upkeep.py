"""What the clock asks for: deleting what has been kept, and who does due work."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from commonweal.governance.models import DueWork
from commonweal.governance.retention import holdings

# Work that began and never ended is begun again after this long.
RETRY_AFTER = timedelta(minutes=10)


@transaction.atomic
def purge_expired(*, now: datetime) -> dict[str, int]:
    """Delete every row that has been kept for as long as its holding allows.

    Returns:
        The number of rows deleted, by model label. Tables with nothing to
        delete stand there with 0, so that a report shows what was looked at.
    """
    purged = {}
    for holding in holdings():
        rows = holding.model._default_manager
        counts = [rows.filter(due).delete()[0] for due in holding.due(now=now)]
        if counts:
            purged[holding.model._meta.label] = sum(counts)
    return purged


def begin_due(*, name: str, every: timedelta, now: datetime) -> bool:
    """Whether the caller is the one to do a piece of due work now.

    Of several workers that ask at once, one is told True. It is not asked again
    until ``every`` has passed since, or, when it did not end well, ten minutes.
    """
    DueWork.objects.get_or_create(name=name)
    is_time = Q(began_at=None) | Q(began_at__lte=now - every)
    did_not_end = Q(ended_at=None) | Q(ended_at__lt=F("began_at"))
    begun = (
        DueWork.objects.filter(name=name)
        .filter(is_time | did_not_end & Q(began_at__lte=now - RETRY_AFTER))
        # One statement, so the database decides who was first.
        .update(began_at=now)
    )
    return begun == 1


def end_due(*, name: str, now: datetime) -> None:
    """Note that a piece of due work ended well."""
    DueWork.objects.filter(name=name).update(ended_at=now)
