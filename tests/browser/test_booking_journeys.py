"""Booking a place and everything after it, as people with a browser go through it.

Each journey is gone through twice: with scripts, looked over by axe at every page and
walked through with the keyboard; and without scripts on the narrowest screen.
"""

import re
import sys
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.booking_scene import REMIND
from tests.browser.conftest import OpenReader
from tests.browser.server import Site, run
from tests.browser.travelling import BOTH, Traveller


def _path(site: Site, name: str) -> str:
    return str(site.facts["booking"][name])


def _code(page: Page, email: str) -> str:
    """Return the code that was sent to an address last."""
    page.goto("/mailbox/")
    item = page.locator(".cw-mailbox__item", has_text=email).first
    item.get_by_role("link").click()
    found = re.search(r"\b\d{6}\b", page.locator("main").inner_text())
    assert found
    return found[0]


@BOTH
def test_a_place_is_booked_given_back_offered_on_and_accepted(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    amal = Traveller(open_reader(on=own_site, **options))
    post = open_reader(on=own_site)

    # From the news that names the date, by a code from the mail, to a place.
    amal.reader.open("/news/")
    amal.follows("One place is left")
    amal.sees("One place is left", walks=True)
    told = amal.page.get_by_role("region", name="Dates and places")
    expect(told.get_by_text("1 place left")).to_be_visible()
    told.get_by_role("listitem").get_by_role("link").focus()
    amal.page.keyboard.press("Enter")
    amal.sees("Journey with one place", walks=True)
    assert amal.reader.kept == []
    amal.follows("Book a place")
    amal.sees("Sign in").get_by_label("E-mail address").fill("amal@journey.example.org")
    amal.presses("Send me a code")
    amal.sees("Enter the code")
    amal.page.get_by_label("Code").fill(_code(post.page, "amal@journey.example.org"))
    amal.presses("Continue")
    amal.sees("Book a place", walks=True)
    amal.page.get_by_label("Is there anything you need").fill("A seat near the door")
    amal.presses("Continue")
    amal.sees("Check your answers", walks=True)
    amal.presses("Book this place")
    page = amal.sees("Place booked")
    reference = page.locator(".govuk-panel strong").inner_text()

    # Bea finds it full and waits.
    bea = Traveller(open_reader(on=own_site, **options))
    bea.signs_in("bea")
    bea.page.goto(f"{_path(own_site, 'one_place')}book/")
    bea.sees("Join the waiting list")
    bea.presses("Continue")
    bea.sees("Check your answers")
    bea.presses("Join the waiting list")
    bea.sees("On the waiting list")
    expect(bea.page.get_by_text("Number 1 on the waiting list.")).to_be_visible()

    # Amal's reminder comes, and Amal gives the place back without signing in.
    command = [sys.executable, "-c", REMIND, reference]
    run(command, own_site.folder, own_site.address)
    stranger = Traveller(open_reader(on=own_site, **options))
    stranger.opens_from_mail("Are you coming", "/training/answer/")
    stranger.sees("Are you coming?", walks=True)
    stranger.follows("Give my place back")
    stranger.sees("Give the place back")
    expect(stranger.page.get_by_text("You are in time")).to_be_visible()
    stranger.presses("Give the place back")
    stranger.sees("Cancelled")

    # Bea is offered the place at once, and takes it from the mail.
    other = Traveller(open_reader(on=own_site, **options))
    other.opens_from_mail("A place is free for you", "/training/offer/")
    other.sees("A place is free for you", walks=True)
    other.presses("Take this place")
    other.sees("Confirmed: the place is yours")
    bea.page.goto("/training/mine/")
    bea.sees("My training", walks=True)
    coming = bea.page.get_by_role("region", name="To come")
    expect(coming.get_by_text("Journey with one place")).to_be_visible()
    for traveller in (amal, bea, stranger, other):
        traveller.has_no_complaint()


@BOTH
def test_a_manager_approves_from_the_mail(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    cai = Traveller(open_reader(on=own_site, **options))
    cai.signs_in("cai")
    cai.page.goto(f"{_path(own_site, 'approved')}book/")
    cai.sees("Book a place", walks=True)
    cai.presses("Continue")
    cai.sees("Book a place")
    summary = cai.page.get_by_role("alert")
    expect(summary).to_contain_text("Enter your line manager’s e-mail address.")
    cai.page.get_by_label("Your line manager’s e-mail address").fill("boss@example.org")
    cai.presses("Continue")
    cai.sees("Check your answers")
    cai.presses("Book this place")
    cai.sees("Place held for the manager’s answer")

    manager = Traveller(open_reader(on=own_site, **options))
    manager.opens_from_mail("Please approve Cai Penn", "/training/approval/")
    manager.sees("May Cai Penn come?", walks=True)
    manager.presses("Approve")
    manager.sees("Approved")

    cai.page.goto("/training/mine/")
    coming = cai.page.get_by_role("region", name="To come")
    expect(coming.get_by_text("Confirmed")).to_be_visible()
    for traveller in (cai, manager):
        traveller.has_no_complaint()


@BOTH
def test_a_team_is_booked_as_far_as_there_is_room(
    own_site: Site, open_reader: OpenReader, options: dict[str, Any]
) -> None:
    sam = Traveller(open_reader(on=own_site, **options))
    sam.signs_in("sam")
    sam.page.goto(f"{_path(own_site, 'for_team')}book/")
    sam.follows("Book for your team")
    page = sam.sees("Journey Example SchoolBook for your team")
    page.get_by_label("Amal Holt").check()
    page.get_by_label("Bea Moss").check()
    page.get_by_text("Somebody who is not in the list").click()
    first = page.get_by_role("group", name="Colleague 1")
    first.get_by_label("First name").fill("Dee")
    first.get_by_label("Last name").fill("Vale")
    first.get_by_label("Work e-mail address").fill("dee@journey.example.org")
    sam.presses("Continue")
    page = sam.sees("Journey Example SchoolCheck whom you book", walks=True)
    rows = page.get_by_role("main").locator(".cw-session")
    expect(rows).to_have_text(
        [
            re.compile(r"Amal Holt\s*Confirmed"),
            re.compile(r"Bea Moss\s*Confirmed"),
            re.compile(r"Dee Vale\s*On the waiting list"),
        ]
    )
    sam.presses("Book them")
    page = sam.sees("Your people on this date")
    expect(page.get_by_text("Dee Vale")).to_be_visible()
    sam.has_no_complaint()
