"""What a person may ask for: everything held about them, and its erasure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.db import transaction

from commonweal.governance.actions.recording import record
from commonweal.governance.data_subjects import Erasing
from commonweal.governance.exceptions import ErasureError
from commonweal.governance.exports import Export
from commonweal.governance.holdings_of_person import Found, found, gather, subject_of
from commonweal.governance.models import AuditEvent
from commonweal.governance.retention import holdings

# Keys are looked up so many at a time: databases limit a query's values.
AT_ONCE = 500
ERASED = "governance.person_erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of the rows that one trace found.

    ``changed`` of ``rows`` were deleted or emptied now. ``because`` says why
    something of them stays, and is empty where nothing does.
    """

    table: str
    rows: int
    changed: int
    words: str
    because: str


@transaction.atomic
def export_person(
    *, person: AbstractUser, by: AbstractBaseUser | None, now: datetime
) -> Export:
    """Gather everything held about one person, from every room (UK GDPR, article 15).

    Other people's names and addresses are left out, and so are secrets.
    """
    export = gather(person, now=now)
    record("governance.person_exported", subject=person, by=by, at=now)
    return export


@transaction.atomic
def erase_person(
    *,
    person: AbstractUser,
    by: AbstractBaseUser | None,
    at: datetime,
    reason: str,
    dry_run: bool = False,
) -> list[Erased]:
    """Erase what is held about one person (UK GDPR, article 17): all of it or nothing.

    Each table says what becomes of its rows. The account is closed and has no
    address any more; what must be kept points at an account without a name.
    Doing it again changes nothing more, and is not recorded twice.

    Args:
        reason: why, for the audit trail. It must not name the person.
        dry_run: say what would become, and change nothing.

    Returns:
        What became of each table's rows, in the order of the rooms, those
        tables left out that hold nothing.

    Raises:
        ErasureError: no reason was given, or a room says what stands in the way.
    """
    if not reason.strip():
        raise ErasureError("Say why the data is erased.")
    # Two who erase at once would count each other's rows.
    person = _locked(person)
    _refuse_their_words(reason, person)
    subject = subject_of(person)
    erasing = Erasing(subject, by=by, at=at)
    outcome = [
        erased
        for holding in holdings()
        for erased in _erase(found(holding, subject), erasing)
    ]
    if any(erased.changed for erased in outcome) or not _was_erased(person):
        record(ERASED, subject=person, by=by, at=at, reason=reason)
    if dry_run:
        transaction.set_rollback(True)
    return outcome


def _locked(person: AbstractUser) -> AbstractUser:
    return type(person)._default_manager.select_for_update().get(pk=person.pk)


def _refuse_their_words(reason: str, person: AbstractUser) -> None:
    """The audit trail outlives the erasure, so it must not bring the name back."""
    names = filter(None, (person.email, person.get_full_name()))
    if any(re.search(rf"\b{re.escape(n)}\b", reason, re.IGNORECASE) for n in names):
        raise ErasureError(
            "The reason is kept, so it must not name the person. "
            "Give a reference instead."
        )


def _was_erased(person: AbstractUser) -> bool:
    return AuditEvent.objects.filter(
        verb=ERASED, subject_type=person._meta.label, subject_id=str(person.pk)
    ).exists()


def _erase(parts: Iterable[Found], erasing: Erasing) -> Iterator[Erased]:
    # Keys first: what erases the first part's rows may change whom they are about.
    chosen = [(part, list(part.rows.values_list("pk", flat=True))) for part in parts]
    for part, keys in chosen:
        if keys:
            fate = part.trace.fate
            every = part.holding.model._base_manager
            changed = sum(
                fate.apply(every.filter(pk__in=keys[n : n + AT_ONCE]), erasing)
                for n in range(0, len(keys), AT_ONCE)
            )
            yield Erased(
                part.holding.table, len(keys), changed, fate.words, fate.because
            )
