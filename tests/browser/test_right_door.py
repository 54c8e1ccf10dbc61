"""Three questions and an answer: by keyboard, without scripts, on a slow telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import OpenReader
from tests.browser.keyboard import tab_to
from tests.browser.reading import ENHANCED, PHONE, WIDE, Reader
from tests.browser.test_exit_this_page import HOST, WEATHER, press_shift
from tests.browser.visiting import faults_when_resized, sideways, violations

START = "/right-door/"
# 2G as it was: EDGE carries about as much, with such delays.
BYTES_A_SECOND = 250_000 / 8
MILLISECONDS_TO_ANSWER = 300
MOST_BYTES = 45 * 1024
PAINTED = "performance.getEntriesByName('first-contentful-paint')"
HARM = ("Somebody is being hurt", "A child or young person", "Today")


def choose(page: Page, words: str) -> None:
    page.get_by_label(words).check()
    page.get_by_role("button", name="Continue").click()


def first(page: Page) -> None:
    page.goto(START)


def unanswered(page: Page) -> None:
    first(page)
    page.get_by_role("button", name="Continue").click()


def second(page: Page) -> None:
    first(page)
    choose(page, HARM[0])


def third(page: Page) -> None:
    second(page)
    choose(page, HARM[1])


def answer(page: Page) -> None:
    third(page)
    choose(page, HARM[2])


def support(page: Page) -> None:
    first(page)
    choose(page, "I want to find a group")
    choose(page, "An adult")
    choose(page, "It can wait")


def everybody(page: Page) -> None:
    page.goto("/right-door/who-to-call/")


def advice(page: Page) -> None:
    page.goto("/right-door/using-this-site/")


Reach = Callable[[Page], None]
PAGES = [first, unanswered, second, third, answer, support, everybody, advice]


def name_of(reach: Reach) -> str:
    return reach.__name__


@pytest.mark.parametrize("reach", PAGES, ids=name_of)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_page_is_accessible_reflows_and_leaves_nothing_behind(
    open_reader: OpenReader, size: ViewportSize, reach: Reach
) -> None:
    reader = open_reader(viewport=size)
    page = reader.page

    reach(page)
    page.wait_for_function(ENHANCED)

    assert violations(page) == []
    assert sideways(page) == 0
    assert not any(faults_when_resized(page).values())
    assert (reader.wrong, reader.elsewhere) == ([], [])
    assert (reader.kept, reader.context.cookies()) == ([], [])
    assert page.evaluate("document.referrer") == ""
    assert page.url.removeprefix(reader.site.address).strip("/") in {
        "right-door",
        "right-door/who-to-call",
        "right-door/using-this-site",
    }


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_journey_needs_no_scripts(open_reader: OpenReader, size: ViewportSize) -> None:
    reader = open_reader(viewport=size, java_script_enabled=False)

    answer(reader.page)

    expect(reader.page.locator("h1")).to_contain_text("Call the safeguarding hub")
    expect(reader.page.locator(".cw-door a").first).to_contain_text("01632 9601")
    reader.page.get_by_role("button", name="Back").click()
    expect(reader.page.get_by_label("Today")).to_be_checked()
    assert (reader.wrong, reader.elsewhere) == ([], [])


def test_journey_needs_only_the_keyboard(reader: Reader) -> None:
    page = reader.open(START)

    for heading in ("Who is it about?", "How soon is help needed?", "What to do now"):
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        tab_to(page, "Continue", role="button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(heading)

    tab_to(page, "Back", role="button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("How soon is help needed?")


def test_mistake_takes_the_focus_and_leads_to_the_first_answer(reader: Reader) -> None:
    page = reader.page

    unanswered(page)

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Select what is happening").click()
    expect(page.get_by_label(HARM[0])).to_be_focused()


@pytest.mark.parametrize("reach", [first, answer, everybody], ids=name_of)
@pytest.mark.parametrize("way", ["button", "skip link", "shift"])
def test_every_way_out_tells_nobody_where_from(
    reader: Reader, reach: Reach, way: str
) -> None:
    reader.answer_for(HOST)
    page = reader.page
    reach(page)
    page.wait_for_function(ENHANCED)

    if way == "shift":
        press_shift(page)
    elif way == "button":
        page.get_by_role("button", name="Exit this page").click()
    else:
        tab_to(page, "Exit this page")
        page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)

    assert reader.elsewhere == [(WEATHER, None)]


def test_way_out_is_a_plain_link_without_scripts(open_reader: OpenReader) -> None:
    reader = open_reader(java_script_enabled=False)
    reader.answer_for(HOST)

    answer(reader.page)
    reader.page.get_by_role("button", name="Exit this page").click()
    reader.page.wait_for_url(WEATHER)

    assert reader.elsewhere == [(WEATHER, None)]


def test_page_is_hidden_while_the_way_out_opens(reader: Reader) -> None:
    reader.context.route(f"https://{HOST}/**", lambda route: route.fulfill(status=204))
    page = reader.page
    answer(page)
    page.wait_for_function(ENHANCED)

    press_shift(page)

    overlay = page.locator(".govuk-exit-this-page-overlay")
    expect(overlay).to_be_visible()
    assert overlay.evaluate("el => el.getBoundingClientRect().height") >= 900


def slowly(reader: Reader, *, is_slow: bool) -> dict[str, Any]:
    """Return how many bytes come over the wire from now on, and how to count them."""
    counted: dict[str, Any] = {"bytes": 0, "files": 0}
    session = reader.context.new_cdp_session(reader.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    if is_slow:
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": MILLISECONDS_TO_ANSWER,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            },
        )

    def count(event: dict[str, Any]) -> None:
        counted["bytes"] += event["encodedDataLength"]
        counted["files"] += 1

    session.on("Network.loadingFinished", count)
    return counted


@pytest.mark.parametrize("reach", [first, everybody, advice], ids=name_of)
def test_first_page_weighs_little_with_styles_and_script(
    reader: Reader, reach: Reach
) -> None:
    counted = slowly(reader, is_slow=False)

    reach(reader.page)
    reader.page.wait_for_function(ENHANCED)
    reader.page.wait_for_load_state("networkidle")

    print(f"{name_of(reach)}: {counted}")
    assert counted["files"] > 3
    assert counted["bytes"] <= MOST_BYTES


def test_whole_journey_weighs_hardly_more(reader: Reader) -> None:
    counted = slowly(reader, is_slow=False)

    answer(reader.page)
    reader.page.wait_for_load_state("networkidle")

    print(f"journey: {counted}")
    assert counted["bytes"] <= MOST_BYTES + 3 * 6 * 1024


def test_page_can_be_used_soon_on_a_slow_connection(reader: Reader) -> None:
    slowly(reader, is_slow=True)

    first(reader.page)
    reader.page.get_by_label(HARM[0]).check()

    first_after = painted_after(reader.page)
    choose(reader.page, HARM[0])
    expect(reader.page.locator("h1")).to_have_text("Who is it about?")
    second_after = painted_after(reader.page)

    print(f"painted after {first_after:.1f} s, the next after {second_after:.1f} s")
    assert first_after < 10
    assert second_after < 3


def painted_after(page: Page) -> float:
    """Return how many seconds a page took until something of it could be read."""
    page.wait_for_function(f"{PAINTED}.length > 0")
    return float(page.evaluate(f"{PAINTED}[0].startTime")) / 1000


def test_paper_has_the_numbers_and_no_controls(reader: Reader) -> None:
    page = reader.page
    everybody(page)

    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="01632 960100")).to_be_visible()
    expect(page.get_by_role("button", name="Exit this page")).to_be_hidden()
    expect(page.get_by_text("to print (PDF)")).to_be_hidden()
