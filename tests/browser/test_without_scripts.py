"""The site in a browser that runs no scripts."""

import re
import time

import pytest
from playwright.sync_api import Route, expect

from tests.browser.addresses import ITEM, PUBLIC, SENSITIVE, Kind
from tests.browser.conftest import OpenReader
from tests.browser.content import FILM
from tests.browser.reading import PHONE, Reader
from tests.browser.test_exit_this_page import HOST, WEATHER


@pytest.fixture
def plain(open_reader: OpenReader) -> Reader:
    """A member of the public with a phone and no scripts."""
    return open_reader(java_script_enabled=False, viewport=PHONE)


@pytest.mark.parametrize("kind", PUBLIC.values(), ids=PUBLIC.keys())
def test_page_can_be_read(plain: Reader, kind: Kind) -> None:
    page = plain.open(kind.on(plain.site.facts), status=kind.status)

    expect(page.locator("h1")).to_be_visible()
    menu = page.get_by_role("navigation", name="Menu").get_by_role("link")
    expect(menu.first).to_be_visible()
    expect(menu.last).to_be_visible()
    expect(page.locator("[hidden]:visible")).to_have_count(0)
    assert (plain.wrong, plain.elsewhere) == ([], [])


def test_list_is_narrowed(plain: Reader) -> None:
    page = plain.open("/news/")

    page.get_by_label("Topic").select_option("Young carers")
    page.get_by_role("button", name="Apply filters").click()

    expect(page.get_by_role("status")).to_contain_text("about Young carers")
    expect(page.get_by_role("link", name="Young Carers Week")).to_be_visible()


def test_pages_of_a_list_are_turned(plain: Reader) -> None:
    page = plain.open("/news/")

    page.get_by_role("link", name="Next page").click()

    page.wait_for_url("**/news/?page=2")
    expect(page.locator("main .cw-cards a").first).to_be_visible()


def test_words_are_searched_for(plain: Reader) -> None:
    page = plain.open("/search/")

    page.get_by_role("searchbox").fill("young carers")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("status")).to_contain_text("found for “young carers”")
    page.get_by_role("link", name="Young Carers Week").click()
    page.wait_for_url("**/news/young-carers-week/")


def test_calendar_leads_through_months(plain: Reader) -> None:
    page = plain.open("/calendar/")
    title = page.locator("table caption")
    this_month = title.inner_text()

    page.locator("[rel=next]").click()
    expect(title).not_to_have_text(this_month)
    page.locator("[rel=prev]").click()
    expect(title).to_have_text(this_month)
    page.get_by_role("link", name="Everything to come").click()
    expect(page.get_by_role("link", name="Every kind of block")).to_be_visible()


def test_film_is_a_link(plain: Reader) -> None:
    page = plain.open(ITEM)

    link = page.get_by_role("link", name="Watch “Three minutes”")
    expect(link).to_have_attribute("href", FILM)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_way_out_is_a_plain_link(plain: Reader) -> None:
    plain.answer_for(HOST)
    page = plain.open(SENSITIVE)

    page.locator(".govuk-exit-this-page a").click()
    page.wait_for_url(WEATHER)

    assert plain.elsewhere == [(WEATHER, None)]


def test_way_back_leads_to_the_list(plain: Reader) -> None:
    page = plain.open(ITEM)

    page.get_by_role("link", name="Back to list of news").click()

    page.wait_for_url("**/news/")


@pytest.mark.parametrize("path", ["/news/", "/search/"])
def test_fonts_of_gov_uk_are_not_asked_for_while_a_style_sheet_is_late(
    plain: Reader, path: str
) -> None:
    """Chromium lays a page with a form out before its style sheets have come."""

    def late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    plain.context.route(re.compile(r"/design/site\.\w+\.css"), late)
    plain.open(path)

    assert plain.wrong == []
