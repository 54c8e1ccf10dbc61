"""Finding support, and keeping what is said of it right, as people go through it."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.reading import NARROWEST
from tests.browser.server import Site
from tests.browser.travelling import BOTH, Traveller
from tests.browser.visiting import sideways


@BOTH
def test_a_parent_finds_a_group_that_fits_and_compares_it(
    site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    parent = Traveller(open_reader(**options))
    parent.reader.open("/services/")
    page = parent.sees("Find support", walks=True)

    # On a phone with scripts the questions are folded away.
    page.get_by_label("Help with").select_option("Looking after somebody at home")
    page.get_by_label("Postcode").fill("yo24 4ab")
    page.get_by_label("Who is asking").select_option("I am a parent or carer")
    parent.presses("Show services")
    page = parent.sees("Find support", walks=True)
    assert "place=YO24" in page.url
    assert "4ab" not in page.url.lower()
    expect(page.get_by_role("status")).to_have_text("2 services that fit")

    page.get_by_label("Compare Young carers, ages 5 to 10").check()
    page.get_by_label("Compare Young carers, ages 11 to 17").check()
    parent.presses("Compare the chosen")
    page = parent.sees("Compare services", walks=True)
    expect(page.get_by_role("row", name="Who it is for")).to_contain_text(
        "Ages 5 to 10"
    )

    page.get_by_role("columnheader").get_by_role(
        "link", name="Young carers, ages 11 to 17"
    ).click()
    page = parent.sees("Support service Young carers, ages 11 to 17", walks=True)
    expect(page.get_by_role("heading", name="When it meets")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Put these dates in your calendar").click()
    assert downloading.value.suggested_filename.endswith(".ics")
    assert parent.reader.kept == []
    parent.has_no_complaint()


@BOTH
def test_nothing_found_leads_on(
    site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    parent = Traveller(open_reader(**options))
    parent.reader.open("/services/?age=95&q=bicycles&place=LS1")

    page = parent.sees("Find support", walks=True)

    expect(page.get_by_text("We do not know the postcode district LS1")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing fits all of that")).to_be_visible()
    parent.follows("Without “Age 95”")
    expect(page.get_by_text("Age 95")).to_have_count(0)
    parent.has_no_complaint()


def _link_in_mail(owner: Traveller, subject: str) -> str:
    """Return the path of the button in a message, which was written when the site had
    the address that it was filled under."""
    owner.page.goto("/mailbox/")
    owner.page.get_by_role("link", name=re.compile(subject)).first.click()
    owner.page.get_by_text("The same as plain text").click()
    link = owner.page.locator('main a[href*="/services/right/"]').first
    return urlsplit(str(link.get_attribute("href"))).path


@BOTH
def test_an_owner_confirms_with_one_press_or_says_what_changed(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    owner = Traveller(open_reader(on=own_site, **options))

    link = _link_in_mail(owner, "Turning Tide still right")
    owner.reader.open(link)
    page = owner.sees("Is this still right?", walks=True)
    owner.follows("Something has changed")
    page = owner.sees("What has changed about Turning Tide?", walks=True)
    page.get_by_label("What has changed?").fill("We moved to Castle Street.")
    owner.presses("Send")
    owner.sees("Thank you, we have your message", walks=True)

    owner.page.goto(link)
    owner.sees("Is this still right?")
    owner.presses("Yes, it is still right")
    owner.sees("Thank you, it is confirmed", walks=True)
    assert owner.reader.kept == []
    owner.has_no_complaint()


def test_four_services_can_be_compared_at_the_narrowest(
    open_reader: OpenReader,
) -> None:
    reader = open_reader(viewport=NARROWEST)

    page = reader.open(str(reader.site.facts["services"]["compared"]))

    assert sideways(page) == 0
    expect(page.get_by_role("columnheader")).to_have_count(4)
    for cell in page.get_by_role("row", name="Cost").get_by_role("cell").all():
        expect(cell).to_be_visible()
