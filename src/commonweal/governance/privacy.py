from datetime import timedelta

from commonweal.design.models import Brand
from commonweal.governance.models import AuditEvent, DueWork
from commonweal.governance.retention import Holding

HOLDINGS = [
    Holding(
        model=AuditEvent,
        reason="To answer who did what (accountability).",
        keep_for=timedelta(days=7 * 365),
        clock_starts="at",
        personal=frozenset({"by", "reason"}),
        other=frozenset({"id", "at", "verb", "subject_type", "subject_id"}),
    ),
    Holding(
        model=DueWork,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "name", "began_at", "ended_at"}),
    ),
    # Declared here because `design` stands below this room and may not look up.
    Holding(
        model=Brand,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(field.name for field in Brand._meta.local_fields),
    ),
]
