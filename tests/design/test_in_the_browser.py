"""What only a browser can show: scripts, keys, focus, width, requests."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from commonweal.design.components.safety import WEATHER
from tests.design.browsing import Answer, answers, reading
from tests.design.test_static_files import collect
from tests.people.factories import AdministratorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

GALLERY, EXIT = "/design/", "/design/exit-this-page/"
FOCUS = "rgb(255, 221, 0)"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture
def pages(client: Client) -> dict[str, Answer]:
    client.force_login(AdministratorFactory())
    return answers(client, GALLERY, EXIT)


def sideways(page: Page) -> int:
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def violations(page: Page) -> list[tuple[str, str]]:
    # Axe would copy imported style sheets into the page, which its policy forbids.
    options = {"resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], node["html"]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", [GALLERY, EXIT], ids=["gallery", "exit"])
def test_page_is_accessible_fits_and_asks_nothing_of_others(
    pages: dict[str, Answer], path: str, size: dict[str, int]
) -> None:
    with reading(pages, viewport=size) as reader:
        page = reader.open(path)

        assert violations(page) == []
        assert sideways(page) == 0
        assert reader.wrong == []
        assert reader.elsewhere == []


@pytest.mark.parametrize("is_hashed", [False, True], ids=["plain", "hashed"])
def test_scripts_run_under_the_strict_policy_whatever_the_files_are_called(
    client: Client, settings: Settings, tmp_path: Path, is_hashed: bool
) -> None:
    client.force_login(AdministratorFactory())
    if is_hashed:
        collect(settings, tmp_path)
    pages = answers(client, GALLERY)
    find = (lambda name: tmp_path / name) if is_hashed else finders.find

    with reading(pages, find) as reader:
        page = reader.open(GALLERY)

        policy = pages[GALLERY][0]["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        expect(page.locator("#levels .govuk-accordion__show-all")).to_be_visible()
        expect(page.locator("#online")).to_be_hidden()
        assert reader.wrong == []


def test_everything_can_be_read_without_scripts(pages: dict[str, Answer]) -> None:
    with reading(pages, java_script_enabled=False, viewport=PHONE) as reader:
        page = reader.open(GALLERY)

        expect(page.locator("#levels-content-1")).to_be_visible()
        expect(page.locator("#online")).to_be_visible()
        expect(page.locator("#sample-menu")).to_be_visible()
        expect(page.locator(".cw-filter__body")).to_be_visible()
        expect(
            page.get_by_role("link", name="Watch “Being a young carer”")
        ).to_be_visible()
        expect(page.locator("[data-share]").first).to_be_hidden()


def test_components_still_show_their_content_when_their_script_does_not_arrive(
    pages: dict[str, Answer],
) -> None:
    def without_govuk(name: str) -> Path:
        missing = "govuk-frontend.min.js"
        found = finders.find("design/print.css" if missing in name else name)
        return Path(str(found))

    with reading(pages, without_govuk) as reader:
        page = reader.open(GALLERY)

        expect(page.locator("#levels-content-1")).to_be_visible()
        expect(page.locator("#online")).to_be_visible()


@pytest.mark.parametrize("way", ["press", "skip link", "shift"])
def test_exit_this_page_leaves_at_once_and_tells_nobody_where_from(
    pages: dict[str, Answer], way: str
) -> None:
    with reading(pages) as reader:
        page = reader.open(EXIT)
        if way == "press":
            page.get_by_role("button", name="Emergency Exit this page").click()
        elif way == "skip link":
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url(WEATHER)

        assert reader.elsewhere == [(WEATHER, None)]


def test_exit_this_page_hides_the_page_before_the_other_one_arrives(
    pages: dict[str, Answer],
) -> None:
    with reading(pages) as reader:
        page = reader.open(EXIT)
        # "No content" leaves the browser where it is, to be looked at.
        page.context.route(WEATHER, lambda route: route.fulfill(status=204))
        for _ in range(3):
            page.keyboard.press("Shift")

        expect(page.locator(".govuk-exit-this-page-overlay")).to_be_visible()
        expect(page.locator("h1")).to_be_hidden()


def test_three_presses_of_shift_count_only_within_five_seconds(
    pages: dict[str, Answer],
) -> None:
    with reading(pages) as reader:
        reader.page.clock.install()
        page = reader.open(EXIT)
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.clock.fast_forward(5001)
        page.keyboard.press("Shift")

        expect(page.locator("h1")).to_be_visible()
        assert reader.elsewhere == []


def test_exit_this_page_is_a_plain_link_without_scripts(
    pages: dict[str, Answer],
) -> None:
    with reading(pages, java_script_enabled=False) as reader:
        page = reader.open(EXIT)
        page.locator(".govuk-exit-this-page a").click()
        page.wait_for_url(WEATHER)

        assert reader.elsewhere == [(WEATHER, None)]


def test_video_asks_nothing_of_its_host_until_told_to(pages: dict[str, Answer]) -> None:
    with reading(pages) as reader:
        page = reader.open(GALLERY)
        assert reader.elsewhere == []

        with page.expect_request("https://www.youtube-nocookie.com/**") as asked:
            page.get_by_role("button", name="Play “Being a young carer” here").click()

        assert asked.value.url == "https://www.youtube-nocookie.com/embed/example"
        # Of the page's address the host learns the site alone.
        assert asked.value.headers["referer"] == "http://localhost/"
        # Within its page: the browser's window itself need not be in front.
        focused = page.evaluate("document.activeElement.title")
        assert focused == "Being a young carer"


def test_address_is_copied_and_said_to_be(pages: dict[str, Answer]) -> None:
    with reading(pages, permissions=["clipboard-read", "clipboard-write"]) as reader:
        page = reader.open(GALLERY)
        page.get_by_role("button", name="Copy the address").click()

        expect(page.locator(".cw-share__done")).to_have_text("Address copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://example.org.uk/n/"


def test_filters_fold_away_on_a_phone_unless_in_use(pages: dict[str, Answer]) -> None:
    headers, body = pages[GALLERY]
    unused = body.replace(b"cw-filter__chosen", b"nothing-chosen")

    with reading({**pages, "/unused/": (headers, unused)}, viewport=PHONE) as reader:
        expect(reader.open(GALLERY).locator(".cw-filter__body")).to_be_visible()
        page = reader.open("/unused/")
        expect(page.locator(".cw-filter__body")).to_be_hidden()
        page.locator(".cw-filter__summary").click()
        expect(page.locator(".cw-filter__body")).to_be_visible()


def test_paper_shows_words_and_no_controls(pages: dict[str, Answer]) -> None:
    with reading(pages) as reader:
        page = reader.open(GALLERY)
        page.emulate_media(media="print")

        expect(page.locator(".govuk-pagination")).to_be_hidden()
        expect(page.locator(".cw-share")).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()


def test_keyboard_reaches_the_content_first_and_shows_where_it_is(
    pages: dict[str, Answer],
) -> None:
    with reading(pages) as reader:
        page = reader.open(EXIT)
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main-content")).to_be_focused()

        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_css("background-color", FOCUS)
