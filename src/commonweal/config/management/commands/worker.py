"""One process beside the web server: queued tasks, and what is due by the clock."""

import argparse
import signal
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from commonweal.config.due import do_due

PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = (
        "Run queued tasks, deliver mail, and do what the clock asks for: publish "
        "scheduled pages, erase what has been kept long enough. Several may run at "
        "once; nothing is wrong while none runs, only later."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="One round of everything, then stop."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)
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
                do_due(is_forced=options["once"])
                if options["once"]:
                    return
                time.sleep(PAUSE_SECONDS)
        except KeyboardInterrupt:
            return


def _stop(signum: int, frame: object) -> None:
    raise KeyboardInterrupt
