"""Two sites that differ in size alone: a database each on one throw-away PostgreSQL,
and a process each that visits its own."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from tests.postgresql import cluster

from benchmarks.rushing.site import ROOT, OwnSite, folder_of_its_own


class Visited(OwnSite):
    """A site with a process that does one visit after the other, as it is told to."""

    def __init__(self, *, address: str, folder: Path) -> None:
        super().__init__(address=address, folder=folder, DEMONSTRATION="0")
        self._process: subprocess.Popen[str] | None = None

    def ask(self, deed: str) -> dict[str, Any]:
        """Return what the visit took: ``ms`` and ``queries``.

        Raises:
            SystemExit: it failed; what went wrong stands on standard error.
        """
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.scaling.visits"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{deed}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"{deed} failed")
        found: dict[str, Any] = json.loads(answer)
        return found

    def close(self) -> None:
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(timeout=30)


@contextlib.contextmanager
def sites(*hundredths: float) -> Iterator[list[Visited]]:
    """Yield a filled site of each size."""
    with folder_of_its_own() as folder, cluster() as address:
        first = OwnSite(address=address, folder=folder)
        first.collect_static()
        first.run("-m", "commonweal.config", "migrate", "--verbosity", "0")
        made = []
        for number, size in enumerate(hundredths):
            own = _copy(address, f"of_size_{number}")
            site = Visited(address=own, folder=folder)
            began = time.monotonic()
            took = site.run("-m", "benchmarks.scaling.content", str(size))
            seconds = time.monotonic() - began
            _say(f"{size:g} hundredths made in {seconds:.0f} s: {took.strip()}")
            made.append(site)
        try:
            yield made
        finally:
            closing = [threading.Thread(target=site.close) for site in made]
            for one in closing:
                one.start()
            for one in closing:
                one.join()


def _copy(address: str, name: str) -> str:
    with psycopg.connect(address.replace("/commonweal?", "/postgres?")) as line:
        line.autocommit = True
        line.execute(f"CREATE DATABASE {name} TEMPLATE commonweal")
    return address.replace("/commonweal?", f"/{name}?")


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
