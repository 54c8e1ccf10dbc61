"""Many people who press "Send" within a minute.

    python benchmarks/submissions.py [--people 1000] [--database sqlite] [--json]

A real site with two web workers on a throw-away PostgreSQL: so many sealed forms are
ready to be sent, each by a browser of its own from an address of its own. All press
"Send" as fast as the site answers; every tenth presses twice. Whoever is asked to wait
waits, as the page says.

``sent`` counts browsers that were shown a reference, ``lost`` references that no
submission has and browsers that got none, ``twice`` browsers whose second press came
to another reference. Ends with 1 when anything is lost or twice, when the log is
broken, or when it takes more than a minute for a thousand.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rushing.site import RunningSite, database, folder_of_its_own

THREADS = 24
SECONDS_A_THOUSAND = 60
REFERENCE = re.compile(r"\b([0-9A-HJKMNP-TV-Z]{4}) ([0-9A-HJKMNP-TV-Z]{4})\b")
PATIENCE = 60


def main() -> None:
    options = _options()
    figures = measure(options.database, options.people)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:<14} {value}")
    is_right = not figures["lost"] and not figures["twice"] and figures["log_is_whole"]
    in_time = figures["seconds"] <= SECONDS_A_THOUSAND * max(1, options.people / 1000)
    sys.exit(0 if is_right and in_time else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument(
        "--database", choices=["postgresql", "sqlite"], default="postgresql"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not 1 <= options.people <= 20_000:
        parser.error("--people must be 1 to 20,000")
    return options


def measure(kind: str, people: int) -> dict[str, Any]:
    """Do it, and return what is reported."""
    with folder_of_its_own() as folder, database(kind, folder) as address:
        site = RunningSite(address=address, folder=folder)
        site.environment |= {"DEMONSTRATION": "0", "TRUSTED_PROXIES": "1"}
        site.collect_static()
        drafts = json.loads(
            site.run("-m", "benchmarks.sealed_forms.drafts", str(people))
        )
        with site:
            sender = Sender(f"http://localhost:{site.port}", drafts)
            began = time.perf_counter()
            with ThreadPoolExecutor(THREADS) as pool:
                told = list(pool.map(sender.send, range(people)))
            seconds = time.perf_counter() - began
        kept = json.loads(site.run("-m", "benchmarks.sealed_forms.kept"))
    references = [found for found, _, _ in told]
    return {
        "people": people,
        "sent": sum(bool(each) for each in references),
        "lost": sum(each not in set(kept["references"]) for each in references),
        "twice": sum(is_other for _, is_other, _ in told),
        "kept": len(kept["references"]),
        "log_is_whole": kept["is_whole"],
        "seconds": round(seconds, 1),
        "median_ms": round(statistics.median(took for _, _, took in told) * 1000),
    }


class Sender:
    """Presses "Send" for one browser after the other."""

    def __init__(self, base: str, drafts: dict[str, Any]) -> None:
        self.base, self.drafts = base, drafts

    def send(self, number: int) -> tuple[str, bool, float]:
        """Return the reference that was shown, whether a second press came to
        another, and how long the first answer took, in seconds."""
        began = time.perf_counter()
        first = self._pressed(number)
        took = time.perf_counter() - began
        again = self._pressed(number) if number % 10 == 0 else first
        return first, again != first, took

    def _pressed(self, number: int) -> str:
        headers = {
            "Origin": self.base,
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "Cookie": f"{self.drafts['name']}={self.drafts['cookies'][number]}",
        }
        for pause in _pauses():
            answer = requests.post(
                f"{self.base}{self.drafts['check']}", headers=headers, timeout=PATIENCE
            )
            found = REFERENCE.search(answer.text) if answer.status_code == 200 else None
            if found:
                return "".join(found.groups())
            time.sleep(pause)
        return ""


def _pauses() -> Iterator[float]:
    yield from (1, 2, 4, 8)


if __name__ == "__main__":
    main()
