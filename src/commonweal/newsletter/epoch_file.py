"""How far sending has come, in a file outside the database.

A database that was restored or copied cannot know what was sent since, but this
file does. It holds one line: lineage, number, site address.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file says."""

    lineage: str
    number: int
    site: str


class UnreadableMarkError(OSError):
    """The file is there and does not hold a mark."""


def path() -> Path:
    return Path(settings.COMMONWEAL_SEND_EPOCH_FILE)


def read() -> Mark | None:
    """Return what the file says; None when there is none.

    Raises:
        UnreadableMarkError: it holds something else.
        OSError: it cannot be opened.
    """
    try:
        words = path().read_text().split()
    except FileNotFoundError:
        return None
    if len(words) != 3 or not words[1].isdecimal():
        raise UnreadableMarkError
    return Mark(words[0], int(words[1]), words[2])


def advance(mark: Mark) -> None:
    """Write ``mark``, unless the file is further in the same lineage already: of two
    workers the later may come first. When this returns it is on the disk."""
    with _locked():
        now = read()
        if now and now.lineage == mark.lineage and now.number >= mark.number:
            return
        _write(mark)


def replace(mark: Mark) -> None:
    """Write ``mark`` whatever stands there: a person has decided."""
    with _locked():
        _write(mark)


@contextmanager
def _locked() -> Iterator[None]:
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(mark: Mark) -> None:
    """Whole or not at all: a reader meets the old line or the new one."""
    beside = path().with_suffix(".new")
    with beside.open("w") as file:
        file.write(f"{mark.lineage} {mark.number} {mark.site}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path())
