"""What is true of every page, seen as a reader's browser sees it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, StorageState

from tests.browser.addresses import PUBLIC, STAFF, Kind
from tests.browser.conftest import OpenReader
from tests.browser.reading import NARROWEST, PHONE, WIDE, Reader
from tests.browser.server import Site

# WCAG 2.2's own rule is off in axe unless it is asked for.
RULES = {"rules": {"target-size": {"enabled": True}}}
# Pictures below the fold are fetched when they come near.
BROKEN_PICTURES = """async () => {
  for (const picture of document.images) picture.loading = 'eager';
  const broken = async picture => {
    try { await picture.decode(); return false; } catch { return true; }
  };
  const all = await Promise.all([...document.images].map(broken));
  return [...document.images].filter((_, i) => all[i]).map(picture => picture.src);
}"""
CLIPPED = """() => {
  const out = [];
  for (const el of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(el);
    const box = el.getBoundingClientRect();
    const hides = ['hidden', 'clip'].includes(style.overflowX)
      || ['hidden', 'clip'].includes(style.overflowY);
    if (!hides || box.width <= 1 || !el.checkVisibility()) continue;
    if (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)
      out.push(el.outerHTML.slice(0, 120));
  }
  return out;
}"""


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], node["html"]) for one in found for node in one["nodes"]]


def sideways(page: Page) -> int:
    """How far the page must be moved sideways to be read, in pixels."""
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def assert_well(reader: Reader, kind: Kind) -> None:
    page = reader.open(kind.on(reader.site.facts), status=kind.status)

    found: dict[str, Any] = {
        "pictures": page.evaluate(BROKEN_PICTURES),
        "axe": violations(page),
        "sideways": sideways(page),
        "wrong": reader.wrong,
        "elsewhere": reader.elsewhere,
    }
    assert found == {
        "pictures": [],
        "axe": [],
        "sideways": 0,
        "wrong": [],
        "elsewhere": [],
    }


def assert_reflows(reader: Reader) -> None:
    """No scrolling sideways on the narrowest screen; nothing lost at double size."""
    page = reader.page
    page.set_viewport_size(NARROWEST)
    assert sideways(page) == 0
    page.set_viewport_size(WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert (sideways(page), page.evaluate(CLIPPED)) == (0, [])


@pytest.mark.parametrize("kind", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_page_is_accessible_reflows_and_leaves_no_cookie(
    reader: Reader, kind: Kind
) -> None:
    assert_well(reader, kind)
    assert_reflows(reader)
    assert (reader.kept, reader.context.cookies()) == ([], [])


@pytest.mark.parametrize("kind", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_page_is_accessible_on_a_phone(
    open_reader: OpenReader, kind: Kind
) -> None:
    assert_well(open_reader(viewport=PHONE), kind)


@pytest.mark.parametrize("kind", STAFF.values(), ids=STAFF.keys())
def test_page_for_staff_is_accessible_and_reflows(
    open_reader: OpenReader, staff: StorageState, kind: Kind
) -> None:
    reader = open_reader(storage_state=staff)

    assert_well(reader, kind)
    assert_reflows(reader)


@pytest.mark.parametrize("kind", STAFF.values(), ids=STAFF.keys())
def test_page_for_staff_is_accessible_on_a_phone(
    open_reader: OpenReader, staff: StorageState, kind: Kind
) -> None:
    assert_well(open_reader(storage_state=staff, viewport=PHONE), kind)


def test_policy_allows_nothing_inline(reader: Reader, site: Site) -> None:
    response = reader.context.request.get(f"{site.address}/news/")

    policy = response.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy
