"""One issue to many subscribers, while workers are killed.

    python benchmarks/newsletter.py [--subscribers 5000] [--workers 2]
                                    [--kill-every SECONDS] [--database sqlite] [--json]

Starts real workers on a throw-away PostgreSQL and a mail server that only counts.
With ``--kill-every`` each worker is killed (SIGKILL) so long after its first
hand-over, and another takes its place, until nothing is left to send.

``received`` counts addresses that got a copy, ``duplicates`` copies beyond the first,
``unknown`` copies that the database shows as such, ``lost`` addresses that got none
and are not shown as unknown. ``per_second`` goes from the first message to the last,
``worker_mb`` is the most memory that a worker held at once, ``message_kb`` the size
of a message as it was sent.
"""

import argparse
import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.mailing.sink import Sink
from benchmarks.rushing.site import ROOT, OwnSite, database, folder_of_its_own

LEFT = """
SELECT count(*) FROM newsletter_issue WHERE status <> 'sent'
"""
UNKNOWN = """
SELECT subscriber.email FROM newsletter_delivery AS delivery
JOIN newsletter_subscriber AS subscriber ON subscriber.id = delivery.subscriber_id
WHERE delivery.status = 'unknown'
"""
EVERYBODY = "SELECT email FROM newsletter_subscriber"
LONGEST = 1800


def main() -> None:
    options = _options()
    with (
        folder_of_its_own() as folder,
        database(options.database, folder) as address,
        Sink(options.workers) as sink,
    ):
        site = OwnSite(address=address, folder=folder, DEMONSTRATION="0")
        words = ["-m", "benchmarks.mailing.content", str(options.subscribers)]
        figures = json.loads(site.run(*words))
        sending = Sending(site, sink, options)
        figures |= sending.run() | _ledger(address, sink)
    _report(figures, options)
    sys.exit(0 if _is_right(figures, options) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--subscribers", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-every", type=float, default=0, metavar="SECONDS")
    parser.add_argument(
        "--database", choices=["postgresql", "sqlite"], default="postgresql"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.subscribers < 1 or options.workers < 1 or options.kill_every < 0:
        parser.error("at least one subscriber and one worker, and no negative time")
    return options


class Sending:
    """Workers on their ports, until the issue is sent."""

    def __init__(self, site: OwnSite, sink: Sink, options: argparse.Namespace) -> None:
        self.site, self.sink, self.every = site, sink, options.kill_every
        self.kills, self.memory = 0, 0
        self.workers: dict[int, subprocess.Popen[bytes]] = {}

    def run(self) -> dict[str, Any]:
        with _reading(self.site.environment["DATABASE_URL"]) as ask:
            for port in self.sink.ports:
                self._start(port)
            until = time.monotonic() + LONGEST
            while ask(LEFT)[0][0]:
                if time.monotonic() > until:
                    raise SystemExit(self._log())
                time.sleep(0.1)
                self._look_after()
        for worker in self.workers.values():
            worker.send_signal(signal.SIGTERM)
        for worker in self.workers.values():
            worker.wait(timeout=60)
        seconds = self.sink.last - self.sink.first
        return {
            "kills": self.kills,
            "seconds": round(seconds, 2),
            "per_second": round(sum(self.sink.received.values()) / seconds, 1),
            "worker_mb": round(self.memory / 1024, 1),
            "message_kb": round(self.sink.size / 1024, 1),
        }

    def _look_after(self) -> None:
        now = time.monotonic()
        for port, worker in self.workers.items():
            self.memory = max(self.memory, _memory(worker.pid))
            began = self.sink.begun.get(port)
            if self.every and began and now - began >= self.every:
                worker.kill()
                worker.wait()
                self.kills += 1
                self.sink.forget(port)
                self._start(port)
            elif worker.poll() is not None:
                raise SystemExit(self._log())

    def _start(self, port: int) -> None:
        environment = {
            **self.site.environment,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
        }
        with (self.site.folder / "worker.log").open("ab") as log:
            self.workers[port] = subprocess.Popen(
                [sys.executable, "-m", "commonweal.config", "worker"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    def _log(self) -> str:
        return (self.site.folder / "worker.log").read_text() or "The workers ended."


def _memory(pid: int) -> int:
    """The most that a process has held so far, in KB; 0 when it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


@contextlib.contextmanager
def _reading(address: str) -> Any:
    """Yield what answers a question with rows."""
    line: Any
    if address.startswith("sqlite"):
        line = sqlite3.connect(urlsplit(address).path, timeout=30)
    else:
        line = psycopg.connect(address, autocommit=True)
    try:
        yield lambda question: line.execute(question).fetchall()
    finally:
        line.close()


def _ledger(address: str, sink: Sink) -> dict[str, int]:
    with _reading(address) as ask:
        unknown = {row[0] for row in ask(UNKNOWN)}
        everybody = {row[0] for row in ask(EVERYBODY)}
    received = set(sink.received)
    return {
        "subscribers": len(everybody),
        "received": len(received),
        "duplicates": sum(sink.received.values()) - len(received),
        "lost": len(everybody - received - unknown),
        "unknown": len(unknown),
    }


def _is_right(figures: dict[str, Any], options: argparse.Namespace) -> bool:
    most = 2 * figures["kills"] if options.kill_every else 0
    return (
        not figures["duplicates"]
        and not figures["lost"]
        and figures["unknown"] <= most
        and figures["received"] + figures["unknown"] >= figures["subscribers"]
    )


def _report(figures: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{options.subscribers} subscribers, {options.workers} workers, ", end="")
    print(options.database)
    for name, figure in figures.items():
        print(f"  {name:<14}{figure}")


if __name__ == "__main__":
    main()
