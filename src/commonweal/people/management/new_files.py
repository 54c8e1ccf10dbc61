from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file, never over another, that only its owner may read.

    It is taken away again when what fills it fails, so that the command can be
    repeated as it was.

    Raises:
        CommandError: there is such a file, or it cannot be written (exit code 2).
    """
    try:
        with path.open("xb") as out:
            path.chmod(0o600)
            try:
                yield out
                out.flush()
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise CommandError(
            f"{path} is there already. Name a new file.", returncode=2
        ) from error
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
