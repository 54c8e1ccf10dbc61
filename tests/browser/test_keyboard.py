"""The site without a mouse or a finger."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import ITEM, SENSITIVE
from tests.browser.conftest import OpenReader
from tests.browser.keyboard import tab_to, walk
from tests.browser.reading import PHONE, Reader

WELL: dict[str, list[str]] = {"missed": [], "unseen": [], "covered": []}


@pytest.mark.parametrize(
    "path",
    ["/", "/news/", ITEM, SENSITIVE, "/calendar/", "/search/?q=neglect", "/policies/"],
)
def test_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    reader: Reader, path: str
) -> None:
    page = reader.open(path)

    assert walk(page) == WELL


@pytest.mark.parametrize("path", [ITEM, SENSITIVE, "/calendar/"])
def test_tab_key_reaches_everything_on_a_phone(
    open_reader: OpenReader, path: str
) -> None:
    page = open_reader(viewport=PHONE).open(path)

    assert walk(page) == WELL


def test_skip_link_comes_first_and_leads_into_the_page(reader: Reader) -> None:
    page = reader.open("/news/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main .cw-cards a").first).to_be_focused()


def test_menu_opens_and_closes_on_a_phone(open_reader: OpenReader) -> None:
    page = open_reader(viewport=PHONE).open("/news/")
    menu = page.get_by_role("button", name="Menu")
    calendar = page.get_by_role("navigation", name="Menu").get_by_role(
        "link", name="Calendar"
    )
    expect(calendar).to_be_hidden()

    tab_to(page, "Menu", role="button")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(calendar).to_be_visible()
    page.keyboard.press("Enter")
    expect(calendar).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, "Calendar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar/")


def test_list_is_narrowed_and_widened_again(reader: Reader) -> None:
    page = reader.open("/news/")

    tab_to(page, "Topic", role="combobox")
    page.keyboard.type("Young")
    page.keyboard.press("Tab")
    tab_to(page, "Apply filters", role="button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/?topic=young-carers*")
    expect(page.get_by_role("status")).to_contain_text("about Young carers")

    tab_to(page, "Clear all")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/")


def test_pages_of_a_list_are_turned(reader: Reader) -> None:
    page = reader.open("/news/")

    tab_to(page, "Next page")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/?page=2")
    tab_to(page, "Previous page")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/news/\??$"))


def test_calendar_leads_through_months_to_an_item(reader: Reader) -> None:
    page = reader.open("/calendar/")
    title = page.locator("table caption")
    this_month = title.inner_text()

    page.locator("[rel=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar/*/*/")
    expect(title).not_to_have_text(this_month)
    page.locator("[rel=prev]").focus()
    page.keyboard.press("Enter")
    expect(title).to_have_text(this_month)

    tab_to(page, "Everything to come")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar/list/")
    tab_to(page, "Every kind of block")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ITEM}")


def test_day_of_the_grid_leads_to_the_day_in_the_list(reader: Reader) -> None:
    day = date.fromisoformat(reader.site.facts["day"])
    page = reader.open(f"/calendar/{day.year}/{day.month}/")

    page.locator(f"td a[href='#day-{day}']").focus()
    page.keyboard.press("Enter")

    heading = page.locator(":target")
    expect(heading).to_be_in_viewport()
    expect(heading).to_contain_text(f"{day.day} {day:%B}")


def test_closed_words_open_and_close(reader: Reader) -> None:
    page = reader.open(ITEM)
    transcript = page.get_by_text("A nurse speaks to a father.")
    expect(transcript).to_be_hidden()

    page.locator("summary", has_text="Transcript").focus()
    page.keyboard.press("Enter")
    expect(transcript).to_be_visible()
    page.keyboard.press("Space")
    expect(transcript).to_be_hidden()
