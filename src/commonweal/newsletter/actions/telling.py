from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.newsletter.emails.subscribing import Message


def tell(message: Message, *, at: datetime) -> None:
    """Put a message about a subscription in the outbox, in the caller's transaction."""
    queue(
        to=message.to,
        letter=render(message.template, message.values),
        key=message.key,
        at=at,
        about=message.about,
        secret_until=message.secret_until,
        is_transactional=message.is_transactional,
        sender=message.sender,
        headers={"Reply-To": message.reply_to} if message.reply_to else {},
    )
