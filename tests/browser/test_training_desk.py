"""The training desk, on the narrowest screen, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.reading import NARROWEST, Reader
from tests.browser.server import Site
from tests.browser.visiting import sideways, violations

# 2099 is far enough; its 2 March is a Monday.
DATES = """Monday 2 March 2099
Wednesday 3 March 2099
4 and 5 March 2099
9 March 2099, 1pm to 4pm
10 March 2099
11 March 2099
12 March 2099
16 March 2099
17 March 2099
18 March 2099"""


def _look_over(desk: Reader) -> None:
    # The sidebar and the messages are the admin’s own; axe itself is a script.
    if desk.runs_scripts:
        assert violations(desk.page, within=".desk-header, .desk") == []
    assert sideways(desk.page) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_desk_makes_a_course_with_ten_dates_and_moves_one_of_them(
    own_site: Site, open_reader: OpenReader, scripts: bool
) -> None:
    desk = open_reader(on=own_site, java_script_enabled=scripts, viewport=NARROWEST)
    page = desk.page
    page.goto(own_site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/admin/training/")
    _look_over(desk)

    page.get_by_role("link", name="New course with dates").first.click()
    page.get_by_label("Title").fill("Trauma-informed practice")
    page.get_by_label("Summary").fill("How trauma shows, and what helps.")
    page.get_by_label("Dates in words").fill(DATES)
    page.get_by_label("Usual times").fill("9:30am to 12:30pm")
    page.get_by_role("button", name="Read the dates back").click()
    expect(
        page.get_by_text("3 March 2099 is a Tuesday, not a Wednesday")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Save 10 sessions")).to_have_count(0)
    _look_over(desk)

    page.get_by_label("Tuesday 3 March 2099").check()
    page.get_by_role("button", name="Read back again").click()
    _look_over(desk)
    page.get_by_role("button", name="Save 10 sessions").click()
    expect(page.get_by_text("10 sessions are open for booking")).to_be_visible()

    page.get_by_role("link", name="Monday 2 March 2099, 9:30am").click()
    page.get_by_role("link", name="Book somebody").click()
    page.get_by_label("E-mail address", exact=False).first.fill("amira@example.org")
    page.get_by_label("First name").fill("Amira")
    page.get_by_label("Last name").fill("Holt")
    _look_over(desk)
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_role("link", name="Amira Holt").first).to_be_visible()
    _look_over(desk)

    page.get_by_role("link", name="Move it").click()
    page.get_by_label("The new date in words").fill("23 March 2099, 1pm to 4pm")
    page.get_by_role("button", name="Read it back").click()
    page.get_by_role("button", name="Move the session").click()
    expect(page.get_by_text("The session has moved. All are told.")).to_be_visible()
    _look_over(desk)

    page.goto("/mailbox/")
    changed = page.get_by_role("link", name="Changed: Trauma-informed practice")
    expect(changed.first).to_be_visible()
    assert (desk.wrong, desk.elsewhere) == ([], [])


def test_desk_can_be_worked_by_keyboard(
    own_site: Site, open_reader: OpenReader
) -> None:
    desk = open_reader(on=own_site)
    page = desk.page
    page.goto(own_site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/admin/training/sessions/?when=all")

    page.get_by_label("In the title").focus()
    page.keyboard.type("no such course")
    page.keyboard.press("Enter")

    expect(page.get_by_text("No session fits.")).to_be_visible()
    assert violations(page, within=".desk-header, .desk") == []
