from datetime import timedelta

from commonweal.design.models import Brand
from commonweal.governance.data_subjects import (
    Blanked,
    DataSubject,
    Kept,
    Rows,
    Trace,
    about_their_records,
)
from commonweal.governance.models import AuditEvent, DueWork
from commonweal.governance.retention import Holding

EVENT = frozenset({"at", "by", "verb", "subject_type", "subject_id", "reason"})
ACCOUNTABLE = "To answer who did what; the name behind the account is erased."
NO_FREE_WORDS = ("people.role_", "governance.person_")


def _with_reason(every: Rows, subject: DataSubject) -> Rows:
    """Events about the person's records that carry words about why. Which role was
    given, and why somebody was erased, are no such words: the trail needs them."""
    theirs = about_their_records("subject_type", "subject_id")(every, subject)
    for verb in NO_FREE_WORDS:
        theirs = theirs.exclude(verb__startswith=verb)
    return theirs


HOLDINGS = [
    Holding(
        model=AuditEvent,
        reason="To answer who did what (accountability).",
        keep_for=timedelta(days=7 * 365),
        clock_starts="at",
        personal=frozenset({"by", "reason"}),
        other=frozenset({"id", "at", "verb", "subject_type", "subject_id"}),
        traces=(
            Trace(
                _with_reason,
                fate=Blanked({"reason": ""}, because=ACCOUNTABLE),
                shows=EVENT,
            ),
            Trace(
                about_their_records("subject_type", "subject_id"),
                fate=Kept(ACCOUNTABLE),
                shows=EVENT,
            ),
            Trace("by", fate=Kept(ACCOUNTABLE), shows=EVENT),
        ),
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
