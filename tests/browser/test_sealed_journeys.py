"""Sealed forms from their first page to the reference: on the narrowest screen, with the
keyboard alone, without scripts; and the way out of them."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenReader
from tests.browser.keyboard import tab_to, walk
from tests.browser.reading import ENHANCED, NARROWEST, PHONE, Reader
from tests.browser.server import Site, serving
from tests.browser.test_exit_this_page import HOST, WEATHER, press_shift
from tests.browser.visiting import faults_when_resized, sideways, violations

FORMS = ["share-information", "rowan-girls", "young-carer"]
TYPED = {"tel": "01632 960001", "email": "robin@example.org"}
PLENTY = 60  # pages, more than any form has


@pytest.fixture(scope="module")
def forms(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that takes forms."""
    with serving(filled, tmp_path_factory.mktemp("forms") / "var") as running:
        yield running


def answer(page: Page) -> None:
    """Answer whatever a page asks, and go on."""
    main = page.locator("main")
    if main.locator("input[type=radio]").count():
        main.locator("input[type=radio]").last.check()
    elif main.locator("input[type=checkbox]").count():
        main.locator("input[type=checkbox]").first.check()
    elif main.locator(".govuk-date-input").count():
        for part, words in (("Day", "27"), ("Month", "3"), ("Year", "2010")):
            main.get_by_label(part).fill(words)
    elif main.locator(
        "textarea, input[type=text], input[type=tel], input[type=email]"
    ).count():
        field = main.locator("textarea, input:not([type=hidden])").first
        is_number = field.get_attribute("inputmode") == "numeric"
        field.fill(
            "14" if is_number else TYPED.get(field.get_attribute("type") or "", "Words")
        )
    main.get_by_role("button", name="Continue").last.click()


def kind_of(page: Page) -> str:
    """What a page is made of, so that each sort is looked over once."""
    controls = page.locator("main").locator("input:not([type=hidden]), textarea")
    sorts = controls.evaluate_all("all => all.map(el => el.type).join()")
    return (
        page.url.rsplit("/", 2)[-2]
        if not sorts
        else ",".join(sorted(set(sorts.split(","))))
    )


def begin(reader: Reader, slug: str) -> Page:
    page = reader.open(f"/forms/{slug}/")
    page.get_by_role("button", name="Start now").click()
    if page.url.endswith("/safety/"):
        page.get_by_role("button", name="Continue").click()
    return page


def drafts(site: Site) -> int:
    with closing(sqlite3.connect(site.folder / "commonweal.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM sealed_draft").fetchone()[0])


@pytest.mark.parametrize("slug", FORMS)
def test_a_form_is_sent_on_the_narrowest_screen_and_each_sort_of_page_is_sound(
    open_reader: OpenReader, forms: Site, slug: str
) -> None:
    reader = open_reader(on=forms, viewport=NARROWEST)
    page = begin(reader, slug)
    looked_at: set[str] = set()
    wrong: dict[str, object] = {}

    for _ in range(PLENTY):
        page.wait_for_function(ENHANCED)
        assert sideways(page) == 0, page.url
        kind = kind_of(page)
        if kind not in looked_at and (found := violations(page)):
            wrong[kind] = found
        looked_at.add(kind)
        if page.url.endswith("/check/"):
            break
        answer(page)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    expect(page.locator(".govuk-panel__body strong")).to_have_text(
        re.compile(r"^[0-9A-Z]{4} [0-9A-Z]{4}$")
    )
    assert violations(page) == []
    assert sideways(page) == 0
    assert wrong == {}
    assert {"check", "radio"} <= looked_at
    assert (reader.wrong, reader.elsewhere) == ([], [])


def test_a_young_person_gets_through_without_scripts(
    open_reader: OpenReader, forms: Site
) -> None:
    reader = open_reader(on=forms, viewport=PHONE, java_script_enabled=False)
    page = begin(reader, "rowan-girls")

    for _ in range(PLENTY):
        if page.url.endswith("/check/"):
            break
        answer(page)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.get_by_text("What you sent", exact=True).click()
    expect(page.locator("details").get_by_text("Words").first).to_be_visible()


def test_a_form_is_filled_in_with_the_keyboard_alone(
    open_reader: OpenReader, forms: Site
) -> None:
    reader = open_reader(on=forms)
    page = reader.open("/forms/share-information/")
    stops = walk(page)
    tab_to(page, "Start now", role="button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")
    page.wait_for_function(ENHANCED)

    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowUp")
    tab_to(page, "Continue", role="button")
    page.keyboard.press("Enter")

    page.wait_for_url("**/4/")
    assert {sort: found for sort, found in stops.items() if found} == {}
    tab_to(page, "Continue", role="button")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert faults_when_resized(page) == {}


@pytest.mark.parametrize("way", ["button", "shift"])
def test_every_way_out_deletes_the_draft_and_tells_nobody_where_from(
    open_reader: OpenReader, forms: Site, way: str
) -> None:
    reader = open_reader(on=forms)
    reader.answer_for(HOST)
    before = drafts(forms)
    page = begin(reader, "rowan-girls")
    page.wait_for_function(ENHANCED)
    assert drafts(forms) == before + 1

    # Nobody can stand in for a site that a redirect leads to; asking it is enough.
    with page.expect_request(WEATHER):
        if way == "shift":
            press_shift(page)
        else:
            page.get_by_role("button", name="Exit this page").click()

    assert drafts(forms) == before
    assert set(reader.elsewhere) == {(WEATHER, None)}
    assert [c for c in reader.context.cookies() if c["name"].startswith("form-")] == []


def test_back_after_leaving_shows_no_answers(
    open_reader: OpenReader, forms: Site
) -> None:
    reader = open_reader(on=forms)
    reader.answer_for(HOST)
    page = begin(reader, "rowan-girls")
    answer(page)
    page.wait_for_function(ENHANCED)
    reader.expected.add(page.url)

    with page.expect_request(WEATHER):
        page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(re.compile("^(chrome-error:|https://www.bbc)"))
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your answers have been deleted"
    )
