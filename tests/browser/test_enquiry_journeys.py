"""Writing to us, being answered, and answering a survey, in a browser."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.server import Site
from tests.browser.travelling import BOTH, Traveller


@BOTH
def test_somebody_complains_and_is_answered(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    kit = Traveller(open_reader(on=own_site, **options))
    kit.reader.open("/")
    foot = kit.page.get_by_role("contentinfo")
    foot.get_by_role("link", name="Complain about how we use your data").focus()
    kit.page.keyboard.press("Enter")
    page = kit.sees("Complain about how we use your data", walks=True)
    page.get_by_label("What happened?").fill("My file went to the neighbour.")
    kit.reader.expected.add(page.url)
    kit.presses("Send the complaint")
    page = kit.sees("Complain about how we use your data")
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address or a")
    expect(page.get_by_label("What happened?")).to_have_value(
        "My file went to the neighbour."
    )
    page.get_by_label("What should we do about it?").fill("Say so to them.")
    page.get_by_label("E-mail address").fill("kit@journey.example.org")
    kit.presses("Send the complaint")
    page = kit.sees("We have your complaint", walks=True)
    reference = page.locator(".govuk-panel strong").inner_text()
    assert kit.reader.kept == []

    erin = Traveller(open_reader(on=own_site, **options))
    erin.page.goto(own_site.sign_in_address("editor"))
    erin.presses("Sign in")
    erin.page.wait_for_url("**/admin/**")
    erin.page.goto("/enquiries/desk/")
    erin.sees("Enquiries desk", walks=True)
    erin.follows(reference)
    heading = f"Data protection complaintEnquiry {reference}"
    page = erin.sees(heading, walks=True)
    expect(page.get_by_text("29 days left")).to_be_visible()
    erin.presses("Acknowledge it")
    page = erin.sees(heading)
    expect(page.get_by_text("It is acknowledged.")).to_be_visible()
    erin.follows("Outcome of a complaint")
    erin.sees(heading)
    assert "What we found" in page.get_by_label("Your answer").input_value()
    erin.presses("Answer")
    page = erin.sees(heading, walks=True)
    expect(page.get_by_text("Answered by e-mail")).to_be_visible()
    erin.has_no_complaint()
    kit.has_no_complaint()


@BOTH
def test_somebody_answers_a_survey(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    erin = Traveller(open_reader(on=own_site, **options))
    erin.page.goto(own_site.sign_in_address("editor"))
    erin.presses("Sign in")
    erin.page.wait_for_url("**/admin/**")
    erin.page.goto("/enquiries/desk/surveys/1/")
    page = erin.sees("How was the partnership conference?", walks=True)
    address = page.locator('main a[href*="/enquiries/survey/"]').inner_text()

    robin = Traveller(open_reader(on=own_site, **options))
    robin.page.goto(address)
    page = robin.sees("How was the partnership conference?", walks=True)
    page.get_by_label("What should we do differently?").fill("More tea.")
    robin.reader.expected.add(page.url)
    robin.presses("Send my answers")
    page = robin.sees("How was the partnership conference?")
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer.")
    expect(page.get_by_label("What should we do differently?")).to_have_value(
        "More tea."
    )
    page.get_by_label("5 – very").check()
    robin.presses("Send my answers")
    robin.sees("Thank you for your answers", walks=True)
    assert robin.reader.kept == []
    robin.has_no_complaint()
    erin.has_no_complaint()
