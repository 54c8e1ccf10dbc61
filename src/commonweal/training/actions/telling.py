from collections.abc import Iterable
from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.training.emails import Message


def tell(messages: Message | Iterable[Message], *, at: datetime) -> None:
    """Put messages in the outbox, in the caller's transaction: a rollback takes them
    back. Nothing is queued to nobody, nor twice under one key."""
    for message in [messages] if isinstance(messages, Message) else messages:
        if message.to:
            queue(
                to=message.to,
                letter=render(message.template, message.values),
                key=message.key,
                at=at,
                about=message.about,
                enclosures=message.enclosures,
                useless_after=message.useless_after,
            )
