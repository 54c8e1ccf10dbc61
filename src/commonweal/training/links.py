"""Links in messages that let somebody act without signing in.

A link names a row and nothing else that a reader could understand. Opening it
shows a page; only what is sent from that page changes anything, because mail
gateways open every link. Whether the row may still be acted on, the row decides:
the link outlives it, so that its page can say what has become of the place.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from commonweal.training.exceptions import LinkError

OUTLIVES = timedelta(days=30)
UNKNOWN = (
    "This link is not complete. Open it from the message again, "
    "or sign in to see your bookings."
)
TOO_OLD = (
    "This link is too old. Sign in to see your bookings, or ask the training team."
)


class Purpose(StrEnum):
    """What a link is for. One made for one purpose opens no other."""

    APPROVAL = "approval"  # names an Approval: its manager answers
    OFFER = "offer"  # names an Offer: take the place, or leave it
    ANSWER = "answer"  # names a Booking: coming, give back, send a colleague
    JOIN = "join"  # names a Booking: the online room


def sign(purpose: Purpose, pk: int, *, until: datetime) -> str:
    """Return the part of an address that stands for a row.

    Args:
        until: aware; when what it is about is over. The link works 30 days longer.
    """
    expires = int((until + OUTLIVES).timestamp())
    return _signer(purpose).sign_object([pk, expires])


def read(purpose: Purpose, token: str, *, now: datetime) -> int:
    """Return the primary key that a link names.

    Raises:
        LinkError: it was changed on its way, made for another purpose, or is too old.
    """
    try:
        pk, expires = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise LinkError(UNKNOWN) from error
    if now.timestamp() >= expires:
        raise LinkError(TOO_OLD)
    return int(pk)


def _signer(purpose: Purpose) -> Signer:
    # A colon in an address is cut off by some mail programs.
    return Signer(salt=f"commonweal.training.{purpose}", sep=".")
