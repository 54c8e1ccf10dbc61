"""A throw-away PostgreSQL cluster for one command.

    python -m tests.postgresql pytest tests/pages

Made from the installed binaries in a temporary folder, reached through a Unix
socket only, run as an unprivileged user and removed afterwards. When
PostgreSQL is missing this fails; it never passes by doing nothing.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")


def binaries() -> Path:
    """Return the folder of the newest installed server's binaries.

    Raises:
        SystemExit: no server is installed (exit code 2).
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parent.parent.name),
    )
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve())
    if not found:
        sys.stderr.write("PostgreSQL is not installed: apt-get install postgresql\n")
        raise SystemExit(2)
    return found[-1].parent


def _account() -> str | None:
    """The user to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


@contextmanager
def stopped(address: str) -> Iterator[None]:
    """Stop the cluster that ``cluster`` gave the address of; start it again after."""
    where = Path(address.partition("?host=")[2])
    control = (binaries() / "pg_ctl", "-D", where / "data", "-w")
    _call(*control, "-m", "fast", "stop", where=where)
    try:
        yield
    finally:
        _call(
            *control, "-l", where / "log", "-o", _options(where), "start", where=where
        )


def _options(where: Path) -> str:
    quick = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    return f"-c listen_addresses= -c unix_socket_directories={where} {quick}"


def _call(*command: object, where: Path) -> None:
    subprocess.run(
        [str(part) for part in command],
        check=True,
        user=_account(),
        cwd=where,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster; yield the address of an empty database in it."""
    account, where = _account(), Path(tempfile.mkdtemp(prefix="cw-pg-", dir="/tmp"))
    if account:
        shutil.chown(where, account)
    bin_, data = binaries(), where / "data"
    call, options = partial(_call, where=where), _options(where)
    call(
        bin_ / "initdb",
        "-D",
        data,
        "-U",
        "commonweal",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    )
    call(bin_ / "pg_ctl", "-D", data, "-w", "-l", where / "log", "-o", options, "start")
    try:
        call(bin_ / "createdb", "-h", where, "-U", "commonweal", "commonweal")
        yield f"postgres://commonweal@/commonweal?host={where}"
    finally:
        call(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(where, ignore_errors=True)


def main() -> int:
    """Run the command given, with DATABASE_URL naming a fresh cluster."""
    with cluster() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
