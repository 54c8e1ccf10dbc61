"""Whether a large partnership waits longer than a small one.

    python benchmarks/scale.py [--hundredths 100] [--rounds 12] [--json]

Makes two partnerships on a throw-away PostgreSQL: one of 50 courses, 500 sessions,
2,000 people and 20,000 bookings, and one so many times as large. Then visits both in
turn, page by page and round after round, so that the machine's moods fall on both
alike: the catalogue, a session, the whole booking of a place by somebody who has
signed in, what the desk works with, and what the worker does each minute. Of three
visits in a row the quickest counts, and of the rounds the median.

Every page is made anew for each visit, with the production settings: what their cache
keeps in the process (the site's frame, the brand) is warm, and no page is kept whole.
Ends with 1 when the catalogue or a booking costs more than 1.2 times as much, or
another number of queries.
"""

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scaling.sites import Visited, sites

AT_MOST = 1.2
MOST = 10_000  # hundredths
BOUND = ("catalogue", "booking")
WARM_UP = 1
IN_A_ROW = 3
# What is done once a minute or a day, and shown for its own sake.
SELDOM = "worker"


def main() -> None:
    options = _options()
    with sites(1, options.hundredths) as made:
        figures = _measure(made, rounds=options.rounds)
    _report(figures, options)
    sys.exit(0 if all(_is_right(*each) for each in figures.items()) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hundredths", type=float, default=100)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    # So asked, "nan" is refused too; a hundred times the whole would fill a disk.
    if not 1 <= options.hundredths <= MOST or options.rounds < 1:
        parser.error(
            f"--hundredths must be 1 to {MOST:,}, and --rounds must be at least 1"
        )
    return options


def _measure(made: list[Visited], *, rounds: int) -> dict[str, dict[str, Any]]:
    names: list[str] = made[0].ask("names")["names"]
    times: dict[str, list[list[float]]] = {name: [[], []] for name in names}
    for turn in range(-WARM_UP, rounds):
        for name in names:
            is_seldom = name.startswith(SELDOM)
            if is_seldom and turn not in (-1, 0):
                continue
            best = _best(made, name, times=1 if is_seldom else IN_A_ROW)
            if turn >= 0:
                for taken, ms in zip(times[name], best, strict=True):
                    taken.append(ms)
    return {
        name: _figures(
            [statistics.median(each) for each in times[name]],
            [site.ask(f"count {name}")["queries"] for site in made],
        )
        for name in names
    }


def _best(made: list[Visited], name: str, *, times: int) -> list[float]:
    """Return the quickest of some visits to each site, now to one and now to the other:
    whatever else the machine does comes between some of them."""
    taken: list[list[float]] = [[] for _ in made]
    for _ in range(times):
        for site, row in zip(made, taken, strict=True):
            row.append(site.ask(name)["ms"])
    return [min(row) for row in taken]


def _figures(ms: list[float], queries: list[int]) -> dict[str, Any]:
    return {
        "ms": [round(each, 1) for each in ms],
        "ratio": round(ms[1] / ms[0], 2),
        "queries": queries,
    }


def _is_right(name: str, figures: dict[str, Any]) -> bool:
    few, many = figures["queries"]
    return not name.startswith(BOUND) or (figures["ratio"] <= AT_MOST and few == many)


def _report(figures: dict[str, dict[str, Any]], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{'':32}{'ms, small':>11}{'ms, large':>11}{'ratio':>8}{'queries':>12}")
    for name, each in figures.items():
        (few, many), (q_few, q_many) = each["ms"], each["queries"]
        queries = str(q_few) if q_few == q_many else f"{q_few} → {q_many}"
        mark = "" if _is_right(name, each) else "  too much"
        print(
            f"{name:32}{few:11.1f}{many:11.1f}{each['ratio']:8.2f}{queries:>12}{mark}"
        )


if __name__ == "__main__":
    main()
