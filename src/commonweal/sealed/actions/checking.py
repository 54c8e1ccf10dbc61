"""Reading the whole log once a day, and telling when it is not whole."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from commonweal.people.models import Person
from commonweal.sealed.actions.logging import Verdict, verify_log
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.chain import BEFORE_ALL
from commonweal.sealed.emails.desk import log_broken
from commonweal.sealed.models import LogCheck, LogEntry

NAMED = 20  # broken entries by their number; more help nobody


def check_log(*, now: datetime) -> LogCheck:
    """Read the log from its first entry, keep what was found, and tell site managers
    when it is broken and was not the day before.

    The head that the last good check found must still be there: taking entries away
    from the end breaks no hash.
    """
    whole = LogCheck.objects.filter(is_whole=True).first()
    verdict = verify_log()
    said = problem_of(verdict, head=whole.head if whole else "")
    with transaction.atomic():
        before = LogCheck.objects.first()
        check = LogCheck.objects.create(
            at=now,
            entries=verdict.entries,
            head=verdict.head,
            is_whole=not said,
            problem=said[:300],
        )
        if said and (before is None or before.is_whole):
            tell(log_broken(check, managers=_managers()), at=now)
    return check


def problem_of(verdict: Verdict, *, head: str = "") -> str:
    """Return what is wrong with the log, in a sentence or two; empty when nothing is.

    Args:
        head: a hash that was written down earlier; empty when none was.
    """
    said = []
    if verdict.broken:
        numbers = ", ".join(str(number) for number in verdict.broken[:NAMED])
        over = len(verdict.broken) - NAMED
        more = f" and {over} more" if over > 0 else ""
        said.append(f"Changed, or out of order: {numbers}{more}.")
    if head not in {"", BEFORE_ALL} and not _has(head):
        said.append("Entries were taken away: the head written down is not there.")
    return " ".join(said)


def _has(head: str) -> bool:
    return LogEntry.objects.filter(hash=head).exists()


def _managers() -> list[Person]:
    right = {"content_type__app_label": "sealed", "codename": "manage_teams"}
    by_group = {f"groups__permissions__{name}": value for name, value in right.items()}
    by_self = {f"user_permissions__{name}": value for name, value in right.items()}
    people = Person.objects.filter(
        Q(**by_group) | Q(**by_self) | Q(is_superuser=True)
    ).open()
    return list(people.reachable().distinct().order_by("pk"))
