from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.pledges.emails import Message
from commonweal.pledges.links import LASTS


def tell(message: Message, *, at: datetime) -> None:
    """Put a message to a signer in the outbox, in the caller's transaction.

    All of them hold a link that acts for the signer, so staff never see the text.
    """
    signature = message.signature
    queue(
        to=signature.email,
        letter=render(message.template, message.values),
        key=f"{message.template}:{signature.pk}:{message.which}",
        at=at,
        about=signature,
        secret_until=at + LASTS,
        is_transactional=message.is_transactional,
    )
