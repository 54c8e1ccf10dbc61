"""Signing up for the newsletter from any page: an editor's block, and the home page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.newsletter.models import Consent, NewsletterSettings
from tests.pages.factories import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

BLOCK = {"type": "newsletter", "value": {"title": "News by e-mail"}}


def _send(visitor, page, **typed):
    """Send the form of a page as its reader would."""
    form = page.select_one(".cw-sign-up form")
    fields = {each["name"]: each.get("value", "") for each in form.select("input")}
    return visitor.send(form["action"], fields | typed, status=302)


def test_a_block_takes_sign_ups_and_says_where(visitor):
    page = StandardPageFactory(body=[BLOCK])

    shown = visitor.get(page.url)
    after = _send(visitor, shown, email="robin@example.org")

    part = shown.select_one(".cw-sign-up")
    assert part.h2.get_text() == "News by e-mail"
    assert NewsletterSettings.load().consent_wording in part.get_text()
    assert after["Location"] == "/newsletter/sign-up/sent/"
    assert Consent.objects.get().page == page.url


def test_a_page_with_the_block_sets_no_cookie_and_may_be_kept(visitor):
    visitor.get(StandardPageFactory(body=[BLOCK]).url)

    assert "public" in visitor.response["Cache-Control"]


def test_the_home_page_takes_sign_ups_when_an_editor_gave_a_heading(visitor):
    home_page(newsletter_heading="Get the newsletter")

    _send(visitor, visitor.get("/"), email="robin@example.org")

    assert Consent.objects.get().page == "/"


def test_the_home_page_takes_no_sign_ups_by_itself(visitor):
    home_page()

    assert visitor.get("/").select_one(".cw-sign-up") is None


def test_the_sign_up_costs_one_query(visitor, django_assert_num_queries):
    url = StandardPageFactory(body=[]).url
    other = StandardPageFactory(title="Other", body=[BLOCK]).url
    visitor.get(url)

    with CaptureQueriesContext(connection) as plain:
        visitor.get(url)

    with django_assert_num_queries(len(plain) + 1):
        visitor.get(other)
