from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.governance.actions import purge_expired
from commonweal.mail.actions import deliver_due, erase_secrets
from commonweal.mail.letters import Enclosure
from commonweal.mail.models import EnclosedFile, OutgoingEmail, Suppression
from tests.mail.factories import MINUTE, NOW, Post, queued

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PLAN = Enclosure("plan.pdf", b"%PDF", "application/pdf")


def test_a_code_is_erased_when_it_expires_and_the_row_stays():
    email = queued(secret_until=NOW + 15 * MINUTE, enclosures=[PLAN])
    deliver_due(now=NOW, worker="one", backend=Post())

    early = erase_secrets(now=NOW + 14 * MINUTE)
    in_time = erase_secrets(now=NOW + 15 * MINUTE)
    again = erase_secrets(now=NOW + 16 * MINUTE)

    email.refresh_from_db()
    assert (early, in_time, again) == (0, 1, 0)
    assert (email.text, email.html, email.status) == ("", "", "sent")
    assert email.text_erased_at == NOW + 15 * MINUTE
    assert list(EnclosedFile.objects.all()) == []


def test_other_texts_are_erased_after_90_days():
    email = queued()
    deliver_due(now=NOW, worker="one", backend=Post())

    assert erase_secrets(now=NOW + 90 * DAY - MINUTE) == 0
    assert erase_secrets(now=NOW + 90 * DAY) == 1
    email.refresh_from_db()
    assert email.to == "robin@example.org"


def test_what_waits_and_has_no_text_any_more_is_dropped():
    email = queued(secret_until=NOW + MINUTE)

    erase_secrets(now=NOW + MINUTE)

    email.refresh_from_db()
    assert email.status == "dropped"
    assert email.was_erased


def test_what_is_being_sent_at_this_moment_is_erased_afterwards():
    email = queued(secret_until=NOW + MINUTE)
    OutgoingEmail.objects.update(status="sending", claimed_by="one")

    assert erase_secrets(now=NOW + 2 * MINUTE) == 0

    OutgoingEmail.objects.update(status="sent", sent_at=NOW, claimed_by="")
    assert erase_secrets(now=NOW + 2 * MINUTE) == 1
    email.refresh_from_db()
    assert email.text == ""


def test_a_message_is_forgotten_after_a_year_with_its_files():
    queued(enclosures=[PLAN])
    queued(at=NOW + DAY)

    purged = purge_expired(now=NOW + 365 * DAY + MINUTE)

    assert purged["mail.OutgoingEmail"] == 2  # the row and its file
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "sent"},
        {"sent_at": NOW},
        {"status": "sending"},
        {"text_erased_at": NOW},
    ],
)
def test_the_database_refuses_a_state_that_cannot_be(facts):
    queued()

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingEmail.objects.update(**facts)


def test_nothing_that_is_logged_names_an_address():
    email = queued(enclosures=[PLAN])
    suppression = Suppression(reason=Suppression.Reason.ASKED, pk=3)

    assert str(email) == f"training.place_confirmed {email.pk}"
    assert str(email.files.get()) == f"file 1 of message {email.pk}"
    assert str(suppression) == "suppression 3: asked for no more"
