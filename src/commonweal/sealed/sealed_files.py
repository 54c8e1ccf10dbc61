"""Sealed attachments on disk: a file of sealed chunks, all of one size.

The place is ``COMMONWEAL_SEALED_FILES``; nothing serves it. A chunk says which file it
is of, which one it is and whether it is the last, so that chunks cannot be left out,
repeated, put in another order or in another file.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from commonweal.sealed.exceptions import SealError
from commonweal.sealed.sealing import HEAD_BYTES, NONCE_BYTES, Context, seal, unseal

BLOCK = 64 * 1024
CHUNK_BYTES = BLOCK - 4  # Its length stands before it.
ENVELOPE_BYTES = HEAD_BYTES + NONCE_BYTES + BLOCK + 16
# Files nobody knows are of a deed that failed, or of one that is not done yet.
LEFT_OVER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FileToSeal:
    """An attachment on its way in.

    Attributes:
        size: bytes.
        is_clean: a scanner has found nothing; False when none looked.
        chunks: its content, in pieces of any size.
    """

    name: str
    content_type: str
    size: int
    is_clean: bool
    chunks: Iterable[bytes]


def path_of(file_id: UUID) -> Path:
    name = file_id.hex
    return Path(settings.COMMONWEAL_SEALED_FILES) / name[:2] / name


def write(file_id: UUID, chunks: Iterable[bytes], *, key: bytes, about: Context) -> int:
    """Seal a file chunk by chunk, whole or not at all, and return how many there are.

    Args:
        about: ``group`` names the file.
    """
    place = path_of(file_id)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_suffix(".new")
    count = 0
    with beside.open("wb") as out:
        for number, (chunk, is_last) in enumerate(_with_last(_even(chunks))):
            context = _piece(about, number, is_last=is_last)
            out.write(seal(key, chunk, about=context, block=BLOCK))
            count = number + 1
        out.flush()
        os.fsync(out.fileno())
    beside.replace(place)
    return count


def read(file_id: UUID, *, count: int, key: bytes, about: Context) -> Iterator[bytes]:
    """Yield what ``write`` was given, in its own pieces.

    Raises:
        SealError: something of it is missing, changed or not of this file.
    """
    place = path_of(file_id)
    try:
        size = place.stat().st_size
        if count < 1 or size != count * ENVELOPE_BYTES:
            raise SealError
        with place.open("rb") as file:
            for number in range(count):
                context = _piece(about, number, is_last=number == count - 1)
                yield unseal(key, file.read(ENVELOPE_BYTES), about=context)
    except OSError as error:
        raise SealError from error


def erase(file_id: UUID) -> None:
    """Take a file away; nothing happens when it is gone already."""
    path_of(file_id).unlink(missing_ok=True)


def sweep(*, known: set[UUID], now: datetime) -> int:
    """Erase files that belong to no row and return how many there were."""
    root = Path(settings.COMMONWEAL_SEALED_FILES)
    names = {each.hex for each in known}
    over = 0
    for place in root.glob("??/*"):
        if place.stem not in names and _changed(place) < (now - LEFT_OVER).timestamp():
            place.unlink(missing_ok=True)
            over += 1
    return over


def _changed(place: Path) -> float:
    """When a file was written, in seconds since 1970; now when it is gone already."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _piece(about: Context, number: int, *, is_last: bool) -> Context:
    piece = f"{about.group}:{number}:{'last' if is_last else 'more'}"
    return replace(about, group=piece)


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    kept = b""
    for chunk in chunks:
        kept += chunk
        while len(kept) > CHUNK_BYTES:
            yield kept[:CHUNK_BYTES]
            kept = kept[CHUNK_BYTES:]
    yield kept


def _with_last(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = next(chunks)
    for chunk in chunks:
        yield held, False
        held = chunk
    yield held, True
