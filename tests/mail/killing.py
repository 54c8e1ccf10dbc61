"""A delivery that is killed just after the server took the message.

    DATABASE_URL=… python -m tests.mail.killing

A process of its own, because nothing that runs in the test can be killed.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime

import django
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Killing(BaseEmailBackend):
    """Tells which message it took; then the machine is gone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sys.stdout.write(str(email_messages[0].extra_headers["Message-ID"]))
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
        return 1


if __name__ == "__main__":
    django.setup()
    from commonweal.mail.actions import deliver_due

    deliver_due(
        now=datetime.fromisoformat(sys.argv[1]), worker="killed", backend=Killing()
    )
