"""An issue of the newsletter, from its draft to the last copy."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.keyboard import walk
from tests.browser.reading import NARROWEST, Reader
from tests.browser.server import Site
from tests.browser.visiting import sideways, violations

# The draft of the demonstration; "An issue being written" is another's.
OF_THE_MONTH = re.compile("^Safeguarding news: ")


def _look_over(desk: Reader, *, walks: bool = False) -> None:
    desk.page.wait_for_load_state()
    if desk.runs_scripts:
        assert violations(desk.page) == []
        if walks:
            assert not any(walk(desk.page).values())
    assert sideways(desk.page) == 0


def _sign_in(desk: Reader, site: Site, who: str) -> None:
    desk.page.goto(site.sign_in_address(who))
    desk.page.get_by_role("button", name="Sign in").click()
    desk.page.goto("/newsletter/desk/")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_editor_takes_the_draft_of_the_month_to_the_last_copy(
    own_site: Site, open_reader: OpenReader, scripts: bool
) -> None:
    desk = open_reader(on=own_site, java_script_enabled=scripts, viewport=NARROWEST)
    page = desk.page
    _sign_in(desk, own_site, "editor")
    _look_over(desk, walks=True)

    work = page.get_by_role("region", name="In work")
    work.get_by_role("link", name=OF_THE_MONTH).click()
    page.get_by_role("button", name="Bring up to date with the site").click()
    _look_over(desk)
    first = page.locator(".cw-item").first
    title = first.locator("h3").inner_text()
    first.get_by_role("button", name=f"Drop {title} from this issue").press("Enter")
    left_out = page.get_by_role("region", name="Left out of this issue")
    expect(left_out.get_by_role("heading", name=title)).to_be_visible()
    _look_over(desk)

    page.get_by_role("link", name="Edit").first.press("Enter")
    _look_over(desk, walks=True)
    page.get_by_label("Title").fill("In our own words")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="In our own words")).to_be_visible()

    page.get_by_role("link", name="Write the message").click()
    page.get_by_label("Message", exact=True).fill("Thank you all. See you next week.")
    _look_over(desk)
    page.get_by_role("button", name="Save").click()

    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_text("“next week” is another day")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in for approval")).to_have_count(0)
    _look_over(desk, walks=True)
    page.get_by_text("It does not matter", exact=True).click()
    page.get_by_label("Why it does not matter").fill("It is the title of a song.")
    page.get_by_role("button", name="Leave it, for this reason").click()
    expect(page.get_by_text("Reason: It is the title of a song.")).to_be_visible()
    page.get_by_role("button", name="Hand in for approval").click()
    expect(page.get_by_text("You handed it in, so somebody else")).to_be_visible()
    _look_over(desk)

    second = open_reader(on=own_site, java_script_enabled=scripts, viewport=NARROWEST)
    page = second.page
    _sign_in(second, own_site, "administrator")
    work = page.get_by_role("region", name="In work")
    work.get_by_role("link", name=OF_THE_MONTH).click()
    page.get_by_role("button", name="Check and send").click()
    _look_over(second)
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Choose a time").click()
    # 2 March 2099 is a Monday.
    page.get_by_label("When should it go?").fill("Tuesday 2 March 2099 at 9am")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("2 March 2099 is a Monday").first).to_be_visible()
    _look_over(second)
    page.get_by_label("When should it go?").fill("Monday 2 March 2099 at 9am")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("9am on Monday 2 March 2099")).to_be_visible()
    _look_over(second)
    page.get_by_role("button", name="Yes, set this time").click()
    expect(page.get_by_text(re.compile("It goes at 9am on Monday"))).to_be_visible()
    _look_over(second)

    page.get_by_role("button", name="Take the time away").click()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", name="Send it now?")).to_be_visible()
    _look_over(second)
    page.get_by_role("button", name="Yes, send it now").click()
    expect(page.get_by_role("heading", name="Sending")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^0 of \d+ done"))).to_be_visible()
    _look_over(second, walks=True)
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_text("Copies that had begun still arrive.")).to_be_visible()
    _look_over(second)
    page.get_by_role("button", name="Go on").press("Enter")
    own_site.command("worker", "--once")
    if not scripts:
        page.get_by_role("link", name="See how far it is now").click()
    # With scripts the page finds out by itself.
    expect(page.get_by_text(re.compile("Finished at"))).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    _look_over(second)
