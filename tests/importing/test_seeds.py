"""The two real snapshots, when they stand beside the checkout. Nothing here
depends on them: the pages of this folder cover the same ground."""

import json
import os
from pathlib import Path

import pytest

from commonweal.importing.news import read_news
from commonweal.importing.report import as_json

CHECKOUT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("COMMONWEAL_SHARED", CHECKOUT.parent / "shared")) / "seeds"


def _differences(items: list[dict], expected: list[dict]) -> list[str]:
    wrong = [] if len(items) == len(expected) else [f"{len(items)} items"]
    for item, wanted in zip(items, expected, strict=False):
        title = item["title"][
            : len(wanted["title"]) if "title_starts" in wanted else None
        ]
        candidates = {
            day for question in item["questions"] for day in question["candidates"]
        }
        same = ("published", "seen_in", "diary", "quotations", "status")
        if (
            title != wanted["title"]
            or {key: item[key] for key in same} != {key: wanted[key] for key in same}
            or not set(wanted["conflict"]) <= candidates
        ):
            wrong.append(item["title"])
    return wrong


@pytest.mark.parametrize("backwards", [False, True])
def test_real_snapshots_give_what_is_expected_of_them(backwards):
    files = sorted(SEEDS.glob("*.txt"), reverse=backwards)
    if files:
        report = json.loads(as_json(read_news(files)))
        expected = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    else:
        report, expected = {"items": []}, []

    assert _differences(report["items"], expected) == []
