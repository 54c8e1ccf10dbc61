from datetime import timedelta

import pytest
from django.db import transaction

from commonweal.mail.actions import drop_waiting_about, queue
from commonweal.mail.exceptions import MailError
from commonweal.mail.letters import Enclosure, Letter
from commonweal.mail.models import OutgoingEmail
from tests.mail.factories import LETTER, MINUTE, NOW, queued
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
Status = OutgoingEmail.Status


def test_queue_writes_a_message_that_waits():
    person = PersonFactory()

    email = queue(
        to="robin@example.org",
        letter=LETTER,
        key="training.confirmed:booking-7",
        at=NOW,
        about=person,
        useless_after=NOW + 60 * MINUTE,
    )

    email.refresh_from_db()
    assert (email.to, email.subject, email.text, email.html, email.template) == (
        "robin@example.org",
        LETTER.subject,
        LETTER.text,
        LETTER.html,
        LETTER.template,
    )
    assert (email.about_type, email.about_id) == ("people.Person", str(person.pk))
    assert (email.status, email.send_at, email.next_attempt_at) == (
        Status.WAITING,
        NOW,
        NOW,
    )
    assert email.message_id.endswith("@testserver>")


def test_queue_gives_back_the_first_message_when_a_key_comes_again():
    first = queued(key="training.reminder:booking-7")

    second = queued(key="training.reminder:booking-7", to="other@example.org")

    assert second == first
    assert [row.to for row in OutgoingEmail.objects.all()] == ["robin@example.org"]


def test_queue_is_taken_back_with_the_callers_transaction():
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)

    assert list(OutgoingEmail.objects.all()) == []


def test_queue_keeps_the_first_files_only():
    invitation = Enclosure.calendar("BEGIN:VCALENDAR", method="REQUEST")

    email = queued(key="one", enclosures=[invitation])
    queued(key="one", enclosures=[invitation, invitation])

    assert [file.enclosure for file in email.files.all()] == [invitation]


def test_queue_makes_a_secret_useless_when_its_text_is_erased():
    soon, late = NOW + 15 * MINUTE, NOW + 60 * MINUTE

    assert queued(secret_until=soon).useless_after == soon
    assert queued(secret_until=soon, useless_after=late).useless_after == soon
    assert queued(secret_until=late, useless_after=soon).useless_after == soon


def test_queue_keeps_the_subject_on_one_line():
    letter = Letter(subject="Place\r\nBcc: all@example.org", text="x")

    assert queued(letter=letter).subject == "Place Bcc: all@example.org"


@pytest.mark.parametrize("address", ["", "robin", "robin@example.org\nBcc: x@y.org"])
def test_queue_refuses_what_is_no_address_without_repeating_it(address):
    with pytest.raises(MailError) as refusal:
        queued(to=address)

    assert str(refusal.value) == "That is not a whole e-mail address."


def test_queue_wants_to_know_when_a_code_expires():
    letter = Letter(subject="Your code", text="483920", holds_code=True)

    with pytest.raises(ValueError, match="moment when that expires"):
        queued(letter=letter)

    assert queued(letter=letter, secret_until=NOW + MINUTE).is_secret


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_queue_refuses_a_key_that_cannot_be_kept(key):
    with pytest.raises(ValueError, match="1 to 200 characters"):
        queued(key=key)


def test_queue_refuses_files_that_no_server_would_take():
    large = Enclosure("plan.pdf", b"x" * (10 * 1024 * 1024 + 1), "application/pdf")

    with pytest.raises(MailError, match="at most 10 MB"):
        queued(enclosures=[large])

    assert list(OutgoingEmail.objects.all()) == []


def test_drop_waiting_about_drops_what_waits_about_that_record_only():
    person, other = PersonFactory(), PersonFactory()
    reminder = queued(about=person, send_at=NOW + timedelta(days=3))
    other_kind = queued(
        about=person, letter=Letter(subject="Paid", text="x", template="fees.paid")
    )
    elsewhere = queued(about=other)

    dropped = drop_waiting_about(about=person, at=NOW, templates=[LETTER.template])

    states = dict(OutgoingEmail.objects.values_list("pk", "status"))
    assert dropped == 1
    assert states == {
        reminder.pk: Status.DROPPED,
        other_kind.pk: Status.WAITING,
        elsewhere.pk: Status.WAITING,
    }
    assert drop_waiting_about(about=person, at=NOW) == 1
