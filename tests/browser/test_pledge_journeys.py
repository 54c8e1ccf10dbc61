"""Signing a covenant and leaving it, as somebody with a browser goes through it."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.server import Site
from tests.browser.travelling import BOTH, Traveller


@BOTH
def test_somebody_signs_confirms_renews_and_withdraws(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    robin = Traveller(open_reader(on=own_site, **options))
    robin.reader.open("/pledge/")
    robin.sees("Pledges", walks=True)
    robin.follows("Young Carers Covenant")
    robin.sees("Young Carers Covenant", walks=True)
    robin.follows("Sign the covenant")

    # With a mistake first; what was typed stays.
    page = robin.sees("Sign the Young Carers Covenant", walks=True)
    page.get_by_label("An organisation").check()
    page.get_by_label("Your name").fill("Robin Example")
    page.get_by_label("Your e-mail address").fill("robin@journey.example.org")
    page.get_by_label("You may name").check()
    robin.reader.expected.add(page.url)
    robin.presses("Sign")
    page = robin.sees("Sign the Young Carers Covenant")
    expect(page.get_by_role("alert")).to_contain_text("name of the organisation")
    expect(page.get_by_label("Your name")).to_have_value("Robin Example")
    page.get_by_label("Name of the organisation").fill("Journey School")
    robin.presses("Sign")
    robin.sees("Look in your e-mail", walks=True)

    robin.opens_from_mail("Confirm that you sign", "/pledge/confirm/")
    robin.sees("Confirm that you sign the Young Carers Covenant", walks=True)
    robin.presses("Confirm")
    robin.sees("You have signed", walks=True)
    # Robin's own browser keeps its copy of the page for five minutes.
    other = Traveller(open_reader(on=own_site, **options))
    page = other.reader.open("/pledge/young-carers-covenant/")
    expect(page.get_by_text("Journey School")).to_be_visible()

    robin.opens_from_mail("Thank you for signing", "/pledge/own/")
    page = robin.sees("Your signature under the Young Carers Covenant", walks=True)
    own = page.url
    robin.presses("It still stands")
    page = robin.sees("Your signature under the Young Carers Covenant")
    expect(page.get_by_text("It is renewed.")).to_be_visible()
    robin.page.goto(own)
    robin.follows("Withdraw, and have everything deleted")
    robin.sees("Withdraw from the Young Carers Covenant", walks=True)
    robin.presses("Withdraw")
    robin.sees("You have withdrawn", walks=True)
    robin.reader.expected.add(own)
    robin.page.goto(own)
    robin.sees("This link does not work", walks=True)
    assert robin.reader.kept == []
    robin.has_no_complaint()
