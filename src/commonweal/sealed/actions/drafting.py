"""A form while it is being filled in. Whoever holds the cookie holds the draft."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import models, transaction

from commonweal.sealed import sealed_files
from commonweal.sealed.attachments import MOST, check_file
from commonweal.sealed.definitions import newest
from commonweal.sealed.definitions.questions import Answer
from commonweal.sealed.draft_key import DraftContent, DraftedFile, DraftKey
from commonweal.sealed.exceptions import AttachmentError, DraftOverError, SealError
from commonweal.sealed.models import Draft, DraftFile, Route, SealedFile
from commonweal.sealed.scanning import Verdict, scan
from commonweal.sealed.sealing import seal, unseal

IDLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft's row with what it holds, for as long as one request takes."""

    row: Draft
    key: DraftKey
    content: DraftContent


@transaction.atomic
def begin_draft(*, route: Route, at: datetime) -> DraftKey:
    """Begin an empty draft and return the key, which is kept nowhere else."""
    key = DraftKey.new()
    draft = Draft(
        key_hash=key.name,
        route=route,
        version=newest(route.form).version,
        used_at=at,
    )
    _write(draft, key, DraftContent())
    draft.save(force_insert=True)
    return key


def read_draft(*, key: DraftKey, route: Route, now: datetime) -> OpenDraft:
    """Open a draft. Reading does not make it last longer.

    Raises:
        DraftOverError: there is none, it is too old, of another form, or changed.
    """
    return _opened(Draft.objects.filter(key_hash=key.name), key, route, now)


@transaction.atomic
def save_answer(
    *, key: DraftKey, route: Route, question: str, answer: Answer, at: datetime
) -> OpenDraft:
    """Put one answer beside the others, whatever other tabs are saving meanwhile.

    Raises:
        DraftOverError: as for ``read_draft``, or it has been sent.
    """
    draft = _held(key, route, at)
    return _saved(draft, draft.content.with_answer(question, answer), at)


def add_file(
    *,
    key: DraftKey,
    route: Route,
    name: str,
    content: bytes,
    scanner: str,
    at: datetime,
) -> OpenDraft:
    """Seal a file under the draft's key. In clear it is in memory only.

    Args:
        scanner: path of the virus scanner's socket, which need not exist.

    Raises:
        AttachmentError: it is not of a kind that is taken, too large, one too many,
            or harmful.
        DraftOverError: as for ``save_answer``.
    """
    name, media_type = check_file(name, content)
    verdict = scan([content], at=scanner)
    if verdict is Verdict.INFECTED:
        raise AttachmentError(
            "A virus was found in this file, so it was not added. Do not send it "
            "to anybody. Write what it shows in your answers instead."
        )
    # The scanner may take its time; nobody else waits for it.
    return _add_checked(
        key, route, name, media_type, content, is_clean=verdict is Verdict.CLEAN, at=at
    )


@transaction.atomic
def _add_checked(
    key: DraftKey,
    route: Route,
    name: str,
    media_type: str,
    content: bytes,
    *,
    is_clean: bool,
    at: datetime,
) -> OpenDraft:
    draft = _held(key, route, at)
    if len(draft.content.files) >= MOST:
        raise AttachmentError(f"You can add {MOST} files at most. Remove one first.")
    row = DraftFile(
        id=uuid4(),
        draft=draft.row,
        check_result=SealedFile.Check.CLEAN if is_clean else SealedFile.Check.UNSCANNED,
    )
    row.chunks = sealed_files.write(
        row.id, [content], key=key.key, about=key.place(draft.row, f"file-{row.id}")
    )
    row.save(force_insert=True)
    file = DraftedFile(
        id=str(row.id),
        name=name,
        content_type=media_type,
        size=len(content),
        is_clean=is_clean,
    )
    content_now = replace(draft.content, files=(*draft.content.files, file))
    return _saved(draft, content_now, at)


