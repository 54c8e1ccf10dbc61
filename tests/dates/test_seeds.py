"""The two saved news pages, item by item, when the folder with them is there."""

import json
import os
import re
from datetime import datetime
from pathlib import Path

from commonweal.dates import read
from commonweal.dates.json_lines import as_wall_clock

SEEDS = (
    Path(
        os.environ.get("COMMONWEAL_SHARED", Path(__file__).parents[2].parent / "shared")
    )
    / "seeds"
)
ITEM = re.compile(r"([^\n]+)\n\nPublished (\d+ \w+ \d{4})\.\n(.*)", re.DOTALL)


def _items() -> list[tuple[str, str, str]]:
    """Return title, published and body of each item of each page."""
    found = []
    for file in sorted(SEEDS.glob("0*.txt")):
        for part in file.read_text(encoding="utf-8").split("\nBack to list of news"):
            if match := ITEM.search(part):
                day = datetime.strptime(match[2], "%d %B %Y").date()  # noqa: DTZ007 – a day only
                found.append((match[1], day.isoformat(), match[3]))
    return found


def test_every_seed_item_gives_its_diary_and_its_question():
    path = SEEDS / "expected.json"
    expected = json.loads(path.read_text()) if path.is_file() else []

    wrong = []
    for title, published, body in _items():
        [item] = [
            each
            for each in expected
            if each["published"] == published and title.startswith(each["title"])
        ]
        day = datetime.fromisoformat(published).date()
        reading = read(f"{title}\n{body}", published=day)
        diary = [
            [o.kind.value, as_wall_clock(o.start), as_wall_clock(o.end)]
            for o in reading.occurrences
        ]
        asked = {day.isoformat() for q in reading.refusing for day in q.candidates}
        if diary != item["diary"] or not set(item["conflict"]) <= asked:
            wrong.append((title, diary, asked))
        if bool(reading.refusing) is not bool(item["conflict"]):
            wrong.append((title, diary, asked))

    assert wrong == []
