from datetime import datetime

from commonweal.intake.enquiry_emails import Message
from commonweal.mail.actions import queue
from commonweal.mail.emails import render


def tell(message: Message, *, at: datetime, reply_to: str = "") -> None:
    """Put a message about an enquiry in the outbox, in the caller's transaction."""
    queue(
        to=message.to,
        letter=render(message.template, message.values),
        key=f"{message.template}:{message.enquiry.pk}:{message.which}",
        at=at,
        about=message.enquiry,
        headers={"Reply-To": reply_to} if reply_to else {},
    )
