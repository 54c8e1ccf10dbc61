"""From saved files to a report of what is in them. Nothing is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from commonweal.importing.exceptions import ImportingError
from commonweal.importing.files import open_saved
from commonweal.importing.items import items
from commonweal.importing.report import Report
from commonweal.importing.snapshots import Snapshot, in_order, read_snapshot

_LONG_FILE = 1_000_000


def _silent(sentence: str) -> None:
    """Tell nobody."""


def read_news(
    paths: Sequence[Path],
    *,
    keep_all: bool = False,
    tell: Callable[[str], None] = _silent,
) -> Report:
    """Read saved "latest news" pages, one or several snapshots of one page.

    Args:
        paths: the files, in any order; of two whose latest dates are the same
            the one named later is the newer.
        keep_all: an item missing from the newest snapshot is current all the same.
        tell: is given sentences of progress when the input is long.

    Raises:
        ImportingError: one file or more cannot be read. Its text has a line for
            each of them; nothing of the others is used.
    """
    snapshots: list[Snapshot] = []
    errors: list[str] = []
    for path, name in zip(paths, _names(paths), strict=True):
        try:
            file = open_saved(path, name=name)
            if len(file.text) > _LONG_FILE:
                tell(f"Reading {name} ({len(file.text) // 1_000_000} MB) …")
            snapshots.append(read_snapshot(file))
        except ImportingError as error:
            errors.append(str(error))
    if errors:
        raise ImportingError("\n".join(errors))
    ordered = in_order(snapshots)
    return Report(
        snapshots=tuple(ordered),
        items=items(ordered, keep_all=keep_all, tell=tell),
    )


def _names(paths: Sequence[Path]) -> list[str]:
    """Return what to call each file: its name, or its whole path where two
    folders have a file of the same name.

    Raises:
        ImportingError: the same file is named twice.
    """
    if len(set(paths)) < len(paths):
        twice = next(path for place, path in enumerate(paths) if path in paths[:place])
        raise ImportingError(
            f"{twice} is named twice. Expected each saved page once. Name it once."
        )
    names = [path.name for path in paths]
    return [
        str(path) if names.count(path.name) > 1 else path.name or str(path)
        for path in paths
    ]
