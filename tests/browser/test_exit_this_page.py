"""Leaving a page about abuse: at once, unnoticed, and without a way back to it."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.addresses import SENSITIVE
from tests.browser.conftest import OpenReader
from tests.browser.keyboard import tab_to
from tests.browser.reading import PHONE, WIDE, Reader

HOST = "www.bbc.co.uk"
WEATHER = "https://www.bbc.co.uk/weather"
ORDINARY = "/about/"
# What Chromium shows in place of a site that the tests keep it from.
NOT_REACHED = re.compile("^chrome-error:")
TELL_WHAT_CAME_BACK = """addEventListener('pageshow', event => {
  if (event.persisted) console.log(document.body.checkVisibility())
})"""


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", [SENSITIVE, "/worried-about-a-child/"])
@pytest.mark.parametrize("way", ["button", "skip link", "shift"])
def test_every_way_out_tells_nobody_where_from(
    reader: Reader, path: str, way: str
) -> None:
    reader.answer_for(HOST)
    page = reader.open(path)

    if way == "shift":
        press_shift(page)
    elif way == "button":
        tab_to(page, "Emergency Exit this page", role="button")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("navigation", name="Quick exit")).to_be_visible()
        page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)

    assert reader.elsewhere == [(WEATHER, None)]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_way_out_stays_in_sight_at_the_end_of_the_page(
    open_reader: OpenReader, size: ViewportSize
) -> None:
    page = open_reader(viewport=size).open(SENSITIVE)
    page.keyboard.press("End")

    expect(page.get_by_role("link", name="Cookies")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Exit this page")).to_be_in_viewport()


def test_three_presses_count_only_within_five_seconds(reader: Reader) -> None:
    reader.answer_for(HOST)
    reader.page.clock.install()
    page = reader.open(SENSITIVE)

    press_shift(page, times=2)
    page.clock.fast_forward(5001)
    press_shift(page, times=1)

    expect(page.locator("h1")).to_be_visible()
    assert reader.elsewhere == []


def go_back_without_a_network(reader: Reader) -> list[str]:
    """Go back when only what the browser has kept can be shown.

    Returns:
        Whether there was anything to see at the moment the page came back from
        the browser's memory: "true" or "false", or nothing if it did not.
    """
    noted: list[str] = []
    reader.page.on("console", lambda message: noted.append(message.text))
    expect(reader.page).to_have_url(NOT_REACHED)
    reader.context.set_offline(True)
    with reader.page.expect_event("framenavigated"):
        # Not go_back, which fails when the page that comes back leaves at once.
        reader.page.evaluate("() => { setTimeout(() => history.back()) }")
    return noted


def test_back_shows_nothing_from_the_browsers_memory(reader: Reader) -> None:
    reader.context.add_init_script(TELL_WHAT_CAME_BACK)
    page = reader.open(SENSITIVE)
    press_shift(page)

    noted = go_back_without_a_network(reader)

    expect(page).to_have_url(NOT_REACHED)
    assert "true" not in noted


def test_back_shows_other_pages_from_the_browsers_memory(reader: Reader) -> None:
    """So that the test above would notice a page that was kept."""
    reader.context.add_init_script(TELL_WHAT_CAME_BACK)
    page = reader.open(ORDINARY)
    heading = page.locator("h1").inner_text()
    page.evaluate("address => { location.href = address }", WEATHER)

    noted = go_back_without_a_network(reader)

    expect(page.locator("h1")).to_have_text(heading)
    assert noted == ["true"]


def test_page_says_honestly_that_history_stays(reader: Reader) -> None:
    page = reader.open(SENSITIVE)

    page.locator("summary", has_text="How to leave this page").click()

    note = page.get_by_text("does not remove the page from your browser’s history")
    expect(note).to_be_visible()
