"""A form at the desk: opened, accepted, a part of it forwarded."""

import re

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from commonweal.sealed.demonstration import PASSPHRASE
from tests.browser.conftest import OpenReader
from tests.browser.keyboard import walk
from tests.browser.reading import NARROWEST, Reader
from tests.browser.server import Site
from tests.browser.visiting import sideways, violations


def _look_over(desk: Reader, *, walks: bool = False) -> None:
    desk.page.wait_for_load_state()
    if desk.runs_scripts:
        assert violations(desk.page) == []
        if walks:
            assert not any(walk(desk.page).values())
    assert sideways(desk.page) == 0


def _newest(desk: Reader) -> Locator:
    """The one with attachments: nothing else of the team is in time still."""
    rows = desk.page.get_by_role("listitem").filter(has_text="To be opened by")
    return rows.filter(has_text="Police").get_by_role("link")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_member_opens_accepts_and_forwards_a_part(
    own_site: Site, open_reader: OpenReader, scripts: bool
) -> None:
    desk = open_reader(on=own_site, java_script_enabled=scripts, viewport=NARROWEST)
    page = desk.page
    page.goto(own_site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/forms/desk/")
    _look_over(desk, walks=True)

    _newest(desk).press("Enter")
    _look_over(desk)
    page.get_by_role("button", name="Open").press("Enter")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^.*Open "))).to_be_visible()
    _look_over(desk)
    page.get_by_role("button", name="Open").press("Enter")
    expect(page.get_by_role("link", name="Choose why you are")).to_be_visible()
    _look_over(desk)
    page.get_by_label("To act on it").check()
    page.get_by_role("button", name="Open").press("Enter")
    expect(page.get_by_text("Robin Example")).to_be_visible()
    _look_over(desk, walks=True)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download what-i-saw.txt").press("Enter")
    assert "grey van" in download.value.path().read_text()
    page.get_by_role("link", name="Look at the warning").press("Enter")
    _look_over(desk)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it all the same").press("Enter")
    assert download.value.suggested_filename == "van at the gate.txt"

    page.locator(".govuk-back-link").click()
    page.get_by_role("button", name="Accept or decline").press("Enter")
    _look_over(desk)
    page.get_by_label("Accept: we take this on").check()
    page.get_by_role("button", name="Save the decision").press("Enter")
    expect(
        page.get_by_text("The sender sees that your team takes it on")
    ).to_be_visible()
    _look_over(desk)

    page.get_by_role("link", name="Forward a part of it").press("Enter")
    _look_over(desk)
    page.get_by_role("button", name="Open it and choose").press("Enter")
    page.get_by_role("button", name="Forward", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Choose the lawful basis")).to_be_visible()
    _look_over(desk)
    page.get_by_label("Which team?").select_option("Young carers’ service")
    page.get_by_label("Age, about").check()
    page.get_by_label("Vital interests").check()
    page.get_by_role("button", name="Forward", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Forwarded as")).to_be_visible()
    _look_over(desk)

    page.locator(".govuk-back-link").click()
    page.get_by_role("link", name="What was done with it").press("Enter")
    for deed in ("viewed", "opened a file", "changed the state", "forwarded"):
        expect(page.get_by_text(f": {deed}").first).to_be_visible()
    _look_over(desk, walks=True)


def test_going_back_to_what_was_read_shows_it_to_nobody_unasked(
    own_site: Site, open_reader: OpenReader
) -> None:
    desk = open_reader(on=own_site)
    page = desk.page
    page.goto(own_site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/forms/desk/unlock/")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    _newest(desk).click()
    page.get_by_role("button", name="Open").click()
    page.get_by_label("To act on it").check()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("Robin Example")).to_be_visible()
    page.goto("/forms/desk/")
    page.get_by_role("button", name="Lock now").click()

    expect(page.get_by_text("Locked.")).to_be_visible()
    # The browser kept no copy, and asks before it sends the reason once more.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        _go_back_twice(page)
    expect(page.get_by_text("Robin Example")).to_have_count(0)


def _go_back_twice(page: Page) -> None:
    page.go_back()
    page.go_back()
