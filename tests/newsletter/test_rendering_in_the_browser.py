"""A message's HTML where people read it: narrow and wide, light and dark, without
pictures, and in large letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from commonweal.design.models import Brand
from commonweal.newsletter.assembling import items_of
from commonweal.newsletter.models import NewsletterSettings
from commonweal.newsletter.rendering import render
from tests.chromium import FLAGS, executable
from tests.newsletter.reading_scene import IssueFactory, ItemFactory, SectionFactory
from tests.newsletter.test_rendering import SITE, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OPTIONS = {
    "resultTypes": ["violations"],
    # What says that a page has landmarks does not count: a mail program has its own.
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "rules": {
        "target-size": {"enabled": True},
        "heading-order": {"enabled": True},
        "empty-heading": {"enabled": True},
        "page-has-heading-one": {"enabled": True},
    },
}
WIDTHS = (360, 700)
SCHEMES = ("light", "dark")
GROUND = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
LIGHT_SHEET, DARK_SHEET = "rgb(255, 255, 255)", "rgb(26, 33, 38)"


@pytest.fixture
def html(tmp_path: Path, settings: object) -> str:
    """An issue with all that there can be in one."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    issue = IssueFactory(
        slug="october-2026",
        leader_words="Dear all,\n\n# Thank you\n- first\n- second",
        leader_name="Ash Example",
        leader_picture=picture("leader.png"),
        leader_picture_alt="Two people at a table.",
    )
    for section in SectionFactory.create_batch(2):
        main = ItemFactory(
            issue=issue,
            section=section,
            title="Averylongwordthatnobodyhasbrokenintwo " * 3,
            url=f"{SITE}/{'long-address-' * 12}/",
            when="Thursday 12 November 2026, 10am to 2pm",
            summary=f"See {SITE}/{'long-address-' * 12}/ first.\n\n- one\n- two",
            what_changed="Section 4 is new.",
            standing="full",
            picture=picture(f"item{section.pk}.png"),
            picture_alt="The guide's cover.",
        )
        ItemFactory(issue=issue, section=section, url=f"{SITE}/", merged_into=main)
    done = render(issue, items_of(issue), settings=NewsletterSettings(), brand=Brand())
    return done.html


@pytest.fixture
def shown(html: str, tmp_path: Path) -> Iterator["Shown"]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield Shown(browser, html, tmp_path)
        browser.close()


class Shown:
    """Shows the message as a mail program would; what it fetches is answered here."""

    def __init__(self, browser: Browser, html: str, media: Path) -> None:
        self.browser, self.html, self.media = browser, html, media
        self.fetched: list[str] = []

    def page(self, *, width: int, scheme: str, pictures: bool = True) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type] # "light" or "dark"
        )
        page = context.new_page()
        page.route("**/*", lambda route: self._answer(route, pictures=pictures))
        page.set_content(self.html, wait_until="load")
        return page

    def _answer(self, route: Route, *, pictures: bool) -> None:
        address = route.request.url
        self.fetched.append(address)
        path = self.media / address.removeprefix(f"{SITE}/media/")
        if pictures and path.exists():
            route.fulfill(body=path.read_bytes(), content_type="image/png")
        else:
            route.abort()


def _violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [(one["id"], node["html"]) for one in found for node in one["nodes"]]


def _sideways(page: Page) -> int:
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def test_message_is_accessible_and_fits_in_each_width_and_scheme(shown):
    for width in WIDTHS:
        for scheme, ground in zip(SCHEMES, (LIGHT_SHEET, DARK_SHEET), strict=True):
            page = shown.page(width=width, scheme=scheme)

            assert page.evaluate(GROUND) == ground
            assert _violations(page) == [], (width, scheme)
            assert _sideways(page) == 0, (width, scheme)

    assert {
        address.startswith(f"{SITE}/media/images/") for address in shown.fetched
    } == {True}


def test_message_can_be_read_without_its_pictures(shown):
    for scheme in SCHEMES:
        page = shown.page(width=360, scheme=scheme, pictures=False)

        assert _violations(page) == []
        assert _sideways(page) == 0
        assert page.get_by_alt_text("Two people at a table.").is_visible()


def test_message_fits_when_letters_are_twice_as_large(shown):
    page = shown.page(width=700, scheme="light")

    page.evaluate("document.body.style.zoom = 2")

    assert _sideways(page) == 0
