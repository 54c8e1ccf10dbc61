"""From a row of the outbox to a message on the wire, and what a failure means."""

from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.utils import format_datetime
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from anymail.backends.base import AnymailBaseBackend
from anymail.exceptions import (
    AnymailError,
    AnymailRecipientsRefused,
    AnymailUnsupportedFeature,
)
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from commonweal.mail.letters import Enclosure
from commonweal.mail.models import OutgoingEmail

# What goes wrong with mail, ours or theirs. Anything else is a mistake in code.
# It is not caught: the message waits for the end of its lease, and since its
# attempts are counted beforehand it is given up in the end all the same.
FAILURES = (SMTPException, OSError, AnymailError, ValueError)
# Another attempt would end the same way.
HOPELESS = (AnymailRecipientsRefused, AnymailUnsupportedFeature, ValueError)


class NotTakenError(OSError):
    """The backend took the message for sending and says that it sent none."""


def send(email: OutgoingEmail, *, backend: BaseEmailBackend) -> None:
    """Hand one message over.

    Raises:
        FAILURES: it was not taken.
    """
    takes_alternatives = not isinstance(backend, AnymailBaseBackend)
    message = as_message(email, takes_alternatives=takes_alternatives)
    if backend.send_messages([message]) == 0:
        raise NotTakenError


def as_message(
    email: OutgoingEmail, *, takes_alternatives: bool = True
) -> EmailMultiAlternatives:
    """Return Django's message for a row: text, HTML, files and headers.

    Args:
        takes_alternatives: whether an invitation can stand beside text and HTML
            as a third form of the message. Outlook shows its buttons only then.
            Services behind an API take a text and an HTML part and files.
    """
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        from_email=email.sender or settings.DEFAULT_FROM_EMAIL,
        to=[email.to],
        headers={
            "Message-ID": email.message_id,
            "Date": format_datetime(email.queued_at),
            # Out-of-office replies leave such messages alone (RFC 3834, 5).
            "Auto-Submitted": "auto-generated",
            **email.headers,
        },
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    for file in email.files.all():
        _enclose(message, file.enclosure, takes_alternatives=takes_alternatives)
    return message


def _enclose(
    message: EmailMultiAlternatives, enclosure: Enclosure, *, takes_alternatives: bool
) -> None:
    in_place = enclosure.as_alternative or enclosure.calendar_method
    if takes_alternatives and in_place:
        message.attach_alternative(
            enclosure.content.decode(), _without_charset(enclosure.content_type)
        )
        if enclosure.as_alternative:
            return
        # The file again, for programs that only show files. Its type must not
        # be text/calendar, or some would ask about the invitation twice.
        enclosure = Enclosure(enclosure.filename, enclosure.content, "application/ics")
    message.attach(_part(enclosure))


def _without_charset(content_type: str) -> str:
    parts = [part.strip() for part in content_type.split(";")]
    return "; ".join(part for part in parts if not part.lower().startswith("charset="))


def _part(enclosure: Enclosure) -> MIMEBase:
    """A file as it is: base64, so that no server changes its lines."""
    media, *parameters = [part.strip() for part in enclosure.content_type.split(";")]
    main, _, sub = media.partition("/")
    part = MIMEBase(main, sub or "octet-stream")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        part.set_param(name, value.strip('"'))
    part.set_payload(enclosure.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=enclosure.filename)
    return part


def is_hopeless(error: Exception) -> bool:
    """Whether another attempt would end the same way.

    That is so when the receiver refused this address or this message for good
    (5xx, RFC 5321, 4.2.1), or the message cannot be written. A refused sign-in
    or sender is our own mistake, which somebody may mend before the next attempt.
    """
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return bool(codes) and all(code >= 500 for code in codes)
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, HOPELESS)


def kind_of(error: Exception) -> str:
    """Name a failure without quoting it: servers repeat addresses in their words."""
    code = ""
    if isinstance(error, SMTPResponseException):
        code = str(error.smtp_code)
    elif isinstance(error, SMTPRecipientsRefused):
        code = " ".join(sorted({str(code) for code, _ in error.recipients.values()}))
    elif isinstance(error, AnymailError) and error.status_code:
        code = str(error.status_code)
    return f"{type(error).__name__} {code}".strip()[:120]
