"""Putting messages in the outbox."""

from collections.abc import Iterable
from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.sealed.emails.told import Told


def tell(messages: Iterable[Told], *, at: datetime) -> None:
    """Queue messages, in the caller's transaction. Each goes once, by its key."""
    for message in messages:
        queue(
            to=message.to,
            letter=render(message.template.key, message.values),
            key=message.key,
            at=at,
            about=message.about,
        )
