"""What signers are asked by the clock."""

from datetime import timedelta

import pytest

from commonweal.pledges.actions import remind_due, renew
from commonweal.pledges.models import LAST_REMINDER, LASTS
from tests.pledges.factories import SIGNED, SignatureFactory, VersionFactory
from tests.pledges.letters import sent

pytestmark = pytest.mark.django_db

YEAR = SIGNED + LASTS


def test_a_signer_is_asked_after_a_year_once():
    signature = SignatureFactory()

    assert remind_due(now=YEAR - timedelta(seconds=1)) == 0
    assert remind_due(now=YEAR) == 1
    assert remind_due(now=YEAR + timedelta(days=1)) == 0

    (email,) = sent("renew")
    assert email.to == signature.email
    assert "signed the Example Covenant" in email.text
    assert "on 2 March 2026" in email.text
    assert not email.is_transactional


def test_a_signer_is_asked_again_a_month_before_the_signature_goes():
    SignatureFactory()
    remind_due(now=YEAR)

    assert remind_due(now=SIGNED + LAST_REMINDER) == 1

    assert len(sent("renew")) == 2


def test_a_renewal_begins_a_new_year():
    signature = SignatureFactory()
    remind_due(now=YEAR)
    renew(signature=signature, version=signature.version, at=YEAR)

    assert remind_due(now=YEAR + timedelta(days=300)) == 0
    assert remind_due(now=YEAR + LASTS) == 1


def test_who_has_not_confirmed_is_asked_nothing():
    SignatureFactory(status="waiting")

    assert remind_due(now=YEAR) == 0


def test_who_signed_an_earlier_text_is_asked_for_the_new_one_once():
    signature = SignatureFactory()
    VersionFactory(
        covenant=signature.covenant, number=2, what_changed="Point 3 is new."
    )

    assert remind_due(now=SIGNED) == 1
    assert remind_due(now=SIGNED) == 0

    (email,) = sent("new_text")
    assert "Point 3 is new." in email.text


def test_a_text_that_asks_nobody_is_not_told():
    signature = SignatureFactory()
    VersionFactory(covenant=signature.covenant, number=2, asks_again=False)

    assert remind_due(now=SIGNED) == 0


def test_only_the_newest_text_is_told():
    signature = SignatureFactory()
    VersionFactory(covenant=signature.covenant, number=2)
    VersionFactory(covenant=signature.covenant, number=3, what_changed="The third.")

    assert remind_due(now=SIGNED) == 1

    assert "The third." in sent("new_text")[0].text
