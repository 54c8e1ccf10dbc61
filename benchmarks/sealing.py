"""What sealing, unlocking and opening cost.

    python benchmarks/sealing.py [--rounds 200] [--database sqlite] [--json]

On a throw-away PostgreSQL, with production settings: a form of ten fields is sealed
and opened again and again, first with plain bytes (``sealing``, ``opening``), then as
whole deeds with their rows, log and transaction (``seal_deed``, ``open_deed``). The
median of each, in milliseconds. ``unlock`` is a whole unlocking with Argon2id.
Ends with 1 when sealing or opening reaches 5 ms, or unlocking 300 ms.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rushing.site import OwnSite, database, folder_of_its_own

AT_MOST = {"sealing": 5, "opening": 5, "unlock": 300}


def main() -> None:
    options = _options()
    with (
        folder_of_its_own() as folder,
        database(options.database, folder) as address,
    ):
        site = OwnSite(address=address, folder=folder, DEMONSTRATION="0")
        words = ["-m", "benchmarks.sealed_forms.timing", str(options.rounds)]
        figures = json.loads(site.run(*words))
    _report(figures, options)
    sys.exit(0 if all(figures[n] < most for n, most in AT_MOST.items()) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument(
        "--database", choices=["postgresql", "sqlite"], default="postgresql"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not 1 <= options.rounds <= 10_000:
        parser.error("--rounds must be 1 to 10,000")
    return options


def _report(figures: dict[str, float], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        bound = f" (under {AT_MOST[name]})" if name in AT_MOST else ""
        print(f"{name:<12} {value:8.3f} ms{bound}")


if __name__ == "__main__":
    main()
