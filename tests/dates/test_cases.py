"""Every line of the case files, read as the command line reads them.

A case says what belongs in a diary (``expect``), which days a contradiction may
mean (``conflict``), whether a day does not exist (``impossible``), and which codes
must be asked (``codes``).
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from commonweal.dates.json_lines import read_lines

HERE = Path(__file__).parent
SHARED = (
    Path(os.environ.get("COMMONWEAL_SHARED", HERE.parents[1].parent / "shared"))
    / "dates"
)
REFUSING = {"weekday", "impossible", "end-before-start"}


def _cases(*files: Path) -> list[Any]:
    lines = [
        (file.stem, line)
        for file in files
        if file.is_file()
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [
        pytest.param(json.loads(line), id=f"{stem}-{json.loads(line)['id']}")
        for stem, line in lines
    ]


def _read(case: dict[str, Any]) -> dict[str, Any]:
    [values] = read_lines([json.dumps(case).encode()])
    return values


@pytest.mark.parametrize(
    "case",
    _cases(HERE / "cases.jsonl", HERE / "corpus.jsonl", SHARED / "cases.jsonl"),
)
def test_case_is_read_as_expected(case):
    values = _read(case)

    diary = [[o["kind"], o["start"], o["end"]] for o in values["occurrences"]]
    asked = {q["code"] for q in values["questions"]} & REFUSING
    candidates = {day for q in values["questions"] for day in q["candidates"]}
    assert sorted(diary, key=str) == sorted(case["expect"], key=str)
    assert set(case["conflict"]) <= candidates
    assert set(case.get("codes", ())) <= {q["code"] for q in values["questions"]}
    assert ("impossible" in asked) is case["impossible"]
    in_question = bool(
        case["conflict"] or case["impossible"] or REFUSING & set(case.get("codes", ()))
    )
    assert bool(asked) is in_question


def test_no_conflicting_day_is_chosen():
    cases = [param.values[0] for param in _cases(HERE / "cases.jsonl")]

    chosen = {
        case["id"]
        for case in cases
        for occurrence in _read(case)["occurrences"]
        if case["conflict"] and occurrence["start"][:10] in case["conflict"]
    }

    assert chosen == set()
