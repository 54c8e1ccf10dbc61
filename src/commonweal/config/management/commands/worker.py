"""One process beside the web server: queued tasks, and what is due by the clock."""

import argparse
import signal
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from commonweal.pages.actions import publish_due

TICK_SECONDS = 60
PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = (
        "Run queued tasks, and once a minute what is due: pages scheduled to be "
        "published. Several may run at once; nothing is wrong while none runs, "
        "only later."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)
        ticked_at = float("-inf")
        try:
            while True:
                close_old_connections()
                call_command(
                    "db_worker",
                    # In words: given as a keyword, the default is checked, and refused.
                    "--backend=worker",
                    "--batch",
                    "--no-startup-delay",
                    verbosity=0,
                )
                if time.monotonic() - ticked_at >= TICK_SECONDS:
                    self._tick()
                    ticked_at = time.monotonic()
                if options["once"]:
                    return
                time.sleep(PAUSE_SECONDS)
        except KeyboardInterrupt:
            return

    def _tick(self) -> None:
        for refusal in publish_due(now=timezone.now()):
            self.stderr.write(refusal)


def _stop(signum: int, frame: object) -> None:
    raise KeyboardInterrupt
