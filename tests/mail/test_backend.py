from email.mime.text import MIMEText
from importlib import import_module

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail

from commonweal.mail.actions import deliver_due
from commonweal.mail.backend import MailboxBackend
from commonweal.mail.exceptions import MailError
from commonweal.mail.models import OutgoingEmail
from tests.mail.factories import Post

pytestmark = pytest.mark.django_db
OUTBOX = "commonweal.mail.backend.OutboxBackend"


@pytest.fixture(autouse=True)
def _through_the_outbox(settings):
    # The test runner puts another backend in the place of ours.
    settings.EMAIL_BACKEND = OUTBOX


def sent():
    post = Post()
    moment = OutgoingEmail.objects.latest("send_at").send_at
    deliver_due(now=moment, worker="one", backend=post)
    return post.taken


def test_the_settings_put_whatever_is_sent_in_the_outbox():
    from_settings = import_module("commonweal.config.settings")

    assert from_settings.EMAIL_BACKEND == OUTBOX


def test_outbox_backend_queues_what_django_sends_and_counts_it_secret(settings):
    number = send_mail(
        "Choose a password", "Open the link.", None, ["robin@example.org"]
    )

    email = OutgoingEmail.objects.get()
    assert number == 1
    assert (email.to, email.subject, email.text, email.sender) == (
        "robin@example.org",
        "Choose a password",
        "Open the link.",
        "",
    )
    kept = email.secret_until - email.queued_at
    assert kept.total_seconds() == settings.PASSWORD_RESET_TIMEOUT


def test_outbox_backend_keeps_every_part_and_header():
    message = EmailMultiAlternatives(
        "Dates",
        "In text",
        "Erin <erin@example.org>",
        ["robin@example.org"],
        headers={"List-Id": "dates", "Message-ID": "<theirs@example.org>"},
        reply_to=["desk@example.org"],
    )
    message.attach_alternative("<p>In HTML</p>", "text/html")
    message.attach_alternative("BEGIN:VCALENDAR", "text/calendar; method=REQUEST")
    message.attach("plan.pdf", b"%PDF", "application/pdf")
    message.attach("note.txt", "A note", None)
    inside = MIMEText("from a part")
    inside.add_header("Content-Disposition", "attachment", filename="part.txt")
    message.attach(inside)

    message.send()

    (arrived,) = sent()
    mime = arrived.message()
    assert (mime["From"], mime["To"], mime["Reply-To"], mime["List-Id"]) == (
        "Erin <erin@example.org>",
        "robin@example.org",
        "desk@example.org",
        "dates",
    )
    parts = [
        (part.get_content_type(), part.get_filename(), part.get_payload(decode=True))
        for part in mime.walk()
        if not part.is_multipart()
    ]
    assert parts == [
        ("text/plain", None, b"In text"),
        ("text/html", None, b"<p>In HTML</p>"),
        ("text/calendar", None, b"BEGIN:VCALENDAR"),
        ("application/pdf", "plan.pdf", b"%PDF"),
        ("text/plain", "note.txt", b"A note"),
        ("text/plain", "part.txt", b"from a part"),
    ]


def test_outbox_backend_sends_each_receiver_a_message_of_their_own():
    EmailMultiAlternatives(
        "Minutes",
        "Attached.",
        to=["Robin <robin@example.org>"],
        cc=["jo@example.org"],
        bcc=["ash@example.org"],
    ).send()

    assert [message.recipients() for message in sent()] == [
        ["robin@example.org"],
        ["jo@example.org"],
        ["ash@example.org"],
    ]
    assert len(set(OutgoingEmail.objects.values_list("message_id"))) == 3


def test_outbox_backend_makes_a_text_of_a_message_in_html_only():
    message = EmailMultiAlternatives("News", "<p>Read <b>this</b></p>", to=["a@b.org"])
    message.content_subtype = "html"

    message.send()

    email = OutgoingEmail.objects.get()
    assert (email.text, email.html) == ("Read this", "<p>Read <b>this</b></p>")


def test_outbox_backend_queues_all_or_none():
    with pytest.raises(MailError):
        send_mail("Hello", "x", None, ["robin@example.org", "nobody"])

    assert list(OutgoingEmail.objects.all()) == []


def test_mailbox_backend_takes_everything_and_sends_nothing():
    assert MailboxBackend().send_messages([EmailMultiAlternatives()]) == 1
