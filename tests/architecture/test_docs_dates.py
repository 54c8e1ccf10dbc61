"""The examples in docs/rules/dates.md say what the reader says."""

import re
from datetime import date
from pathlib import Path

import pytest

from commonweal.dates import Reading, read, write_date, write_occurrence

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules" / "dates.md"
ROW = re.compile(r"^\| (\d{4}-\d{2}-\d{2}) \| (.+?) \| (.+?) \|$", re.MULTILINE)
EXAMPLES = ROW.findall(DOCUMENT.read_text())


def as_documented(reading: Reading) -> str:
    """Return what was read as a cell of the document's tables has it."""
    lines = [f"{o.kind.value}: {write_occurrence(o)}" for o in reading.occurrences]
    for question in reading.questions:
        days = "; ".join(write_date(day) for day in question.candidates)
        lines.append(f"**{question.code.value}**" + (f": {days}?" if days else ""))
    return "<br>".join(lines) or "–"


@pytest.mark.parametrize(("published", "words", "said"), EXAMPLES)
def test_documented_examples_are_what_the_reader_says(published, words, said):
    text = words.replace("<br>", "\n")

    reading = read(text, published=date.fromisoformat(published))

    assert as_documented(reading) == said


def test_documented_examples_show_each_code_and_kind():
    shown = " ".join(said for _, _, said in EXAMPLES)

    assert {"event", "period", "deadline"} <= set(re.findall(r"\w+(?=: )", shown))
    assert set(re.findall(r"\*\*([\w-]+)\*\*", shown)) == {
        "weekday",
        "impossible",
        "end-before-start",
        "time-without-day",
        "past",
        "no-end",
    }
