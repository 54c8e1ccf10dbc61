"""What must hold of the files as they are kept."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
FOLDERS = ["src", "tests", "docs", "benchmarks", "requirements", ".ci"]
TEXT = {
    *(".py", ".html", ".css", ".js", ".svg", ".md", ".txt", ".toml", ".json", ".jsonl"),
    *("", ".yml", ".yaml", ".ini", ".cfg"),
}
UNTRACKED = {".env", ".coverage"}
ADDRESSES = Path(__file__).with_name("addresses.txt")


def _files() -> Iterator[Path]:
    tops = [
        path for path in ROOT.iterdir() if path.is_file() and path.name not in UNTRACKED
    ]
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    for path in [*tops, *below]:
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_registry():
    # In brackets, so that this file does not find itself.
    places = re.compile(
        "/[w]ork/|/[r]oot/|/[h]ome/[a-z]|[r]egistry\\.npmjs|[p]ypi\\.org/simple"
        "|[p]ythonhosted|[i]ndex-url|[e]xtra-index"
    )
    allowed = re.compile("--no-emit-[i]ndex-url|no-emit-[f]ind-links")

    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in _files()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if places.search(allowed.sub("", line))
    }

    assert found == set()


def _routes(
    patterns: Iterable[URLPattern | URLResolver], *, before: str = ""
) -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, before=here)
        elif _is_at_our_address(pattern.callback):
            yield here


def _is_at_our_address(view: Any) -> bool:
    # A view of django-allauth's has its address, and who may open it, from us.
    return view.__module__.startswith("commonweal.") or hasattr(view, "access")


def test_no_address_vanishes():
    """Others link to our addresses. One that goes needs a redirect; a new one is
    written down in addresses.txt, and stands there from then on."""
    routes = {
        r for r in _routes(get_resolver().url_patterns) if not r.startswith("admin/")
    }

    assert sorted(routes) == ADDRESSES.read_text().splitlines()


def test_imports_keep_to_the_floors():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def _uncommented(lines: list[str]) -> list[str]:
    """Return the dependencies that no comment explains: beside it, above it, or
    above the one just before it that it belongs with."""
    silent, run = [], 2
    for line in lines:
        words = line.strip()
        if words.startswith("#"):
            run = 0
        elif words.startswith('"'):
            run += 1
            if "#" not in words and run > 2:
                silent.append(words)
    return silent


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    arrays = re.findall(
        r"^(?:dependencies|test|check|bench) = \[\n(.*?)^\]", text, re.M | re.S
    )

    named = sum(len(group) for group in project["dependency-groups"].values())
    assert len(arrays) == 1 + len(project["dependency-groups"])
    assert sum(array.count('\n  "') + array.startswith('  "') for array in arrays) == (
        named + len(project["project"]["dependencies"])
    )
    assert [
        words for array in arrays for words in _uncommented(array.splitlines())
    ] == []


@pytest.mark.parametrize(
    ("lines", "silent"),
    [
        (["# Why.", '"one",'], []),
        (['"one",  # why'], []),
        (["# Why both.", '"one",', '"other",'], []),
        (['"one",'], ['"one",']),
        (["# Why.", '"one",', '"two",', '"three",'], ['"three",']),
    ],
)
def test_a_dependency_without_a_reason_is_noticed(lines, silent):
    assert _uncommented(lines) == silent


def test_requirements_are_pinned_with_hashes():
    for path in (ROOT / "requirements").glob("*.txt"):
        loose = [
            line
            for line in path.read_text().splitlines()
            if re.match(r"[A-Za-z0-9]", line) and "==" not in line
        ]
        assert (loose, "--hash=sha256:" in path.read_text()) == ([], True)
