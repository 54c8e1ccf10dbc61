"""Readings as plain values, one JSON object a line."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from commonweal.dates.occurrences import Occurrence, Question, Reading
from commonweal.dates.reading import read

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class LineError(ValueError):
    """A line cannot be read. ``str(error)`` is fit to show a person."""

    def __init__(self, message: str, case: object = None) -> None:
        super().__init__(message)
        self.case = case


def as_wall_clock(moment: date | datetime | None) -> str | None:
    """Return "2025-05-29", "2025-05-29T10:00" (London wall clock), or None."""
    if moment is None:
        return None
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M}"
    return moment.isoformat()


def occurrence_values(occurrence: Occurrence) -> dict[str, str | None]:
    return {
        "kind": occurrence.kind.value,
        "start": as_wall_clock(occurrence.start),
        "end": as_wall_clock(occurrence.end),
        "text": occurrence.text,
    }


def question_values(question: Question) -> dict[str, object]:
    return {
        "code": question.code.value,
        "candidates": [day.isoformat() for day in question.candidates],
        "text": question.text,
    }


def reading_values(reading: Reading) -> dict[str, object]:
    return {
        "occurrences": [occurrence_values(each) for each in reading.occurrences],
        "questions": [question_values(each) for each in reading.questions],
    }


def read_lines(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Yield one reading for each line with a case on it; empty lines are skipped.

    A line that cannot be read gives ``{"id", "line", "error"}``; the others are
    still read.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = _case(line)
        except LineError as error:
            yield {"id": error.case, "line": number, "error": str(error)}
            continue
        reading = read(case["text"], published=case["published"])
        yield {"id": case["id"], **reading_values(reading)}


def _case(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineError("The line is not UTF-8 text.") from None
    except (ValueError, RecursionError):
        raise LineError("The line is not JSON.") from None
    if not isinstance(value, dict):
        raise LineError("The line is not a JSON object with id, published and text.")
    known = value.get("id")
    for key in ("id", "published", "text"):
        if key not in value:
            raise LineError(f"The key “{key}” is missing.", known)
        if not isinstance(value[key], str) and not (key == "id" and _is_number(known)):
            raise LineError(f"The value of “{key}” must be text.", known)
    return {**value, "published": _published(value["published"], known)}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _published(value: str, known: object) -> date:
    if _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise LineError(
        f"The value of “published” must be a day such as 2025-03-20, not “{value[:40]}”.",
        known,
    )
