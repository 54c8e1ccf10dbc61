"""Passkeys, with a device that exists only in the browser."""

import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import Site

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()


def _heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def _prove_addresses(site: Site) -> None:
    # As signing in by code would have done, before a passkey could be added.
    with sqlite3.connect(site.folder / "commonweal.sqlite3") as database:
        database.execute(
            'INSERT INTO account_emailaddress (email, verified, "primary", user_id)'
            " SELECT email, 1, 1, id FROM people_person"
        )
    database.close()


def test_a_passkey_is_added_and_signs_in_to_the_admin(
    page: Page, own_site: Site
) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    _prove_addresses(own_site)
    page.goto(own_site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{own_site.address}/admin/")

    page.goto(f"{own_site.address}/account/second-step/passkeys/add/")
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{own_site.address}/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{own_site.address}/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{own_site.address}/account/")
    page.goto(f"{own_site.address}/admin/")

    assert page.url == f"{own_site.address}/admin/"
    assert complaints == []
    page.goto(f"{own_site.address}/account/second-step/")
    assert "You have 1 passkey." in page.get_by_role("main").inner_text()


def test_a_passkey_is_never_offered_where_scripts_do_not_run(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{site.address}/account/sign-in/")

    assert _heading(page) == "Sign in"
    assert page.get_by_role("button", name="passkey").count() == 0
    assert page.get_by_role("button", name="Send me a code").is_visible()
    context.close()
