"""The audit trail as a file."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localtime

from commonweal.governance.models import AuditEvent
from commonweal.people.spreadsheets import Value
from commonweal.people.streamed_tables import csv_lines

HEADER = (
    *("at", "verb", "subject_type", "subject_id"),
    *("by", "by_name", "reason"),
)
# So many rows are in memory at a time.
AT_ONCE = 2000


def audit_csv(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """Yield a CSV file line by line, its header first; see ``csv_lines``. Moments are
    in UK local time, with its offset and to the second."""
    found = events.select_related("by").iterator(chunk_size=AT_ONCE)
    return csv_lines(HEADER, map(_row, found))


def _row(event: AuditEvent) -> tuple[Value, ...]:
    return (
        localtime(event.at).isoformat(timespec="seconds"),
        event.verb,
        event.subject_type,
        event.subject_id,
        event.by_id,
        str(event.by) if event.by else None,
        event.reason,
    )
