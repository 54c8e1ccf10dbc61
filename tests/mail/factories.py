"""Messages for tests, and backends that behave as mail servers do."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from commonweal.mail.actions import queue
from commonweal.mail.letters import Letter
from commonweal.mail.models import OutgoingEmail

NOW = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LETTER = Letter(
    subject="Your place is confirmed",
    text="Hello Robin\n\nSee you there.",
    html="<p>Hello Robin</p><p>See you there.</p>",
    template="training.place_confirmed",
)
_numbers = count(1)


def queued(**changed: Any) -> OutgoingEmail:
    """Queue a message at ``NOW``, with ``changed`` arguments of ``queue``."""
    arguments: dict[str, Any] = {
        "to": "robin@example.org",
        "letter": LETTER,
        "key": f"test:{next(_numbers)}",
        "at": NOW,
    }
    return queue(**{**arguments, **changed})


class Post(BaseEmailBackend):
    """Takes messages, or fails in the way and as often as it is told to."""

    def __init__(self, *failures: Exception | None) -> None:
        super().__init__()
        self.failures = list(failures)
        self.taken: list[EmailMessage] = []
        self.tried: list[EmailMessage] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.tried += email_messages
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.taken += email_messages
        return len(email_messages)

    @property
    def message_ids(self) -> list[str]:
        return [message.extra_headers["Message-ID"] for message in self.tried]


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours runs after it."""
