"""The audit trail as a file."""

import csv
import io
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localtime

from commonweal.governance.models import AuditEvent
from commonweal.people.spreadsheets import Value, guarded

HEADER = (
    *("at", "verb", "subject_type", "subject_id"),
    *("by", "by_name", "reason"),
)
# So many rows are in memory at a time.
AT_ONCE = 2000


def audit_csv(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """Yield a CSV file piece by piece, its byte order mark first, so that Excel opens
    it rightly. Moments are in UK local time; no cell is run as a formula."""
    yield "\ufeff" + _line(HEADER)
    for event in events.select_related("by").iterator(chunk_size=AT_ONCE):
        yield _line(
            (
                localtime(event.at).isoformat(timespec="seconds"),
                event.verb,
                event.subject_type,
                event.subject_id,
                event.by_id,
                str(event.by) if event.by else None,
                event.reason,
            )
        )


def _line(values: tuple[Value, ...]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([guarded(value) for value in values])
    return out.getvalue()
