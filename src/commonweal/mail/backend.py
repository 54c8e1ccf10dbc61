"""The e-mail backends: one puts in the outbox, one only shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage as PartMessage
from email.mime.base import MIMEBase
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from commonweal.mail.actions import queue
from commonweal.mail.actions.queueing import new_message_id
from commonweal.mail.letters import Enclosure, Letter

# Says until when a message is any use and its words may be kept (ISO 8601, with an
# offset). For whoever sends a code; it goes no further than here.
UNTIL_HEADER = "X-Commonweal-Secret-Until"
HEADERS_OF_OURS = {
    "message-id",
    "date",
    "from",
    "to",
    "cc",
    "bcc",
    "auto-submitted",
    UNTIL_HEADER.lower(),
}
Part = tuple[str | None, str | bytes, str | None]


class OutboxBackend(BaseEmailBackend):
    """Puts whatever Django, Wagtail or another package sends in the outbox.

    Each receiver gets a message of their own and does not see the others, so
    one address that is refused does not make the rest arrive twice.

    Nobody here knows what such a message says, and it may be a link to choose a
    new password. So its text counts as secret, for as long as those links work,
    unless the header ``UNTIL_HEADER`` says for how long.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue them, all or none. Returns how many.

        Raises:
            MailError: an address that is none, or files that are too large.
        """
        # A backend is called from outside and handed no moment.
        now = timezone.now()
        with transaction.atomic():
            return sum(_queue(message, now=now) for message in email_messages)


class MailboxBackend(BaseEmailBackend):
    """Sends nothing: a demonstration shows the outbox itself, at /mailbox/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


def _queue(message: EmailMessage, *, now: datetime) -> bool:
    receivers = message.recipients()
    is_html = message.content_subtype == "html"
    body = str(message.body)
    html, others = _alternatives(message)
    letter = Letter(
        subject=str(message.subject),
        text=strip_tags(body) if is_html else body,
        html=body if is_html else html,
    )
    enclosures = [*others, *(_enclosure(part) for part in message.attachments)]
    told = message.extra_headers.get(UNTIL_HEADER)
    useless_after = datetime.fromisoformat(told) if told else None
    lasts = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    for receiver in receivers:
        message_id = new_message_id()
        queue(
            to=parseaddr(receiver)[1],
            letter=letter,
            key=message_id,
            message_id=message_id,
            at=now,
            secret_until=useless_after or now + lasts,
            useless_after=useless_after,
            enclosures=enclosures,
            sender=_sender(message),
            headers=dict(_headers(message)),
        )
    return bool(receivers)


def _sender(message: EmailMessage) -> str:
    """Empty when it is the site's own, so that a later change of it counts."""
    sender = str(message.extra_headers.get("From", message.from_email))
    return "" if sender == settings.DEFAULT_FROM_EMAIL else sender


def _headers(message: EmailMessage) -> Iterator[tuple[str, str]]:
    if message.reply_to:
        yield "Reply-To", ", ".join(map(str, message.reply_to))
    for name, value in message.extra_headers.items():
        if name.lower() not in HEADERS_OF_OURS:
            yield name, str(value)


def _alternatives(message: EmailMessage) -> tuple[str, list[Enclosure]]:
    """The HTML part, and the message's other forms."""
    html, others = "", []
    for content, media in getattr(message, "alternatives", []):
        if media == "text/html" and not html:
            html = str(content)
        else:
            others.append(Enclosure("", _bytes(content), media or "text/plain", True))
    return html, others


def _enclosure(attachment: Part | MIMEBase | PartMessage) -> Enclosure:
    if isinstance(attachment, MIMEBase | PartMessage):
        return Enclosure(
            filename=attachment.get_filename() or "",
            content=_bytes(attachment.get_payload(decode=True) or b""),
            content_type=str(attachment["Content-Type"]),
        )
    filename, content, media = attachment
    return Enclosure(
        filename or "", _bytes(content), media or "application/octet-stream"
    )


def _bytes(content: object) -> bytes:
    return content if isinstance(content, bytes) else str(content).encode()
