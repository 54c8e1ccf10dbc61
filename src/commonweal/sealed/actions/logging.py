"""Writing the log, and finding out whether somebody changed it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from commonweal.people.models import Person
from commonweal.sealed.chain import BEFORE_ALL, hash_of
from commonweal.sealed.models import LogEntry, Team

# Any number, the same in every process: who holds it writes the next entry.
LOCK = 0x5EA1ED


def write_log(
    deed: LogEntry.Deed,
    *,
    at: datetime,
    by: Person | None = None,
    team: Team | None = None,
    reference: str = "",
    detail: str = "",
) -> LogEntry:
    """Add an entry after the last one. To be called inside the deed's transaction.

    Args:
        by: who did it; None for the worker and for whoever sends a form.
        detail: a reason or a number, never content. Cut at 300 characters.
    """
    with transaction.atomic():
        take_turn()
        last = LogEntry.objects.order_by("-number").first()
        entry = LogEntry(
            number=last.number + 1 if last else 1,
            at=at,
            deed=deed,
            person_id=by.pk if by else None,
            team_id=team.pk if team else None,
            reference=reference,
            detail=detail[:300],
            previous_hash=last.hash if last else BEFORE_ALL,
        )
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
    return entry


def take_turn() -> None:
    """Wait until nobody else is adding an entry. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the whole log found.

    Attributes:
        entries: how many there are.
        broken: numbers of entries that are not as they were written, or before which
            some are missing. Empty when the log is whole.
        head: the last entry's hash. Written down elsewhere, it also shows later
            whether entries were taken away from the end.
    """

    entries: int
    broken: tuple[int, ...]
    head: str


def verify_log() -> Verdict:
    """Read the log from its first entry and reckon each hash again."""
    expected_number, expected_hash = 1, BEFORE_ALL
    broken, entries = [], 0
    for entry in LogEntry.objects.order_by("number").iterator(chunk_size=2000):
        entries += 1
        follows = (
            entry.number == expected_number and entry.previous_hash == expected_hash
        )
        if not follows or entry.hash != hash_of(entry):
            broken.append(entry.number)
        expected_number, expected_hash = entry.number + 1, entry.hash
    return Verdict(entries, tuple(broken), expected_hash)
