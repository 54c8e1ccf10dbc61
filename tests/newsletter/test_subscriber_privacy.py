"""Subscribers who have an account: what is held is shown and erased with the rest."""

import pytest

from commonweal.governance.actions import erase_person, export_person
from commonweal.mail.models import Suppression, fingerprint
from commonweal.newsletter.models import (
    AddressChange,
    Consent,
    Invitation,
    MailReport,
    Subscriber,
)
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.test_bounces import _copy
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    return PersonFactory(email="robin@example.org")


@pytest.fixture
def subscriber(robin):
    subscriber = SubscriberFactory(email="Robin@example.org")
    ConsentFactory(subscriber=subscriber)
    subscriber.address_changes.create(email="new@example.org", asked_at=SIGNED_UP)
    MailReport.objects.create(
        event_id="1",
        kind=MailReport.Kind.SOFT,
        subscriber=subscriber,
        at=SIGNED_UP,
        taken_in_at=SIGNED_UP,
    )
    Invitation.objects.create(
        fingerprint=fingerprint("robin@example.org"), imported_at=SIGNED_UP
    )
    return subscriber


def _erase(person):
    return erase_person(person=person, by=None, at=SIGNED_UP, reason="request 7")


def test_what_is_held_is_in_the_export_of_the_account(robin, subscriber):
    _copy(subscriber, "2026-02")

    export = export_person(person=robin, by=None, now=SIGNED_UP)

    labels = {each.label for each in export.sections}
    assert {
        "newsletter.Subscriber",
        "newsletter.Consent",
        "newsletter.AddressChange",
        "newsletter.MailReport",
        "newsletter.Invitation",
        "newsletter.Delivery",
    } <= labels
    assert subscriber.key not in export.as_json()


def test_erasing_the_account_ends_and_erases_the_subscription(robin, subscriber):
    _erase(robin)

    assert not Subscriber.objects.exists()
    for model in (Consent, AddressChange, MailReport):
        assert not model.objects.exists(), model
    kept = {each.fingerprint for each in Suppression.objects.all()}
    assert kept == {fingerprint("robin@example.org")}


def test_a_row_that_got_an_issue_stays_without_an_address(robin, subscriber):
    _copy(subscriber, "2026-02")

    _erase(robin)

    subscriber.refresh_from_db()
    assert (subscriber.email, subscriber.status) == ("", Subscriber.Status.LEFT)


def test_erasing_again_changes_nothing_more(robin, subscriber):
    _copy(subscriber, "2026-02")
    _erase(robin)

    again = [each for each in _erase(robin) if each.table.startswith("Subscriber")]

    assert again == []
