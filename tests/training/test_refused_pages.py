"""What somebody is led to who comes to book where nothing can be booked."""

import pytest
from django.urls import reverse

from commonweal.training.models import Session
from tests.directory.factories import PartnerFactory
from tests.people.factories import PersonFactory
from tests.training.coming import coming
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db


def _words(part):
    return " ".join(part.get_text().split())


def _refused(visitor, session):
    visitor.sign_in(PersonFactory())
    return visitor.get(reverse("training:book", args=[session.pk]))


def test_who_comes_to_book_what_is_booked_elsewhere_is_led_there(visitor):
    session = coming(
        partner=PartnerFactory(name="Brackenshire"),
        partner_address="https://brackenshire.example.org/book",
        course__delivery="online",
        venue=None,
    )
    page = _refused(visitor, session)

    assert "This session is booked with Brackenshire." in _words(page.main)
    assert "joining page" not in _words(page.main)
    button = page.main.select_one(".govuk-button")
    assert button["href"] == "https://brackenshire.example.org/book"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"status": Session.Status.ANNOUNCED, "starts_at": None, "ends_at": None},
            "Tell me when dates are out",
        ),
        ({"status": Session.Status.CANCELLED}, "Tell me when new dates are out"),
    ],
)
def test_who_finds_no_date_is_offered_to_be_told_of_the_next(visitor, fields, words):
    session = SessionFactory(**fields)
    button = _refused(visitor, session).main.select_one(".govuk-button")

    assert _words(button) == words
    assert visitor.get(button["href"]).h1
