"""The tests' database, migrated once and copied for every worker and run.

Migrating takes half a minute, mostly to work out what tables once looked like. So
the first worker keeps a copy of what comes of it, and the others begin with that. A
change of any file of ours makes a new one.
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "tests"
NAME = "commonweal_tests_prepared"


def prepared(call_command: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``call_command`` with ``migrate`` replaced by a copy where there is one.

    Stands in for the one that Django's creation of test databases calls.
    """

    def call(name: str, *args: Any, **options: Any) -> Any:
        if name != "migrate":
            return call_command(name, *args, **options)
        copy = _Embedded() if connection.vendor == "sqlite" else _Cluster()
        with _alone():
            if not copy.take():
                call_command(name, *args, **options)
                copy.keep()
        return None

    return call


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Return a digest of our own files and of the versions of all packages."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src").rglob("*.py")):
        digest.update(str(path).encode() + path.read_bytes())
    for found in sorted(f"{each.name} {each.version}" for each in distributions()):
        digest.update(found.encode())
    return digest.hexdigest()[:16]


class _Embedded:
    """A file beside the site's own; the tests' database is in memory."""

    def __init__(self) -> None:
        self.file = KEPT / f"{fingerprint()}.sqlite3"

    def take(self) -> bool:
        if not self.file.exists():
            return False
        connection.ensure_connection()
        source = sqlite3.connect(self.file)
        source.backup(connection.connection)
        source.close()
        return True

    def keep(self) -> None:
        for old in KEPT.glob("*.sqlite3*"):
            old.unlink()
        unfinished = self.file.with_suffix(".sqlite3-unfinished")
        target = sqlite3.connect(unfinished)
        connection.connection.backup(target)
        target.close()
        unfinished.rename(self.file)


class _Cluster:
    """A database in the same cluster, which is thrown away with it."""

    def __init__(self) -> None:
        self.test = connection.settings_dict["NAME"]
        quote = connection.ops.quote_name
        self.quoted, self.kept = quote(self.test), quote(f"{NAME}_{fingerprint()}")

    def take(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.kept.strip('"')]
            )
            if cursor.fetchone() is None:
                return False
            connection.close()
            cursor.execute(f"DROP DATABASE {self.quoted}")
            cursor.execute(f"CREATE DATABASE {self.quoted} TEMPLATE {self.kept}")
        return True

    def keep(self) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {self.kept} TEMPLATE {self.quoted}")
