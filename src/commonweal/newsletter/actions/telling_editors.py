"""Put what editors are told about an issue in the outbox."""

from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.newsletter.emails.issues import Told
from commonweal.newsletter.models import Issue


def tell(told: Told, *, issue: Issue, at: datetime) -> None:
    """Queue it, in the caller's transaction."""
    queue(
        to=told.to,
        letter=render(told.template.key, told.values),
        key=told.key,
        at=at,
        about=issue,
    )
