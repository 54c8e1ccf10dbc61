"""Put messages in the outbox, and take back what no longer holds."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model, QuerySet

from commonweal.mail.exceptions import MailError
from commonweal.mail.letters import Enclosure, Letter
from commonweal.mail.models import EnclosedFile, OutgoingEmail

LARGEST_ENCLOSURES = 10 * 1024 * 1024  # bytes; most servers refuse 20 to 25 MB


def queue(
    *,
    to: str,
    letter: Letter,
    key: str,
    at: datetime,
    about: Model | None = None,
    enclosures: Sequence[Enclosure] = (),
    send_at: datetime | None = None,
    useless_after: datetime | None = None,
    secret_until: datetime | None = None,
    is_transactional: bool = True,
    sender: str = "",
    headers: Mapping[str, str] | None = None,
    message_id: str = "",
) -> OutgoingEmail:
    """Put one message to one address in the outbox, in the caller's transaction:
    when that is rolled back there is no message.

    Args:
        key: what this message is, at most 200 characters, for example
            ``training.reminder:14d:booking-812``. A key that was used before
            queues nothing and returns the first row as it is.
        about: the record it is about, kept as its type and id.
        send_at: not sent before; ``at`` when not given.
        useless_after: not sent at or after this moment.
        secret_until: the text holds a code or a link that lets somebody in. It
            is never shown to staff, is erased at that moment and is useless
            from then on.
        is_transactional: False for what people can ask not to get. Such a
            message is not sent to an address that is suppressed.
        sender: "Name <address>"; the site's own when empty.
        message_id: with its angle brackets; made here when empty. It is the
            same at every attempt, so that a receiver can tell a repetition.

    Raises:
        MailError: ``to`` is no e-mail address, or the files are too large.
        ValueError: the key is empty or too long, or the letter holds a code and
            ``secret_until`` is not given.
    """
    if not 0 < len(key) <= 200:
        raise ValueError("A message's key has 1 to 200 characters.")
    if letter.holds_code and secret_until is None:
        raise ValueError("A letter with a code needs the moment when that expires.")
    if secret_until is not None:
        useless_after = min(secret_until, useless_after or secret_until)
    _check(to, enclosures)
    with transaction.atomic(savepoint=False):
        email, is_new = OutgoingEmail.objects.get_or_create(
            key=key,
            defaults={
                "template": letter.template,
                "about_type": about._meta.label if about else "",
                "about_id": str(about.pk) if about else "",
                "to": to,
                "sender": sender,
                "subject": " ".join(letter.subject.split())[:250],
                "text": letter.text,
                "html": letter.html,
                "headers": dict(headers or {}),
                "message_id": message_id or new_message_id(),
                "is_transactional": is_transactional,
                "queued_at": at,
                "send_at": send_at or at,
                "next_attempt_at": send_at or at,
                "useless_after": useless_after,
                "secret_until": secret_until,
            },
        )
        if is_new:
            _enclose(email, enclosures)
    return email


def new_message_id() -> str:
    """Return a Message-ID nobody else has (RFC 5322, 3.6.4)."""
    return f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_ADDRESS).hostname}>"


def _check(address: str, enclosures: Sequence[Enclosure]) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        # Not the address itself: this is shown, and logged.
        raise MailError("That is not a whole e-mail address.") from error
    if sum(len(each.content) for each in enclosures) > LARGEST_ENCLOSURES:
        raise MailError("The files are too large to send: at most 10 MB in all.")


def _enclose(email: OutgoingEmail, enclosures: Sequence[Enclosure]) -> None:
    EnclosedFile.objects.bulk_create(
        EnclosedFile(
            email=email,
            position=position,
            filename=each.filename[:200],
            content_type=each.content_type,
            as_alternative=each.as_alternative,
            content=each.content,
        )
        for position, each in enumerate(enclosures, 1)
    )


def drop_waiting_about(
    *,
    about: Model | QuerySet[Any],
    at: datetime,
    templates: Collection[str] | None = None,
    but: Collection[str] = (),
) -> int:
    """Drop what waits to be sent about a record, because it no longer holds:
    the reminders of a booking that was cancelled, for example.

    Args:
        about: one record, or several of a kind.
        templates: only messages of these kinds; all when not given.
        but: not messages of these kinds, which hold whatever comes.

    Returns:
        How many were dropped. One that is being sent at this moment is not
        among them: it cannot be called back.
    """
    rows = (
        [about.pk] if isinstance(about, Model) else about.values_list("pk", flat=True)
    )
    model = about if isinstance(about, Model) else about.model
    waiting = OutgoingEmail.objects.filter(
        about_type=model._meta.label,
        about_id__in=[str(pk) for pk in rows],
        status=OutgoingEmail.Status.WAITING,
    )
    waiting = waiting.exclude(template__in=but)
    if templates is not None:
        waiting = waiting.filter(template__in=templates)
    return waiting.update(
        status=OutgoingEmail.Status.DROPPED,
        last_error=f"no longer true on {at:%Y-%m-%d}",
    )