@transaction.atomic
def remove_file(
    *, key: DraftKey, route: Route, file_id: str, at: datetime
) -> OpenDraft:
    """Take a file out of a draft; nothing happens when it is not in it.

    Raises:
        DraftOverError: as for ``save_answer``.
    """
    draft = _held(key, route, at)
    _erase_files(DraftFile.objects.filter(draft=draft.row, id=_uuid(file_id)))
    files = tuple(file for file in draft.content.files if file.id != file_id)
    return _saved(draft, replace(draft.content, files=files), at)


def file_content(draft: OpenDraft, file: DraftedFile) -> Iterator[bytes]:
    """Yield what a file of a draft holds.

    Raises:
        SealError: something of it was changed.
    """
    row = DraftFile.objects.filter(draft=draft.row, id=_uuid(file.id)).first()
    if row is None:
        raise SealError
    yield from sealed_files.read(
        row.id,
        count=row.chunks,
        key=draft.key.key,
        about=draft.key.place(draft.row, f"file-{row.id}"),
    )


@transaction.atomic
def keep_reference(*, draft: OpenDraft, reference: str, at: datetime) -> None:
    """Delete a draft that has been sent, but for the reference under the same key:
    a second press on “Send” is told what the first one came to."""
    _erase_files(DraftFile.objects.filter(draft=draft.row))
    _saved(draft, DraftContent(sent=reference), at)


@transaction.atomic
def forget_draft(*, key: DraftKey) -> None:
    """Delete a draft with its files, because its sender leaves or begins again."""
    _forget(Draft.objects.filter(key_hash=key.name))


def forget_idle(*, now: datetime) -> int:
    """Delete drafts that nobody has gone on with for ``IDLE``; return how many.

    Meanwhile ``read_draft`` refuses them, so it does not matter when this is run.
    """
    with transaction.atomic():
        return _forget(Draft.objects.filter(used_at__lte=now - IDLE))


def hold_draft(*, key: DraftKey, route: Route, at: datetime) -> OpenDraft:
    """Open a draft and let nobody else change it until the transaction ends.

    Raises:
        DraftOverError: as for ``read_draft``.
    """
    rows = Draft.objects.select_for_update(of=("self",)).filter(key_hash=key.name)
    return _opened(rows, key, route, at)


def _held(key: DraftKey, route: Route, at: datetime) -> OpenDraft:
    draft = hold_draft(key=key, route=route, at=at)
    if draft.content.sent:
        raise DraftOverError
    return draft


def _opened(
    rows: models.QuerySet[Draft], key: DraftKey, route: Route, now: datetime
) -> OpenDraft:
    row = rows.filter(route=route, used_at__gt=now - IDLE).first()
    if row is None:
        raise DraftOverError
    row.route = route
    try:
        written = unseal(key.key, bytes(row.envelope), about=key.place(row, "draft"))
    except SealError as error:
        raise DraftOverError from error
    return OpenDraft(row, key, DraftContent.of_bytes(written))


def _saved(draft: OpenDraft, content: DraftContent, at: datetime) -> OpenDraft:
    _write(draft.row, draft.key, content)
    draft.row.used_at = at
    draft.row.save(update_fields=["envelope", "used_at"])
    return replace(draft, content=content)


def _write(row: Draft, key: DraftKey, content: DraftContent) -> None:
    row.envelope = seal(key.key, content.as_bytes(), about=key.place(row, "draft"))


def _forget(rows: models.QuerySet[Draft]) -> int:
    _erase_files(DraftFile.objects.filter(draft__in=rows))
    _, counts = rows.delete()
    return counts.get(Draft._meta.label, 0)


def _erase_files(rows: models.QuerySet[DraftFile]) -> None:
    """Delete rows now, and what lies on the disk once that cannot be taken back."""
    for file_id in rows.values_list("id", flat=True):
        # What the disk refuses to delete now the worker sweeps away.
        transaction.on_commit(partial(sealed_files.erase, file_id), robust=True)
    rows.delete()


def _uuid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return UUID(int=0)
