"""Give one copy to the mail server, and say how far that went.

What matters is the moment from which a copy may be on its way: an attempt that
failed before may be made again, one that broke off after never is by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from smtplib import SMTP, SMTPDataError, SMTPException
from typing import Protocol

from anymail.exceptions import (
    AnymailAPIError,
    AnymailError,
    AnymailRecipientsRefused,
    AnymailUnsupportedFeature,
)
from anymail.message import AnymailMessage
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from commonweal.mail.delivery import kind_of
from commonweal.newsletter.mail_failures import MAY_PASS, code_in
from commonweal.newsletter.mail_failures import kind_of as severity_of
from commonweal.newsletter.mime import Envelope, as_ascii, own_headers
from commonweal.newsletter.models import MailReport

# No such mailbox, not here, not a mailbox's name (RFC 5321, 4.2.3).
ADDRESS_IS_WRONG = (550, 551, 553)


class Came(StrEnum):
    """What became of an attempt to hand one copy over."""

    OVER = "over"
    LATER = "later"  # Not taken now; it may be tried again.
    REFUSED = "refused"  # The address takes no mail at all.
    REJECTED = "rejected"  # This message is not wanted; says nothing of the address.
    UNKNOWN = "unknown"  # Broken off when it may have been taken.


@dataclass(frozen=True, slots=True)
class Outcome:
    """``error`` is the kind of failure: no address and no server's words."""

    came: Came
    error: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """One message to one address, ready to leave."""

    envelope: Envelope
    to: str
    preferences: str
    unsubscribe: str
    message_id: str
    date: datetime


class Gateway(Protocol):
    """Where copies are handed over. One connection, used for many."""

    def open(self) -> None:
        """Connect, unless connected.

        Raises:
            CANNOT_CONNECT: there is no server to talk to at this moment.
        """

    def hand_over(self, copy: Copy) -> Outcome:
        """Try once. Never raises for what a server or the network does."""

    def close(self) -> None:
        """End the connection. Never raises."""


CANNOT_CONNECT = (SMTPException, OSError, AnymailError)


def gateway(backend_path: str) -> Gateway:
    """Return the way out that a Django e-mail backend stands for."""
    backend = get_connection(backend_path)
    if isinstance(backend, EmailBackend):
        return SmtpGateway(backend)
    return BackendGateway(backend)


class SmtpGateway:
    """An SMTP server, by the connection, sign-in and TLS of Django's own backend.

    The steps of the protocol are taken one by one, because only that tells a
    failure before the message was given from one after (RFC 5321, 4.5.3 and 6.1).
    """

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend

    def open(self) -> None:
        self._backend.open()

    def close(self) -> None:
        # Its "quit" may fail on a broken connection, which is of no interest.
        self._backend.fail_silently = True
        self._backend.close()
        self._backend.fail_silently = False

    def hand_over(self, copy: Copy) -> Outcome:
        try:
            content = copy.envelope.fill(
                to=copy.to,
                preferences=copy.preferences,
                unsubscribe=copy.unsubscribe,
                message_id=copy.message_id,
                date=copy.date,
            )
            receiver = as_ascii(copy.to)
        except ValueError as error:
            return Outcome(Came.REFUSED, kind_of(error))
        smtp = self._backend.connection
        if smtp is None:
            return Outcome(Came.LATER, "not connected")
        try:
            early = self._announce(smtp, sender=copy.envelope.address, to=receiver)
        except (SMTPException, OSError) as error:
            self.close()
            return Outcome(Came.LATER, kind_of(error))
        return early or self._give(smtp, content)

    def _announce(self, smtp: SMTP, *, sender: str, to: str) -> Outcome | None:
        code, _ = smtp.mail(sender)
        if code != 250:
            smtp.rset()
            # The sender is our own: refused for good or not, no receiver did that.
            return Outcome(Came.LATER, f"MAIL {code}")
        code, words = smtp.rcpt(to)
        if code not in (250, 251):
            smtp.rset()
            return Outcome(_turned_away(code, words), f"RCPT {code}")
        return None

    def _give(self, smtp: SMTP, content: bytes) -> Outcome:
        try:
            code, _ = smtp.data(content)
        except SMTPDataError as error:
            # Refused before the message was given.
            self._reset(smtp)
            came = Came.REJECTED if error.smtp_code >= 500 else Came.LATER
            return Outcome(came, kind_of(error))
        except (SMTPException, OSError) as error:
            self.close()
            return Outcome(Came.UNKNOWN, kind_of(error))
        if code == 250:
            return Outcome(Came.OVER)
        self._reset(smtp)
        came = Came.REJECTED if code >= 500 else Came.LATER
        return Outcome(came, f"DATA {code}")

    def _reset(self, smtp: SMTP) -> None:
        try:
            smtp.rset()
        except (SMTPException, OSError):
            self.close()


def _turned_away(code: int, words: bytes) -> Came:
    """Return what a server's answer to a receiver's address means.

    A relay that does not know us any more answers 5xx to everybody's address. That
    must stop the issue, and not end one subscription after another.
    """
    status = code_in(words.decode("ascii", errors="replace"))
    if code < 500 or status in MAY_PASS:
        return Came.LATER
    if status:
        is_address = severity_of(status) == MailReport.Kind.HARD
    else:
        is_address = code in ADDRESS_IS_WRONG and b"relay" not in words.lower()
    return Came.REFUSED if is_address else Came.REJECTED


class BackendGateway:
    """Any other backend of Django's, a service behind an API most often. It is told
    not to follow who opens a copy or a link."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend
        self._can_be_told = True

    def open(self) -> None:
        self._backend.open()

    def close(self) -> None:
        self._backend.close()

    def hand_over(self, copy: Copy) -> Outcome:
        try:
            as_ascii(copy.to)
        except ValueError as error:
            return Outcome(Came.REFUSED, kind_of(error))
        try:
            taken = self._send(copy)
        except AnymailRecipientsRefused as error:
            return Outcome(Came.REFUSED, kind_of(error))
        except AnymailAPIError as error:
            # An answer with a status says that the message was not taken; no
            # answer says nothing.
            came = Came.LATER if error.status_code else Came.UNKNOWN
            return Outcome(came, kind_of(error))
        except (AnymailError, ValueError) as error:
            return Outcome(Came.LATER, kind_of(error))
        except (SMTPException, OSError) as error:
            return Outcome(Came.UNKNOWN, kind_of(error))
        return Outcome(Came.OVER) if taken else Outcome(Came.LATER, "not taken")

    def _send(self, copy: Copy) -> int:
        if self._can_be_told:
            message = _message(copy, track_opens=False, track_clicks=False)
            try:
                return self._backend.send_messages([message]) or 0
            except AnymailUnsupportedFeature:
                # Said before anything left: this service follows nobody, or must be
                # told so in its own settings.
                self._can_be_told = False
        return self._backend.send_messages([_message(copy)]) or 0


def _message(copy: Copy, **more: bool) -> EmailMultiAlternatives:
    text, html = copy.envelope.texts(
        preferences=copy.preferences, unsubscribe=copy.unsubscribe
    )
    message: EmailMultiAlternatives = AnymailMessage(
        subject=copy.envelope.subject,
        body=text,
        from_email=copy.envelope.sender,
        to=[as_ascii(copy.to)],
        headers={
            **dict(copy.envelope.headers),
            **own_headers(unsubscribe=copy.unsubscribe, message_id=copy.message_id),
        },
        **more,
    )
    message.attach_alternative(html, "text/html")
    return message
