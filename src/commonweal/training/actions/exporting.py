from datetime import datetime

from commonweal.governance.actions import record
from commonweal.people.models import Person


def note_export(*, table: str, span: str, by: Person, at: datetime) -> None:
    """Write down that ``by`` took a table out, and which days of it."""
    record(
        "training.exported",
        subject=by,
        by=by,
        at=at,
        reason=f"{table}, {span}" if span else table,
    )
