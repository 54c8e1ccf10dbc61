from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/commonweal"
LONGEST = 400
# One subject each, so not to be split: every setting stands in one file (ADR 4).
LONGER = {"src/commonweal/config/settings.py": 480}
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "tools",
    "core",
    "shared",
}
# Folders of tests that are about no single room.
ABOUT_ALL = {"architecture", "browser", "journeys"}


def _modules(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path


def _rooms() -> set[str]:
    return {path.parent.name for path in SOURCE.glob("*/__init__.py")}


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_file_has_outgrown_its_subject(folder):
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in _modules(ROOT / folder)
        if (lines := len(path.read_text().splitlines()))
        > LONGER.get(str(path.relative_to(ROOT)), LONGEST)
    }

    assert too_long == {}


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_module_has_a_name_that_could_hold_anything(folder):
    vague = {
        str(path.relative_to(ROOT))
        for path in _modules(ROOT / folder)
        if VAGUE & {path.stem, *path.relative_to(ROOT).parts}
    }

    assert vague == set()


def test_every_room_has_its_folder_of_tests():
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}

    assert _rooms() - tested == set()


def test_every_folder_of_tests_has_its_room():
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/__init__.py")}

    assert folders - ABOUT_ALL - _rooms() == set()


def test_no_test_is_left_out():
    # Built from parts, so that this file does not find itself.
    ways = [
        "pytest" + ".skip",
        "pytest" + ".xfail",
        "mark" + ".skip",
        "mark" + ".xfail",
    ]
    ways.append("import" + "orskip")

    leaving_out = {
        str(path.relative_to(ROOT))
        for path in _modules(ROOT / "tests")
        if any(way in path.read_text() for way in ways)
    }

    assert leaving_out == set()
