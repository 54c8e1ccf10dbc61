"""How fast and how right the date reader is, beside two libraries in the same run.

    python benchmarks/dates.py [--json] [FILE …]

Speed: characters a second over the prose given (by default the saved pages among
the tests; name files to measure on others). Rightness: over the cases in
tests/dates, how many of the diary entries asked for were found (recall), how many
of those reported were asked for (precision), and how many contradictions were
noticed. The libraries report moments, not entries: one counts as right when its
day, and its time where the case has one, are right; ends and kinds are not asked
of them.
"""

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from ctparse.ctparse import ctparse_gen
from dateparser.search import search_dates

from commonweal.dates import read

CASES = [ROOT / "tests/dates/cases.jsonl", ROOT / "tests/dates/corpus.jsonl"]
PROSE = sorted((ROOT / "tests/importing/saved").glob("*.txt"))
PUBLISHED = date(2025, 4, 16)

Moment = tuple[str, str | None]
Reader = Callable[[str, date], list[Moment]]


def _ours(text: str, published: date) -> list[Moment]:
    return [
        _moment(found.start) for found in read(text, published=published).occurrences
    ]


def _dateparser(text: str, published: date) -> list[Moment]:
    base = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - as the library wants it
    found = search_dates(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "future",
            "RETURN_TIME_AS_PERIOD": True,
        },
    )
    return [(day.date().isoformat(), day.strftime("%H:%M")) for _, day in found or []]


def _ctparse(text: str, published: date) -> list[Moment]:
    """The best reading of each line: ctparse reads one expression at a time."""
    base = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - as the library wants it
    best = [_best_reading(line, base) for line in text.splitlines()]
    return [
        moment for parse in best if parse and (moment := _resolved(parse.resolution))
    ]


def _best_reading(line: str, base: datetime) -> Any:
    readings: list[Any] = []
    try:
        readings.extend(filter(None, ctparse_gen(line, ts=base, timeout=0.3)))
    except ValueError:  # It stumbles over days that do not exist.
        pass
    return max(readings, key=_score, default=None)


def _score(parse: Any) -> float:
    score: float = parse.score
    return score


def _resolved(found: Any) -> Moment | None:
    """The start of what ctparse read, if that is a day that exists."""
    start = getattr(found, "t_from", found)
    if not (getattr(start, "isDate", False) or getattr(start, "isDateTime", False)):
        return None
    try:
        return start.dt.date().isoformat(), start.dt.strftime("%H:%M")
    except ValueError:  # It reads 31 June without a word.
        return None


def _moment(start: date | datetime) -> Moment:
    if isinstance(start, datetime):
        return start.date().isoformat(), start.strftime("%H:%M")
    return start.isoformat(), None


READERS: dict[str, Reader] = {
    "commonweal.dates": _ours,
    "dateparser": _dateparser,
    "ctparse": _ctparse,
}


def _cases() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in CASES
        if path.exists()
        for line in path.read_text().splitlines()
        if line.strip()
    ]


def _speed(reader: Reader, texts: Iterable[str]) -> float:
    """Return characters a second: the best of three runs, each paragraph by paragraph."""
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    characters = sum(map(len, paragraphs))
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        for paragraph in paragraphs:
            reader(paragraph, PUBLISHED)
        best = min(best, time.perf_counter() - began)
        if best > 20:
            break
    return characters / best


def _rightness(reader: Reader, cases: list[dict[str, Any]]) -> dict[str, float]:
    asked = reported = right = 0
    for case in cases:
        wanted = [_wanted(entry[1]) for entry in case["expect"]]
        found = list(
            dict.fromkeys(reader(case["text"], date.fromisoformat(case["published"])))
        )
        asked, reported = asked + len(wanted), reported + len(found)
        for day, clock in found:
            match = next(
                (w for w in wanted if w[0] == day and w[1] in {None, clock}), None
            )
            if match:
                wanted.remove(match)
                right += 1
    return {"recall": right / asked, "precision": right / max(reported, 1)}


def _wanted(start: str) -> Moment:
    day, _, clock = start.partition("T")
    return day, clock or None


def _contradictions_noticed(cases: list[dict[str, Any]]) -> tuple[int, int]:
    contradictory = [case for case in cases if case["conflict"] or case["impossible"]]
    noticed = sum(
        bool(read(c["text"], published=date.fromisoformat(c["published"])).refusing)
        for c in contradictory
    )
    return noticed, len(contradictory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    texts = [path.read_text() for path in options.files or PROSE]
    cases = _cases()
    results = {
        name: {
            "characters_a_second": _speed(reader, texts),
            **_rightness(reader, cases),
        }
        for name, reader in READERS.items()
    }
    noticed, contradictory = _contradictions_noticed(cases)
    if options.json:
        print(json.dumps({**results, "contradictions": [noticed, contradictory]}))
        return
    print(
        f"{'':18}{'characters/s':>14}{'of dateparser':>15}{'recall':>8}{'precision':>11}"
    )
    peer = results["dateparser"]["characters_a_second"]
    for name, result in results.items():
        speed = result["characters_a_second"]
        print(
            f"{name:18}{speed:14,.0f}{speed / peer:15.1f}"
            f"{result['recall']:8.0%}{result['precision']:11.0%}"
        )
    print(
        f"{len(cases)} cases; contradictions noticed: commonweal.dates {noticed} of "
        f"{contradictory}, the libraries none (they have no way to say so)."
    )


if __name__ == "__main__":
    main()
