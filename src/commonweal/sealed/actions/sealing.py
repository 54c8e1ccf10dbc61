"""Sealing what was sent, and opening it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from commonweal.people.models import Person
from commonweal.sealed import sealed_files
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import (
    BreakGlassKey,
    KeyWrap,
    LogEntry,
    Route,
    SealedFile,
    SealedPart,
    Submission,
    Team,
    TeamKey,
)
from commonweal.sealed.queries import (
    Unlocked,
    about_submission_key,
    is_member,
    submission_key,
)
from commonweal.sealed.references import new_reference
from commonweal.sealed.sealed_files import FileToSeal
from commonweal.sealed.sealing import Context, new_key, seal, unseal, wrap

JSON = Any
FILES = "files"  # The group that holds names, types and sizes of attachments.


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission's answers, in clear, for as long as one request takes.

    Attributes:
        groups: answers by group and by question.
        files: names, types and sizes of attachments, by number.
    """

    submission: Submission
    groups: Mapping[str, Mapping[str, JSON]] = field(repr=False)
    files: Mapping[int, "AttachedFile"] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An attachment as its sender named it. ``size`` in bytes."""

    number: int
    name: str
    content_type: str
    size: int
    is_clean: bool


def receives(team: Team) -> bool:
    """Whether something can be sealed for a team: it has a key, and break-glass
    has one, so that nothing is ever sealed that a lost passphrase would lose."""
    return (
        TeamKey.objects.filter(team=team, retired_at=None).exists()
        and BreakGlassKey.objects.filter(retired_at=None).exists()
    )


@transaction.atomic
def seal_submission(
    *,
    team: Team,
    form: str,
    version: int,
    schema_hash: str,
    urgency: str,
    groups: Mapping[str, Mapping[str, JSON]],
    files: Sequence[FileToSeal] = (),
    at: datetime,
    route: Route | None = None,
    forwarded_from: Submission | None = None,
) -> Submission:
    """Seal answers and attachments for a team, under a key of their own.

    Args:
        groups: answers by group and by question; plain values that JSON knows.
        at: when it was received; aware.

    Raises:
        SealedError: the team, or break-glass, has no key yet.
    """
    # Whoever makes the team a new key waits, or this is sealed for the new one.
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    team_key = TeamKey.objects.filter(team=team, retired_at=None).first()
    glass_key = BreakGlassKey.objects.filter(retired_at=None).first()
    if team_key is None or glass_key is None:
        raise SealedError(
            "This form cannot take anything yet, because the team that receives it "
            "has not been set up. Please call instead."
        )
    submission = _new_submission(
        team=team,
        form=form,
        version=version,
        schema_hash=schema_hash,
        urgency=urgency,
        received_at=at,
        route=route,
        forwarded_from=forwarded_from,
    )
    key = new_key()
    attached = {
        str(number): _seal_file(submission, number, file, key)
        for number, file in enumerate(files, start=1)
    }
    every = {**groups, FILES: attached} if attached else groups
    SealedPart.objects.bulk_create(
        SealedPart(
            submission=submission,
            group=group,
            envelope=seal(
                key, json.dumps(answers).encode(), about=_place(submission, group)
            ),
        )
        for group, answers in every.items()
    )
    KeyWrap.objects.bulk_create(
        [
            wrapped_for(submission, key, team_key=team_key),
            wrapped_for(submission, key, break_glass_key=glass_key),
        ]
    )
    write_log(LogEntry.Deed.RECEIVED, at=at, team=team, reference=submission.reference)
    return submission


@transaction.atomic
def open_submission(
    *,
    submission: Submission,
    unlocked: Unlocked,
    reason: str,
    by: Person,
    at: datetime,
    deed: LogEntry.Deed = LogEntry.Deed.VIEWED,
) -> Opened:
    """Return the answers of a submission, and write down who read them and why.

    Args:
        deed: what becomes of them, as the log tells it: viewed, printed, exported.

    Raises:
        SealedError: ``by`` is not in the team, gives no reason, has not been let in,
            or the content is gone.
        SealError: something was changed. It fails whole: nothing is shown.
    """
    if not reason.strip():
        raise SealedError("Say why you are opening this.")
    submission = theirs(submission, by, unlocked)
    key = submission_key(submission, unlocked)
    groups = answers_of(submission, key)
    _note_opened(submission, at=at)
    write_log(
        deed,
        at=at,
        by=by,
        team=submission.team,
        reference=submission.reference,
        detail=reason.strip(),
    )
    return Opened(submission, groups, attachments_of(submission, groups))


@transaction.atomic
def open_file(
    *,
    submission: Submission,
    number: int,
    unlocked: Unlocked,
    by: Person,
    at: datetime,
) -> tuple[AttachedFile, Iterator[bytes]]:
    """Return an attachment and its content in pieces, and write down who opened it.

    The first piece is opened here, so that a file that was changed is refused
    before anything of it is sent.

    Raises:
        SealedError: as for ``open_submission``, or there is no such attachment.
        SealError: something was changed.
    """
    submission = theirs(submission, by, unlocked)
    key = submission_key(submission, unlocked)
    found = attachments_of(submission, answers_of(submission, key)).get(number)
    row = SealedFile.objects.filter(submission=submission, number=number).first()
    if found is None or row is None:
        raise SealedError("There is no such attachment.")
    pieces = file_pieces(submission, row, key)
    first = next(pieces)
    _note_opened(submission, at=at)
    write_log(
        LogEntry.Deed.FILE_OPENED,
        at=at,
        by=by,
        team=submission.team,
        reference=submission.reference,
        detail=f"file {number}",
    )
    return found, _after(first, pieces)


def _note_opened(submission: Submission, *, at: datetime) -> None:
    if submission.state == Submission.State.RECEIVED:
        submission.state = Submission.State.OPENED
        submission.opened_at = at
        submission.save(update_fields=["state", "opened_at"])


def answers_of(submission: Submission, key: bytes) -> dict[str, dict[str, JSON]]:
    """Return the answers of all groups.

    Raises:
        SealError: one of them was changed, or is of another submission.
    """
    return {
        part.group: json.loads(
            unseal(key, part.envelope, about=_place(submission, part.group))
        )
        for part in SealedPart.objects.filter(submission=submission).order_by("pk")
    }


def attachments_of(
    submission: Submission, groups: Mapping[str, Mapping[str, JSON]]
) -> dict[int, AttachedFile]:
    """Return what the answers say of attachments, by number."""
    clean = {
        row.number: row.check_result == SealedFile.Check.CLEAN
        for row in SealedFile.objects.filter(submission=submission)
    }
    said = groups.get(FILES, {})
    return {
        int(number): AttachedFile(
            number=int(number), is_clean=clean.get(int(number), False), **file
        )
        for number, file in said.items()
    }


def file_pieces(submission: Submission, row: SealedFile, key: bytes) -> Iterator[bytes]:
    """Yield an attachment's content.

    Raises:
        SealError: something of it was changed.
    """
    return sealed_files.read(
        row.pk,
        count=row.chunks,
        key=key,
        about=_place(submission, f"file-{row.number}"),
    )


def wrapped_for(
    submission: Submission,
    key: bytes,
    *,
    team_key: TeamKey | None = None,
    break_glass_key: BreakGlassKey | None = None,
) -> KeyWrap:
    """Return the submission's key in an envelope for a team or for break-glass;
    not saved."""
    receiver = team_key or break_glass_key
    if receiver is None:
        raise SealError
    envelope = wrap(
        key,
        public=bytes(receiver.public),
        key_id=receiver.pk,
        about=about_submission_key(submission, receiver.pk),
    )
    return KeyWrap(
        submission=submission,
        team_key=team_key,
        break_glass_key=break_glass_key,
        envelope=envelope,
    )


def theirs(submission: Submission, by: Person, unlocked: Unlocked) -> Submission:
    """Return the submission, locked, if ``by`` may open it.

    Raises:
        SealedError: they are not in its team, or its keys were destroyed.
    """
    # Only the row itself is locked: what it points at others may go on reading.
    # It keeps its key, so whoever adds a row that points at it does not wait either.
    locked = Submission.objects.select_for_update(
        of=("self",), no_key=True
    ).select_related("team")
    submission = locked.get(pk=submission.pk)
    if unlocked.person_id != by.pk or not is_member(by, submission.team):
        raise SealedError("Only members of the team that received this can open it.")
    if submission.shredded_at or submission.erased_at:
        raise SealedError("Its keys were destroyed, so nobody can open it any more.")
    return submission


def _new_submission(**fields: Any) -> Submission:
    """Save a submission under a reference that no other has."""
    for _ in range(20):
        submission = Submission(id=uuid4(), reference=new_reference(), **fields)
        try:
            with transaction.atomic():
                submission.save(force_insert=True)
        except IntegrityError:
            # One in billions; anything else that is wrong is wrong again.
            continue
        return submission
    raise SealedError("No reference could be found. Please try again.")


def _seal_file(
    submission: Submission, number: int, file: FileToSeal, key: bytes
) -> dict[str, JSON]:
    file_id: UUID = uuid4()
    count = sealed_files.write(
        file_id,
        file.chunks,
        key=key,
        about=_place(submission, f"file-{number}"),
    )
    check = SealedFile.Check.CLEAN if file.is_clean else SealedFile.Check.UNSCANNED
    SealedFile.objects.create(
        id=file_id,
        submission=submission,
        number=number,
        chunks=count,
        check_result=check,
    )
    return {"name": file.name, "content_type": file.content_type, "size": file.size}


def _place(submission: Submission, group: str) -> Context:
    return Context(
        form=submission.form,
        version=submission.version,
        submission=str(submission.pk),
        group=group,
    )


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
