"""Getting the newsletter and leaving it again, as people with a browser go through it."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.server import Site
from tests.browser.travelling import BOTH, Traveller

ROBIN = "robin@journey.example.org"


@BOTH
def test_somebody_signs_up_confirms_elsewhere_changes_pauses_and_leaves(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    robin = Traveller(open_reader(on=own_site, **options))

    # On the home page first, with a mistake, which the page to sign up tells.
    robin.reader.open("/")
    part = robin.page.get_by_role("region", name="Get the newsletter")
    part.get_by_label("E-mail address").fill("robin@")
    robin.reader.expected.add(own_site.address + "/newsletter/sign-up/")
    part.get_by_role("button", name="Sign up").focus()
    robin.page.keyboard.press("Enter")
    page = robin.sees("Sign up for our newsletter")
    expect(page.get_by_role("alert")).to_contain_text("in the right form")
    assert robin.reader.kept == []
    page.get_by_label("E-mail address").fill(ROBIN)
    page.get_by_label("Training dates, once a week").check()
    robin.presses("Sign up")
    robin.sees("Look in your e-mail", walks=True)

    # In another browser, where it takes one press.
    other = Traveller(open_reader(on=own_site, **options))
    other.opens_from_mail("confirm that you want it", "/newsletter/confirm/")
    other.sees("Confirm that you want the newsletter", walks=True)
    other.presses("Send me the newsletter")
    page = other.sees("You are subscribed", walks=True)
    expect(page.get_by_text("training dates, once a week")).to_be_visible()

    # What comes is changed, paused and begun again.
    other.follows("Change what you get")
    page = other.sees("Your newsletter preferences", walks=True)
    expect(page.get_by_label("Training dates, once a week")).to_be_checked()
    page.get_by_label("Neglect").check()
    other.presses("Save")
    page = other.sees("Your newsletter preferences")
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()
    expect(page.get_by_label("Neglect")).to_be_checked()
    other.follows("Pause until a day")
    page = other.sees("Pause the newsletter", walks=True)
    for name, value in (("Day", "31"), ("Month", "2"), ("Year", "2030")):
        page.get_by_label(name).fill(value)
    other.reader.expected.add(page.url)
    other.presses("Pause")
    page = other.sees("Pause the newsletter")
    expect(page.get_by_role("alert")).to_contain_text("Enter a real date")

    # And left, in one press.
    page.get_by_role("link", name="Back").click()
    other.sees("Your newsletter preferences")
    preferences = other.page.url
    other.follows("Leave the newsletter")
    other.sees("Leave the newsletter", walks=True)
    other.presses("Leave the newsletter")
    other.sees("You have left the newsletter", walks=True)
    other.reader.expected.add(preferences)
    other.page.goto(preferences)
    other.sees("This link does not work", walks=True)
    assert other.reader.kept == []
    for traveller in (robin, other):
        traveller.has_no_complaint()


@BOTH
def test_the_browser_that_signed_up_confirms_by_opening_the_link(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    robin = Traveller(open_reader(on=own_site, **options))
    robin.reader.open("/newsletter/sign-up/")
    robin.page.get_by_label("E-mail address").fill(ROBIN)
    robin.presses("Sign up")
    robin.sees("Look in your e-mail")

    robin.opens_from_mail("confirm that you want it", "/newsletter/confirm/")

    robin.sees("You are subscribed", walks=True)
    robin.has_no_complaint()


def test_staff_find_a_subscriber_and_end_the_subscription(
    own_site: Site, open_reader: OpenReader
) -> None:
    erin = Traveller(open_reader(on=own_site))
    erin.page.goto(own_site.sign_in_address("editor"))
    erin.presses("Sign in")
    erin.page.wait_for_url("**/admin/**")
    erin.page.goto("/newsletter/desk/subscribers/")
    page = erin.sees("Subscribers", walks=True)
    page.get_by_label("E-mail address, or a part of it").fill("anwen.brook")
    erin.presses("Find")
    erin.sees("Subscribers")
    page.get_by_role("link", name="anwen.brook@").click()
    page.get_by_role("link", name="End the subscription").click()
    erin.sees("End this subscription", walks=True)
    page.get_by_label("Why?").fill("Asked by telephone")
    erin.presses("End the subscription")
    page = erin.sees("Subscribers")
    expect(page.get_by_text("The subscription has ended")).to_be_visible()
    page.get_by_role("link", name="Bring a list from another system").click()
    erin.sees("Bring a list of subscribers", walks=True)
    erin.has_no_complaint()
