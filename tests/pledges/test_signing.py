"""Signing, confirming, renewing and leaving: what becomes of a signature."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.governance.actions import purge_expired
from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.pledges.actions import (
    Signing,
    confirm,
    list_publicly,
    renew,
    sign,
    withdraw,
)
from commonweal.pledges.exceptions import LinkError, PledgeError
from commonweal.pledges.models import Signature
from commonweal.pledges.queries import Tally, listed, tallies
from tests.pledges.factories import (
    SIGNED,
    CovenantFactory,
    SignatureFactory,
    VersionFactory,
)
from tests.pledges.letters import sent

pytestmark = pytest.mark.django_db

Status = Signature.Status


def _sign(covenant, email="robin@example.org", *, at=SIGNED, **fields):
    signing = Signing(email=email, name="Robin Example", **fields)
    return sign(version=covenant.current_version(), signing=signing, at=at)


def _confirm(signature, *, at=SIGNED):
    return confirm(signature=signature, asked_at=signature.asked_at, at=at)


def test_a_signature_does_not_count_before_it_is_confirmed():
    covenant = CovenantFactory()

    signature = _sign(covenant, list_publicly=True)

    assert signature.status == Status.WAITING
    assert tallies()[0].tally == Tally(organisations=0, people=0)
    assert listed(covenant) == ([], [])
    assert [email.to for email in sent("confirm")] == ["robin@example.org"]


def test_a_confirmed_signature_counts_and_is_named_where_they_agreed():
    covenant = CovenantFactory()

    _confirm(_sign(covenant, organisation="Example School", list_publicly=True))
    _confirm(_sign(covenant, "kit@example.org"))

    assert tallies()[0].tally == Tally(organisations=1, people=1)
    assert listed(covenant) == (["Example School"], [])
    assert [event.verb for event in AuditEvent.objects.all()] == ["pledges.signed"] * 2
    assert len(sent("signed")) == 2


def test_confirming_again_changes_nothing():
    signature = _sign(CovenantFactory())
    _confirm(signature)

    again = _confirm(signature, at=SIGNED + timedelta(days=30))

    assert again.signed_at == SIGNED
    assert len(sent("signed")) == 1


def test_an_address_in_another_case_is_the_same_signer():
    covenant = CovenantFactory()

    first = _sign(covenant, "Robin@Example.org")
    second = _sign(covenant, "robin@example.org", at=SIGNED + timedelta(minutes=1))

    assert first.pk == second.pk
    assert len(sent("confirm")) == 1


def test_the_database_refuses_an_address_twice_under_a_covenant():
    there = SignatureFactory(email="Robin@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        SignatureFactory(covenant=there.covenant, email="robin@example.ORG")


def test_an_address_may_sign_two_covenants():
    _sign(CovenantFactory())
    _sign(CovenantFactory())

    assert Signature.objects.count() == 2


def test_who_signed_already_is_told_so_and_nothing_changes():
    signature = SignatureFactory(email="robin@example.org", organisation="The School")

    _sign(signature.covenant, "ROBIN@example.org", organisation="Somebody else")

    signature.refresh_from_db()
    assert (signature.organisation, signature.email) == (
        "The School",
        "robin@example.org",
    )
    assert [email.to for email in sent("already")] == ["robin@example.org"]
    assert sent("confirm") == []


def test_the_link_of_an_earlier_form_does_not_confirm_a_later_one():
    covenant = CovenantFactory()
    first = _sign(covenant, organisation="Right School")
    asked_at = first.asked_at
    later = _sign(covenant, organisation="Wrong School", at=SIGNED + timedelta(hours=1))

    with pytest.raises(LinkError, match="signed again since"):
        confirm(signature=later, asked_at=asked_at, at=SIGNED + timedelta(hours=2))

    assert Signature.objects.get().status == Status.WAITING


def test_a_link_to_confirm_works_for_seven_days():
    signature = _sign(CovenantFactory())

    with pytest.raises(LinkError, match="too old"):
        _confirm(signature, at=SIGNED + timedelta(days=7))

    confirmed = _confirm(signature, at=SIGNED + timedelta(days=7, seconds=-1))
    assert confirmed.status == Status.SIGNED


def test_a_closed_covenant_is_not_signed():
    with pytest.raises(PledgeError, match="cannot be signed"):
        _sign(CovenantFactory(is_open=False))


def test_a_text_that_was_replaced_meanwhile_is_not_signed():
    covenant = CovenantFactory()
    read = covenant.current_version()
    VersionFactory(covenant=covenant, number=2, text="We promise more.")

    with pytest.raises(PledgeError, match="text has changed"):
        sign(
            version=read,
            signing=Signing(email="robin@example.org", name="Robin"),
            at=SIGNED,
        )


def test_a_signer_keeps_the_version_they_signed_until_they_renew():
    signature = SignatureFactory()
    first, covenant = signature.version, signature.covenant
    second = VersionFactory(covenant=covenant, number=2, text="We promise more.")
    signature.refresh_from_db()
    assert signature.version == first

    renewed = renew(signature=signature, version=second, at=SIGNED + timedelta(days=9))

    assert renewed.version == second
    assert (renewed.first_signed_at, renewed.signed_at) == (
        SIGNED,
        SIGNED + timedelta(days=9),
    )


def test_a_text_that_was_replaced_meanwhile_is_not_renewed_to():
    signature = SignatureFactory()
    VersionFactory(covenant=signature.covenant, number=2)

    with pytest.raises(PledgeError, match="text has changed"):
        renew(signature=signature, version=signature.version, at=SIGNED)


def test_what_is_not_confirmed_is_not_renewed():
    signature = _sign(CovenantFactory())

    with pytest.raises(PledgeError, match="Confirm the signature first"):
        renew(signature=signature, version=signature.version, at=SIGNED)


def test_a_signer_leaves_the_public_list_and_still_counts():
    signature = SignatureFactory()

    list_publicly(signature=signature, is_listed=False, at=SIGNED)

    assert listed(signature.covenant) == ([], [])
    assert tallies()[0].tally == Tally(organisations=1, people=0)


def test_withdrawing_deletes_the_row_and_what_was_written():
    signature = _sign(CovenantFactory())
    _confirm(signature)

    withdraw(signature=signature, at=SIGNED)
    withdraw(signature=signature, at=SIGNED)

    assert Signature.objects.count() == 0
    assert {email.to for email in OutgoingEmail.objects.all()} == {""}
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["pledges.signed", "pledges.withdrawn"]


def test_a_withdrawn_signature_is_not_renewed():
    signature = SignatureFactory()
    withdraw(signature=signature, at=SIGNED)

    with pytest.raises(LinkError, match="withdrawn"):
        renew(signature=signature, version=signature.version, at=SIGNED)


def test_several_people_of_one_organisation_count_once():
    covenant = CovenantFactory()
    for number, name in enumerate(("Example School", "example school")):
        SignatureFactory(
            covenant=covenant, organisation=name, email=f"{number}@example.org"
        )

    assert tallies()[0].tally == Tally(organisations=1, people=0)
    assert listed(covenant) == (["Example School"], [])


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(0, 0), ""),
        (Tally(1, 0), "1 organisation"),
        (Tally(1200, 1), "1,200 organisations and 1 person"),
        (Tally(0, 2), "2 people"),
    ],
)
def test_a_tally_is_said_in_words(tally, words):
    assert tally.words == words


def test_signatures_go_two_years_after_they_last_signed_unconfirmed_ones_sooner():
    kept = SignatureFactory(signed_at=SIGNED + timedelta(days=1))
    SignatureFactory(signed_at=SIGNED)
    now = SIGNED + timedelta(days=2 * 365, hours=1)
    waiting = SignatureFactory(status=Status.WAITING, asked_at=now - timedelta(days=29))
    SignatureFactory(status=Status.WAITING, asked_at=now - timedelta(days=31))

    purge_expired(now=now)

    assert set(Signature.objects.all()) == {kept, waiting}
