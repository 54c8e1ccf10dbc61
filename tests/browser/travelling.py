"""Somebody who goes through pages one after another, each of which is looked over."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import walk
from tests.browser.reading import NARROWEST, Reader
from tests.browser.visiting import sideways, violations

WITH_SCRIPTS: dict[str, Any] = {}
WITHOUT: dict[str, Any] = {"java_script_enabled": False, "viewport": NARROWEST}
BOTH = pytest.mark.parametrize(
    "options", [WITH_SCRIPTS, WITHOUT], ids=["with scripts", "without, narrow"]
)
NOTHING_WRONG = {"missed": [], "unseen": [], "covered": []}


class Traveller:
    """One person going through pages, each of which is looked over."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page

    def sees(self, heading: str, *, walks: bool = False) -> Page:
        """Insist on the page's heading and on a page without faults."""
        expect(self.page.locator("h1")).to_have_text(heading)
        assert sideways(self.page) == 0
        if self.reader.runs_scripts:
            assert violations(self.page) == []
            if walks:
                found = walk(self.page)
                assert found == NOTHING_WRONG, found
        return self.page

    def presses(self, name: str) -> None:
        """Press a button with the keyboard."""
        self.page.get_by_role("button", name=name, exact=True).focus()
        self.page.keyboard.press("Enter")

    def follows(self, name: str) -> None:
        """Follow a link, or one that looks like a button, with the keyboard."""
        main = self.page.get_by_role("main")
        link = main.locator("a", has_text=re.compile(f"^{re.escape(name)}$"))
        link.focus()
        self.page.keyboard.press("Enter")

    def signs_in(self, name: str) -> None:
        """Sign in by the demonstration's link."""
        self.page.goto(str(self.reader.site.facts["booking"]["people"][name]))
        self.presses("Sign in")
        self.page.wait_for_url("**/account/")

    def opens_from_mail(self, subject: str, link: str) -> None:
        """Follow a link in the newest message with such a subject."""
        self.page.goto("/mailbox/")
        self.page.get_by_role("link", name=re.compile(subject)).first.click()
        self.page.get_by_text("The same as plain text").click()
        self.page.locator(f'main a[href*="{link}"]').first.click()

    def has_no_complaint(self) -> None:
        # A picture that was on its way when somebody went on is nothing wrong.
        wrong = [each for each in self.reader.wrong if "net::ERR_ABORTED" not in each]
        assert (wrong, self.reader.elsewhere) == ([], [])
