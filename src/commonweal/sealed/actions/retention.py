"""Deleting content when its time is over: warned twice, the keys first, then the rest.

Each deed leaves things so that the next run goes on from there, wherever the process
was ended. What is held is never touched.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from commonweal.people.models import Person
from commonweal.sealed import sealed_files
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.sealing import theirs
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.answers import days_unanswered
from commonweal.sealed.emails.desk import deletion_near
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import (
    DraftFile,
    KeyWrap,
    LogEntry,
    SealedFile,
    SealedPart,
    Submission,
    Team,
)
from commonweal.sealed.queries import Unlocked

FIRST_WARNING, LAST_WARNING = 14, 3  # days


@transaction.atomic
def hold(
    *, submission: Submission, reason: str, unlocked: Unlocked, by: Person, at: datetime
) -> None:
    """Put a submission on legal hold: its content stays until it is released.

    Args:
        reason: kept in clear, so without a name or anything of the content.

    Raises:
        SealedError: there is no reason, or it is held already.
    """
    submission = theirs(submission, by, unlocked)
    if not reason.strip():
        raise SealedError("Say why this is held, without naming anybody.")
    if submission.held_at is not None:
        raise SealedError("This is on legal hold already.")
    submission.held_at = at
    submission.hold_reason = reason.strip()[:300]
    submission.save(update_fields=["held_at", "hold_reason"])
    _note(LogEntry.Deed.HELD, submission, by=by, at=at, detail=submission.hold_reason)


@transaction.atomic
def release(
    *, submission: Submission, unlocked: Unlocked, by: Person, at: datetime
) -> None:
    """End a legal hold. Content whose time is over goes after both warnings.

    Raises:
        SealedError: it is not held.
    """
    submission = theirs(submission, by, unlocked)
    if submission.held_at is None:
        raise SealedError("This is not on legal hold.")
    submission.held_at = None
    submission.hold_reason = ""
    submission.warned_days = None
    if submission.delete_on is not None:
        earliest = localdate(at) + timedelta(days=FIRST_WARNING)
        submission.delete_on = max(submission.delete_on, earliest)
    submission.save(
        update_fields=["held_at", "hold_reason", "warned_days", "delete_on"]
    )
    _note(LogEntry.Deed.RELEASED, submission, by=by, at=at)


def end_unanswered(*, now: datetime) -> int:
    """Give what nobody has accepted or declined for as long as its form allows a day
    on which it goes, so far ahead that both warnings come first."""
    today = localdate(now)
    waiting = Submission.objects.readable().filter(
        delete_on=None, acknowledged_at=None, held_at=None
    )
    count = 0
    for form, version in set(waiting.order_by().values_list("form", "version")):
        longest = timedelta(days=days_unanswered(form, version))
        warned_from = now - longest + timedelta(days=FIRST_WARNING)
        count += waiting.filter(
            form=form, version=version, received_at__lte=warned_from
        ).update(delete_on=today + timedelta(days=FIRST_WARNING))
    return count


def warn_of_deletion(*, now: datetime) -> int:
    """Tell teams what goes in 14 days and in 3, and return how many times that was
    told of a submission.

    When the last warning comes late, since the worker stood still, the day moves: no
    content goes sooner than three days after it.
    """
    today = localdate(now)
    near = _going(today + timedelta(days=FIRST_WARNING))
    teams = Team.objects.filter(pk__in=near.order_by().values("team"))
    return sum(
        _warn(team, days=days, today=today, now=now)
        for team in teams
        for days in (LAST_WARNING, FIRST_WARNING)
    )


@transaction.atomic
def _warn(team: Team, *, days: int, today: date, now: datetime) -> int:
    unwarned = Q(warned_days=None)
    if days == LAST_WARNING:
        unwarned |= Q(warned_days=FIRST_WARNING)
    rows = (
        _going(today + timedelta(days=days))
        .filter(unwarned, team=team)
        .select_for_update(no_key=True)
        .order_by("delete_on", "pk")
    )
    found = list(rows)
    if not found:
        return 0
    for each in found:
        each.warned_days = days
        if days == LAST_WARNING and each.delete_on is not None:
            each.delete_on = max(each.delete_on, today + timedelta(days=days))
        each.save(update_fields=["warned_days", "delete_on"])
        detail = f"{days} days, {each.delete_on:%Y-%m-%d}"
        _note(LogEntry.Deed.WARNED, each, at=now, detail=detail)
    tell(deletion_near(found, team=team, days=days), at=now)
    return len(found)


def shred_due(*, now: datetime) -> int:
    """Destroy the keys of what is due and was warned of, each in a transaction of
    its own, and return how many there were. From then on nobody opens it, whatever
    copy of its rows and files there is."""
    due = _going(localdate(now)).filter(warned_days=LAST_WARNING)
    return sum(_shred(pk, now=now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _shred(pk: UUID, *, now: datetime) -> bool:
    # Whoever is making the team a new key is done first: the envelopes that they add
    # go along.
    Team.objects.select_for_update(of=("self",), no_key=True).get(submissions=pk)
    due = _going(localdate(now)).filter(pk=pk, warned_days=LAST_WARNING)
    submission = due.select_for_update(no_key=True).first()
    if submission is None:
        return False
    KeyWrap.objects.filter(submission=submission).delete()
    submission.shredded_at = now
    submission.save(update_fields=["shredded_at"])
    _note(LogEntry.Deed.SHREDDED, submission, at=now)
    return True


def erase_shredded(*, now: datetime) -> int:
    """Take away rows and files of what has no keys any more, and return of how many
    submissions. The submission's own row stays: its reference and times are counted
    and answered for, and hold no content."""
    shredded = Submission.objects.filter(shredded_at__isnull=False, erased_at=None)
    return sum(_erase(pk, now=now) for pk in shredded.values_list("pk", flat=True))


def _erase(pk: UUID, *, now: datetime) -> bool:
    # Files before their rows, or nobody would know any more which they were.
    for file_id in SealedFile.objects.filter(submission=pk).values_list(
        "pk", flat=True
    ):
        sealed_files.erase(file_id)
    with transaction.atomic():
        submission = (
            Submission.objects.select_for_update(no_key=True)
            .filter(pk=pk, erased_at=None)
            .first()
        )
        if submission is None:
            return False
        SealedPart.objects.filter(submission=submission).delete()
        SealedFile.objects.filter(submission=submission).delete()
        submission.erased_at = now
        submission.save(update_fields=["erased_at"])
        _note(LogEntry.Deed.ERASED, submission, at=now)
    return True


def end_due_content(*, now: datetime) -> None:
    """Do all of it, in its order: what the worker calls."""
    end_unanswered(now=now)
    warn_of_deletion(now=now)
    shred_due(now=now)
    erase_shredded(now=now)


def sweep_files(*, now: datetime) -> int:
    """Erase files of deeds that failed, which no row names."""
    known = set(SealedFile.objects.values_list("pk", flat=True))
    known |= set(DraftFile.objects.values_list("pk", flat=True))
    return sealed_files.sweep(known=known, now=now)


def _going(until: date) -> QuerySet[Submission]:
    """Return what has keys, is not held, and goes on ``until`` or before."""
    return Submission.objects.readable().filter(held_at=None, delete_on__lte=until)


def _note(
    deed: LogEntry.Deed,
    submission: Submission,
    *,
    at: datetime,
    by: Person | None = None,
    detail: str = "",
) -> None:
    write_log(
        deed,
        at=at,
        by=by,
        team=submission.team,
        reference=submission.reference,
        detail=detail,
    )
