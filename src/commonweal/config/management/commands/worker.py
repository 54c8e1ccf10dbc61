"""One process beside the web server: queued tasks, and what is due by the clock."""

import argparse
import signal
import threading
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
        stopping = threading.Event()
        _listen(stopping)
        while not stopping.is_set():
            close_old_connections()
            call_command(
                "db_worker",
                # In words: given as a keyword, the default is checked, and refused.
                "--backend=worker",
                "--batch",
                "--no-startup-delay",
                verbosity=0,
            )
            _listen(stopping)
            do_due(is_forced=options["once"], is_stopping=stopping.is_set)
            if options["once"]:
                return
            stopping.wait(PAUSE_SECONDS)


def _listen(stopping: threading.Event) -> None:
    """Set ``stopping`` when the process is asked to end, rather than break off: what
    has been begun, a message on its way above all, is finished and written down.

    Django's own worker for tasks has taken the signals over meanwhile. When it was
    asked while a task ran, it has finished that and tells nobody.
    """

    def stop(signum: int, frame: object) -> None:
        stopping.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        before = getattr(signal.signal(each, stop), "__self__", None)
        if not getattr(before, "running", True):
            stopping.set()
