"""The documents: links lead somewhere, decisions are numbered and listed."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*HERE.glob("*.md"), *(HERE / "docs").rglob("*.md")],
    key=lambda path: path.as_posix(),
)
DECISIONS = sorted((HERE / "docs" / "adr").glob("[0-9]*.md"))
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def _links(path):
    return LINK.findall(CODE.sub("", path.read_text()))


def _anchors(path):
    """The anchors that GitHub and GitLab give to a page's headings."""
    headings = HEADING.findall(path.read_text())
    return {NOT_IN_ANCHORS.sub("", h.lower()).replace(" ", "-") for h in headings}


def _is_broken(link, *, page):
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or HERE not in target.parents:
        return True
    return bool(anchor) and anchor not in _anchors(target)


@pytest.mark.parametrize(
    "page", DOCUMENTS, ids=lambda path: path.relative_to(HERE).as_posix()
)
def test_links_between_documents_lead_somewhere(page):
    within = [link for link in _links(page) if "://" not in link]

    broken = [link for link in within if _is_broken(link, page=page)]

    assert broken == []


def test_broken_links_are_noticed():
    page = HERE / "docs" / "architecture.md"

    assert _is_broken("adr/9999-nowhere.md", page=page)
    assert _is_broken("#no-such-heading", page=page)
    assert not _is_broken("#rooms-and-floors", page=page)


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


def test_decisions_are_all_listed_by_their_title():
    listed = (HERE / "docs" / "adr" / "README.md").read_text()
    rows = [row for row in listed.splitlines() if row.startswith("| ") and "](" in row]

    assert rows == [_row(path) for path in DECISIONS]


def _row(path):
    number, title = path.read_text().splitlines()[0].removeprefix("# ").split(". ", 1)
    return f"| {number} | [{title}]({path.name}) |"


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_decisions_have_the_same_parts_and_fit_on_a_page(path):
    text = path.read_text()

    parts = [line for line in text.splitlines() if line.startswith("## ")]

    assert parts == ["## Context", "## Decision", "## Consequences", "## Alternatives"]
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert len(text.split()) <= 450
