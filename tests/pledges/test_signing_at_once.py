"""Several signers, editors and workers at the same moment, on PostgreSQL."""

import pytest

from commonweal.pledges.actions import (
    Signing,
    confirm,
    publish_version,
    remind_due,
    sign,
)
from commonweal.pledges.models import LASTS, Signature, Version
from tests.at_once import at_once
from tests.people.factories import PersonFactory
from tests.pledges.factories import SIGNED, CovenantFactory, SignatureFactory
from tests.pledges.letters import sent

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

MANY = 8


def test_an_address_that_signs_at_once_many_times_signs_once():
    version = CovenantFactory().current_version()
    signing = Signing(email="robin@example.org", name="Robin Example")

    at_once(
        [lambda: sign(version=version, signing=signing, at=SIGNED)] * MANY,
        outcome=lambda _: "done",
    )

    assert Signature.objects.count() == 1
    assert len(sent("confirm")) == 1


def test_a_link_that_is_pressed_at_once_many_times_thanks_once():
    signature = SignatureFactory(status="waiting")

    outcomes = at_once(
        [lambda: confirm(signature=signature, asked_at=SIGNED, at=SIGNED)] * MANY
    )

    assert outcomes == {"signed": MANY}
    assert len(sent("signed")) == 1


def test_of_editors_who_publish_at_once_one_does():
    covenant, person = CovenantFactory(), PersonFactory()

    def publish(number):
        return lambda: publish_version(
            covenant=covenant,
            text=f"Text {number}",
            what_changed="All.",
            asks_again=True,
            replaces=1,
            by=person,
            at=SIGNED,
        )

    outcomes = at_once([publish(n) for n in range(MANY)], outcome=lambda _: "done")

    assert outcomes == {"done": 1, "ChangedMeanwhileError": MANY - 1}
    assert Version.objects.count() == 2


def test_workers_at_once_remind_each_signer_once():
    for _ in range(5):
        SignatureFactory()

    at_once([lambda: remind_due(now=SIGNED + LASTS)] * 4, outcome=lambda _: "done")

    assert len(sent("renew")) == 5
