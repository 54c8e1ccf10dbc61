"""Read dates on the command line: ``python -m commonweal.dates --help``."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date

from commonweal.dates.json_lines import read_lines
from commonweal.dates.reading import read
from commonweal.dates.writing import write_date, write_occurrence

_DESCRIPTION = """\
Reads UK dates in text as editors write it, and says what it read.

  python -m commonweal.dates --published 2025-03-20 "Wednesday 21 March"
  python -m commonweal.dates --jsonl < cases > readings

With --jsonl, each line of standard input is a JSON object with "id", "published"
(YYYY-MM-DD) and "text"; each gives one line of JSON with "occurrences" and
"questions". A line that cannot be read gives a line with "error"."""
_EPILOG = "Exit code: 0 when all was read, 2 for wrong usage or a line with an error."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m commonweal.dates",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="?", help="the text; left out, standard input")
    parser.add_argument(
        "--published",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day the text was published; dates without a year are read from it",
    )
    parser.add_argument(
        "--jsonl", action="store_true", help="read cases from standard input"
    )
    options = parser.parse_args(arguments)
    if options.jsonl:
        if options.text is not None or options.published is not None:
            parser.error("--jsonl takes text and published from standard input.")
        return _read_cases()
    if options.published is None:
        parser.error("Say when the text was published: --published YYYY-MM-DD.")
    return _read_text(options.text, options.published)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{value}” is not a day such as 2025-03-20."
        ) from None


def _read_cases() -> int:
    code = 0
    for values in read_lines(sys.stdin.buffer):
        code = 2 if "error" in values else code
        print(json.dumps(values, ensure_ascii=False), flush=True)
    return code


def _read_text(text: str | None, published: date) -> int:
    if text is None:
        text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    reading = read(text, published=published)
    for occurrence in reading.occurrences:
        print(f"{occurrence.kind.value}: {write_occurrence(occurrence)}")
        print(f"  from “{occurrence.text}”")
    for question in reading.questions:
        print(f"{question.code.value}: {question.message}")
        print(f"  about “{question.text}”")
        for day in question.candidates:
            print(f"  perhaps {write_date(day)}")
    if not reading.occurrences and not reading.questions:
        print("No dates for a diary.")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read our output has gone; leave quietly, as other filters do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
