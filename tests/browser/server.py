"""The site as production serves it, over a database that no other test sees."""

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

FACTS = "facts.json"
ROOT = Path(__file__).resolve().parents[2]
# Models can be imported only once Django is set up.
PREPARE = "import django; django.setup(); from tests.browser import content; content.prepare()"
SECONDS_TO_START = 60


def environment(folder: Path, address: str) -> dict[str, str]:
    """Return the environment of a demonstration that lives in ``folder``."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SECRET_KEY": "only-for-browser-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "VAR_DIR": str(folder),
        "SITE_ADDRESS": address,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": "",
        "DEMONSTRATION": "1",
        "DEBUG": "0",
    }


def prepared(shared: Path) -> Path:
    """Return a folder with a filled site, made by whichever worker comes first."""
    folder = shared / "browser-site"
    with (shared / "browser-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / FACTS).exists():
            folder.mkdir(exist_ok=True)
            run([sys.executable, "-c", PREPARE], folder, "http://localhost:8000")
    return folder


def run(command: list[str], folder: Path, address: str) -> str:
    """Run one of our commands over the site in ``folder``; return what it printed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(folder, address),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Site:
    """A running site.

    Attributes:
        address: "http://localhost:" and the port, without a slash at the end.
        facts: what ``content.prepare`` wrote down.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        self.facts: dict[str, Any] = json.loads((folder / FACTS).read_text())

    def command(self, *words: str) -> str:
        """Run ``commonweal`` with ``words`` over this site's database."""
        command = [sys.executable, "-m", "commonweal.config", *words]
        return run(command, self.folder, self.address)

    def sign_in_address(self, role: str) -> str:
        return self.address + str(self.facts["sign_in"][role])


@contextmanager
def serving(filled: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy, in ``folder``, of the site in ``filled``."""
    folder.mkdir()
    for name in ("commonweal.sqlite3", FACTS):
        shutil.copy(filled / name, folder)
    for name in ("media", "right-door", "sealed"):
        shutil.copytree(filled / name, folder / name)
    (folder / "static").symlink_to(filled / "static")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with sqlite3.connect(folder / "commonweal.sqlite3") as database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [port])
        database.close()
        site = Site(folder, f"http://localhost:{port}")
        server = _start(site, listener.fileno())
        try:
            _wait_for(server, site)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=30)


def _start(site: Site, listener: int) -> subprocess.Popen[bytes]:
    # Handed over open, so that no other process can take the port meanwhile.
    words = ["--bind", f"fd://{listener}", "--workers", "1", "--threads", "4"]
    words.append("--no-control-socket")  # It would lie in the home folder.
    with (site.folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "commonweal.config.wsgi", *words],
            cwd=ROOT,
            env=environment(site.folder, site.address),
            pass_fds=[listener],
            stdout=log,
            stderr=log,
        )


def _wait_for(server: subprocess.Popen[bytes], site: Site) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.address}/health/", timeout=5) as answer:  # noqa: S310 - our own http address
                if answer.status == 200:
                    return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError((site.folder / "server.log").read_text())
