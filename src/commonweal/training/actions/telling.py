from collections.abc import Iterable
from datetime import datetime

from commonweal.mail.actions import drop_waiting_about, queue
from commonweal.mail.emails import render
from commonweal.training.emails import Message, changes
from commonweal.training.models import Booking
from commonweal.training.models.booking import BookingQuerySet


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


def take_back(about: Booking | BookingQuerySet, *, at: datetime) -> None:
    """Drop whatever waits to be sent about bookings that are over. Only what takes a
    left-out day out of a calendar is still sent: what closes the booking names the
    days that are left."""
    drop_waiting_about(about=about, at=at, but={changes.GONE.key})
