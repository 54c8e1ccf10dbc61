"""The site as production serves it: a web server of two workers, a mail worker and
a database of their own, which end with the run."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from tests.postgresql import cluster

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database, a throw-away PostgreSQL or SQLite."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'rush.sqlite3'}"
    else:
        with cluster() as address:
            yield address


class OwnSite:
    """A site on a database and in a folder of its own, with production settings.

    ``more`` goes into the environment of its processes.
    """

    def __init__(self, *, address: str, folder: Path, **more: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz",
            "VAR_DIR": str(folder),
            "SITE_ADDRESS": "http://localhost",
            "ALLOWED_HOSTS": "localhost",
            "DATABASE_URL": address,
            "DEBUG": "0",
            **more,
        }

    def run(self, *words: str) -> str:
        """Run a Python module of ours to its end; return what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return done.stdout

    def collect_static(self) -> None:
        """Put pictures, style sheets and scripts where the site looks for them."""
        self.run("-m", "commonweal.config", "collectstatic", "--no-input", "-v", "0")


class RunningSite(OwnSite):
    """Starts everything on entering and ends it on leaving."""

    def __init__(self, *, address: str, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        super().__init__(
            address=address,
            folder=folder,
            SITE_ADDRESS=f"http://localhost:{self.port}",
            # Its mailbox takes the place of a mail server.
            DEMONSTRATION="1",
        )
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.collect_static()
        words = ["--bind", f"127.0.0.1:{self.port}", "--preload"]
        words += ["--workers", str(WORKERS), "--threads", "4", "--backlog", "2048"]
        words.append("--no-control-socket")
        self.web = self._start("-m", "gunicorn", "commonweal.config.wsgi", *words)
        self.mail = self._start("-m", "commonweal.config", "worker")
        self._wait()
        return self

    def __exit__(self, *raised: object) -> None:
        for process in self._started:
            process.terminate()
        for process in self._started:
            process.wait(timeout=30)

    def restart_mail(self) -> None:
        self.mail = self._start("-m", "commonweal.config", "worker")

    def web_workers(self) -> list[int]:
        """The processes that answer; the one that began them is not among them."""
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        return [int(number) for number in children.read_text().split()]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "server.log").open("ab") as log:
            started = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self._started.append(started)
        return started

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and self.web.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise SystemExit((self.folder / "server.log").read_text())


class Killer(threading.Thread):
    """Kills a web worker and the mail worker every second, from entering to leaving.

    The web server begins another worker by itself; the mail worker's place is
    taken here, as a service manager would.
    """

    def __init__(self, site: RunningSite) -> None:
        super().__init__(daemon=True)
        self.site, self.kills, self._done = site, 0, threading.Event()

    def run(self) -> None:
        turn = 0
        while not self._done.wait(1):
            workers = self.site.web_workers()
            if workers:
                os.kill(workers[turn % len(workers)], signal.SIGKILL)
                self.kills += 1
            self.site.mail.kill()
            self.site.mail.wait()
            self.kills += 1
            self.site.restart_mail()
            turn += 1

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._done.set()
        self.join()


@contextlib.contextmanager
def folder_of_its_own() -> Iterator[Path]:
    where = Path(tempfile.mkdtemp(prefix="commonweal-rush-"))
    try:
        yield where
    finally:
        shutil.rmtree(where, ignore_errors=True)
