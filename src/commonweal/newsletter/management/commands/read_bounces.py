"""``commonweal read_bounces FILE``: what mail servers sent back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.newsletter.actions import Report, take_in
from commonweal.newsletter.bounce_messages import (
    UnreadableMailboxError,
    failures_in,
    messages_in,
)


class Command(BaseCommand):
    help = (
        "Reads delivery failures and complaints from a mailbox (mbox, Maildir or one "
        "message) and stops the newsletter for those concerned. Each is taken in once, "
        "so the same mailbox can be read again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many there were; end with exit code 2 when it is no mailbox."""
        now, path = timezone.now(), options["file"]
        messages = failures = new = 0
        try:
            for message in messages_in(path):
                messages += 1
                for failure in failures_in(message):
                    failures += 1
                    report = Report(
                        event_id=failure.event_id,
                        kind=failure.kind,
                        address=failure.address,
                        code=failure.code,
                        # A date to come would be a mistake of the other side's clock.
                        at=min(failure.at or now, now),
                        message_id=failure.message_id,
                    )
                    new += take_in(report=report, at=now)
        except UnreadableMailboxError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        self.stdout.write(
            f"Messages read: {messages}. Failures and complaints in them: {failures}. "
            f"New: {new}."
        )
