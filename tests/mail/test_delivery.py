"""What a message looks like on the wire, and what a failure means."""

from email import message_from_bytes, policy
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from anymail.backends.test import EmailBackend as AnymailTestBackend
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused

from commonweal.mail import delivery
from commonweal.mail.actions import deliver_due
from commonweal.mail.letters import Enclosure
from tests.mail.factories import NOW, Post, queued

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Caf\u00e9\r\nEND:VCALENDAR\r\n"


def on_the_wire(**changed):
    post = Post()
    email = queued(**changed)
    deliver_due(now=NOW, worker="one", backend=post)
    sent = post.taken[0].message().as_bytes(linesep="\r\n")
    return email, message_from_bytes(sent, policy=policy.default)


def shape(part):
    if part.is_multipart():
        return (part.get_content_type(), [shape(p) for p in part.iter_parts()])
    return part.get_content_type()


def test_a_message_says_who_sends_what_and_that_no_person_did(settings):
    settings.DEFAULT_FROM_EMAIL = "no-reply@example.org"

    email, message = on_the_wire(headers={"List-Id": "x"})

    assert (message["From"], message["To"], message["Subject"]) == (
        "no-reply@example.org",
        email.to,
        email.subject,
    )
    assert (message["Message-ID"], message["Auto-Submitted"], message["List-Id"]) == (
        email.message_id,
        "auto-generated",
        "x",
    )
    assert message["Date"].datetime == NOW
    assert shape(message) == ("multipart/alternative", ["text/plain", "text/html"])


def test_an_invitation_stands_beside_the_text_and_as_a_file():
    invitation = Enclosure.calendar(CALENDAR, method="REQUEST")

    _, message = on_the_wire(enclosures=[invitation])

    assert shape(message) == (
        "multipart/mixed",
        [
            ("multipart/alternative", ["text/plain", "text/html", "text/calendar"]),
            "application/ics",
        ],
    )
    inline = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    file = next(p for p in message.walk() if p.get_content_type() == "application/ics")
    assert dict(inline["Content-Type"].params) == {
        "method": "REQUEST",
        "charset": "utf-8",
    }
    assert inline.get_payload(decode=True).decode().splitlines() == (
        CALENDAR.splitlines()
    )
    assert (file.get_filename(), file.get_payload(decode=True)) == (
        "invitation.ics",
        CALENDAR.encode(),
    )


def test_an_invitation_is_one_file_with_its_method_where_a_service_sends():
    email = queued(enclosures=[Enclosure.calendar(CALENDAR, method="CANCEL")])
    backend = AnymailTestBackend()

    message = delivery.as_message(email, takes_alternatives=False)
    delivery.send(email, backend=backend)

    (file,) = message.attachments
    assert file.get_content_type() == "text/calendar"
    assert file.get_param("method") == "CANCEL"
    assert [media for _, media in message.alternatives] == ["text/html"]


@pytest.mark.parametrize(
    ("content_type", "method"),
    [
        ("text/calendar; method=REQUEST; charset=utf-8", "REQUEST"),
        ('text/calendar; charset=utf-8; METHOD="cancel"', "CANCEL"),
        ("text/calendar", ""),
        ("application/pdf; method=REQUEST", ""),
    ],
)
def test_calendar_method_is_read_from_the_type(content_type, method):
    assert Enclosure("a.ics", b"", content_type).calendar_method == method


FOR_ONE = {"robin@example.org": (550, b"unknown robin@example.org")}
FOR_NOW = {"robin@example.org": (450, b"try later")}


@pytest.mark.parametrize(
    ("error", "is_hopeless", "kind"),
    [
        (SMTPRecipientsRefused(FOR_ONE), True, "SMTPRecipientsRefused 550"),
        (SMTPRecipientsRefused(FOR_NOW), False, "SMTPRecipientsRefused 450"),
        (SMTPDataError(554, b"spam"), True, "SMTPDataError 554"),
        (SMTPDataError(451, b"later"), False, "SMTPDataError 451"),
        (SMTPSenderRefused(550, b"", "a@b.org"), False, "SMTPSenderRefused 550"),
        (SMTPAuthenticationError(535, b""), False, "SMTPAuthenticationError 535"),
        (SMTPServerDisconnected("robin@"), False, "SMTPServerDisconnected"),
        (TimeoutError(), False, "TimeoutError"),
        (AnymailRecipientsRefused(), True, "AnymailRecipientsRefused"),
        (
            AnymailAPIError(status_code=503),
            False,
            "AnymailAPIError 503",
        ),
        (ValueError("robin@example.org"), True, "ValueError"),
    ],
)
def test_failures_are_named_without_their_words(error, is_hopeless, kind):
    assert isinstance(error, delivery.FAILURES)
    assert delivery.is_hopeless(error) is is_hopeless
    assert delivery.kind_of(error) == kind
