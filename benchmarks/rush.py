"""Many people book the same few places at once, over HTTP, with sign-in.

    python benchmarks/rush.py [--people 200] [--seats 30] [--database sqlite]
                              [--kill] [--json]

Starts the site as production serves it, on a throw-away PostgreSQL, and lets each
person sign in with the code from their e-mail, open the session, book and read what
came of it. Afterwards the database is held against what each was shown: ``lost``
counts those who were shown a result without its row, its audit event or its message.

``wall_s`` is the time from the first request to the last answer; ``p50_ms`` and
``p99_ms`` are of single requests in the rush; ``booking_ms_alone`` is one person on
the idle site, from the session's page to the confirmation, all its requests.

``--kill``: a web worker and the mail worker are killed every second meanwhile.
"""

import argparse
import json
import re
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rushing.mailbox import Mailbox
from benchmarks.rushing.site import Killer, RunningSite, database, folder_of_its_own
from benchmarks.rushing.visitor import Page, Visitor

SHOWN = {"Place booked": "confirmed", "On the waiting list": "waiting"}
ALONE = 5
CODES = 4  # The site sends five to one address in ten minutes.


def main() -> None:
    options = _options()
    with folder_of_its_own() as folder, database(options.database, folder) as address:
        site = RunningSite(address=address, folder=folder)
        words = ["-m", "benchmarks.rushing.content", str(options.people + 1)]
        facts = json.loads(site.run(*words, str(options.seats)))
        with site:
            figures = _rush(site, facts, options)
            shown = figures.pop("shown")
            figures |= _ledger(site, facts, shown)
        _report(figures, options)
    sys.exit(0 if _is_right(figures, options) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seats", type=int, default=30)
    parser.add_argument(
        "--database", choices=["postgresql", "sqlite"], default="postgresql"
    )
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not 0 < options.seats <= options.people <= 60_000:
        parser.error("--seats must be at least 1 and at most --people (60,000)")
    return options


@dataclass(slots=True)
class Guest:
    """One of the people, with their browser."""

    email: str
    visitor: Visitor
    shown: str = ""


def _rush(
    site: RunningSite, facts: dict[str, Any], options: argparse.Namespace
) -> dict[str, Any]:
    first, *others = facts["people"]
    mailbox = Mailbox(site.environment["DATABASE_URL"])
    lone = Guest(first, Visitor(site.port, "127.0.0.1"))
    alone = [] if options.kill else _alone(lone, facts["alone"], mailbox)
    guests = [
        Guest(email, Visitor(site.port, f"127.1.{n // 250}.{n % 250 + 1}"))
        for n, email in enumerate(others)
    ]
    gate = threading.Barrier(len(guests) + 1)

    def come(guest: Guest) -> None:
        gate.wait()
        page = guest.visitor.open(facts["session"])
        guest.shown = _book(guest, _sign_in(guest, page, mailbox))

    killer = Killer(site)
    with (
        killer if options.kill else nullcontext(),
        ThreadPoolExecutor(len(guests)) as pool,
    ):
        coming = [pool.submit(come, guest) for guest in guests]
        gate.wait()
        began = time.perf_counter()
        for one in coming:
            one.result()
        wall = time.perf_counter() - began
    waits = sorted(wait * 1000 for guest in guests for wait in guest.visitor.waits)
    return {
        "shown": {guest.email: guest.shown for guest in guests},
        "wall_s": round(wall, 2),
        "requests": len(waits),
        "p50_ms": round(statistics.median(waits), 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)], 1),
        "booking_ms_alone": round(statistics.median(alone), 1) if alone else None,
        "retries": sum(guest.visitor.retries for guest in guests),
        "kills": killer.kills,
    }


def _alone(guest: Guest, path: str, mailbox: Mailbox) -> list[float]:
    """Time one person booking on the idle site: milliseconds, for each of several
    sessions, the first of which warms the workers up."""
    _sign_in(guest, guest.visitor.open(path), mailbox)
    number = int(path.strip("/").rpartition("/")[2])
    times = []
    for n in range(ALONE + 4):
        there = path.replace(str(number), str(number + n))
        began = time.perf_counter()
        page = guest.visitor.open(there)
        page = guest.visitor.open(f"{page.path}book/")
        assert _book(guest, page) == "confirmed"
        times.append((time.perf_counter() - began) * 1000)
    return times[-ALONE:]


def _sign_in(guest: Guest, session: Page, mailbox: Mailbox) -> Page:
    """Press "Book a place" on the session's page, ask for a code and enter it; return
    the page that this leads to, where booking begins.

    When the server went away just after a code was used, it is of no use any more,
    and the person asks for another."""
    visitor = guest.visitor
    assert session.status == 200, _seen(session)
    page = visitor.open(f"{session.path}book/")
    for _ in range(CODES):
        page = visitor.send(page, having="email", email=guest.email)
        code = mailbox.code_for(guest.email)
        page = visitor.send(page, having="code", code=code)
        if page.path.endswith("/book/"):
            return page
        page = visitor.open(f"{session.path}book/")
    raise AssertionError(_seen(page))


def _book(guest: Guest, page: Page) -> str:
    """Answer what is asked, book, and return what the person is shown."""
    visitor = guest.visitor
    for _ in range(6):
        if found := re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", page.text, re.DOTALL):
            shown = SHOWN.get(found[1].strip())
            if shown:
                return shown
        is_check = "Check your answers" in page.text
        page = visitor.send(
            page, having="answer", answer="book" if is_check else "check"
        )
    raise AssertionError(_seen(page))


def _seen(page: Page) -> str:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    return f"{page.status} at {page.path}: {words[:600]}"


def _ledger(
    site: RunningSite, facts: dict[str, Any], shown: dict[str, str]
) -> dict[str, int]:
    session = int(facts["session"].strip("/").rpartition("/")[2])
    asked = json.dumps({"session": session, "shown": shown})
    answer: dict[str, int] = json.loads(
        site.run("-m", "benchmarks.rushing.ledger", asked)
    )
    return answer


def _is_right(figures: dict[str, Any], options: argparse.Namespace) -> bool:
    return (
        figures["confirmed"] == figures["counter"] == options.seats
        and figures["waiting"] == options.people - options.seats
        and not (figures["oversold"] or figures["lost"] or figures["twice"])
    )


def _report(figures: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{options.people} people, {options.seats} places, {options.database}")
    for name, value in figures.items():
        print(f"  {name:18} {value}")


if __name__ == "__main__":
    main()
