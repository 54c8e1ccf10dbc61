"""Looking a page over: for those who cannot see it well, and for what it asks of others."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import Kind
from tests.browser.reading import NARROWEST, WIDE, Reader

OPTIONS = {
    "resultTypes": ["violations"],
    # WCAG 2.2's own rule is off unless it is asked for.
    "rules": {"target-size": {"enabled": True}},
    # Axe would copy imported style sheets into the page, which its policy forbids.
    "preload": False,
}
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


def violations(page: Page, *, within: str | None = None) -> list[tuple[str, str]]:
    """Return each fault that axe finds, as its rule and the markup."""
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    return [(one["id"], node["html"]) for one in found for node in one["nodes"]]


def sideways(page: Page) -> int:
    """How far the page must be moved sideways to be read, in pixels."""
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def faults(reader: Reader, kind: Kind) -> dict[str, Any]:
    """Open a page; return all that is wrong with it by its sort, or nothing."""
    page = reader.open(kind.on(reader.site.facts), status=kind.status)
    found = {
        "pictures": page.evaluate(BROKEN_PICTURES),
        "axe": violations(page),
        "sideways": sideways(page),
        "wrong": reader.wrong,
        "elsewhere": reader.elsewhere,
    }
    return {sort: what for sort, what in found.items() if what}


def faults_when_resized(page: Page) -> dict[str, Any]:
    """Make the screen narrow, then the letters large; return what that spoils."""
    page.set_viewport_size(NARROWEST)
    found = {"narrow": sideways(page)}
    page.set_viewport_size(WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found |= {"large": sideways(page), "clipped": page.evaluate(CLIPPED)}
    return {sort: what for sort, what in found.items() if what}
