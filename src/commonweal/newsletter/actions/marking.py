"""Write down, for each copy, that it is about to leave and what became of it.

Twice for each of many thousand copies, so in SQL: building the two statements anew
through the ORM costs more than all else that sending a copy needs.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model

from commonweal.newsletter.actions.claiming import Claimed
from commonweal.newsletter.models import Delivery, Issue, SendingWorker, Subscriber

# Also when the claim was taken from us meanwhile and the copy called unknown: we know
# better. Not when somebody has had it queued again since.
OVER = """
UPDATE {delivery} SET status = 'handed', worker_id = NULL, settled_at = %s,
  last_error = ''
WHERE id = %s AND (status = 'claimed' AND worker_id = %s OR status = 'unknown')
"""
BEGUN = """
UPDATE {delivery} SET begun_at = %s, attempts = attempts + 1
WHERE id = %s AND status = 'claimed' AND worker_id = %s AND begun_at IS NULL
  AND EXISTS (SELECT 1 FROM {issue} WHERE id = %s AND status = 'sending')
  AND EXISTS (SELECT 1 FROM {subscriber} WHERE id = %s AND status = 'active')
"""


Value = str | int | datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that the mail server has taken."""

    copy: Claimed
    at: datetime


def mark(
    *,
    taken: Taken | None,
    beginning: Claimed | None,
    worker: SendingWorker,
    now: datetime,
) -> bool:
    """Write down that one copy was taken and that the next one is about to be handed
    over, in one transaction: from here on that one may have been sent.

    Returns:
        Whether ``beginning`` may be handed over. Not when its issue was paused or
        stopped, the subscriber has left, or the claim is another's by now.
    """
    statements: list[tuple[str, list[Value]]] = []
    if taken:
        statements.append((_OVER, [_moment(taken.at), taken.copy.pk, worker.pk]))
    if beginning:
        keys = (beginning.pk, worker.pk, beginning.issue_id, beginning.subscriber_id)
        statements.append((_BEGUN, [_moment(now), *keys]))
    changed = _changed(statements) if statements else 0
    return beginning is not None and changed == 1


def _changed(statements: list[tuple[str, list[Value]]]) -> int:
    """Execute all of them or none; return how many rows the last one changed."""
    if len(statements) == 2 and connection.vendor == "postgresql":
        # In one go: asking four times (begin, both, commit) takes twice as long.
        (over, first), (begun, second) = statements
        statements = [(f"WITH over AS ({over}) {begun}", [*first, *second])]
    # One statement is a transaction by itself.
    together = transaction.atomic() if len(statements) > 1 else nullcontext()
    with together, connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)
        return cursor.rowcount


def _named(statement: str) -> str:
    tables: dict[str, type[Model]] = {
        "delivery": Delivery,
        "issue": Issue,
        "subscriber": Subscriber,
    }
    return statement.format(
        **{name: model._meta.db_table for name, model in tables.items()}
    )


_OVER, _BEGUN = _named(OVER), _named(BEGUN)


def _moment(at: datetime) -> str | datetime:
    """As this database stores it."""
    moment = connection.ops.adapt_datetimefield_value(at)
    return at if moment is None else moment
