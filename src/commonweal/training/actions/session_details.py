from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.models import Session


@transaction.atomic
def change_details(
    *,
    session: Session,
    changes: Mapping[str, Any],
    trainers: Iterable[Person],
    by: Person,
    at: datetime,
    save_rows: Callable[[], object] = lambda: None,
) -> None:
    """Change what nobody needs to be told about, and who teaches.

    Args:
        changes: fields of the session with their new values. Only these columns
            are written: the count of places may change at the same time.
        save_rows: saves the session's questions, limits and agenda.
    """
    for name, value in changes.items():
        setattr(session, name, value)
    session.save(update_fields=[*changes, "changed_at"])
    session.trainers.set(trainers)
    save_rows()
    record("training.session_details_changed", subject=session, by=by, at=at)
