"""Serve the site with demonstration content: what ``make run`` calls."""

import argparse
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.pages.demonstration import demonstrate
from commonweal.people.demonstration import sign_in_path

SERVER = [
    "gunicorn",
    "commonweal.config.wsgi",
    "--preload",
    "--workers",
    "2",
    "--threads",
    "4",
    "--no-control-socket",
    "--log-level",
    "warning",
]


class Command(BaseCommand):
    help = "Fill an empty database with demonstration content, and serve the site."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-serve", action="store_true", help="Prepare and print, then stop."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.COMMONWEAL_DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration: DEMONSTRATION is 0. "
                "To serve a real site, see docs/running.md.",
                returncode=2,
            )
        call_command("migrate", verbosity=0)
        staff = demonstrate(now=timezone.now())
        address = f"http://localhost:{options['port']}"
        self.stdout.write(f"\nThe site is at {address}/\n")
        for role, person in staff.items():
            self.stdout.write(
                f"Sign in once as {role}: {address}{sign_in_path(person)}"
            )
        self.stdout.write(f"E-mail is not sent but shown at {address}/mailbox/")
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()
        if not options["no_serve"]:
            sys.exit(serve(port=options["port"]))


def serve(*, port: int) -> int:
    """Run the production server and the worker until either ends or is stopped.

    Returns:
        The exit code of the one that ended first; 0 when stopped by Ctrl-C or TERM.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    bind = ["--bind", f"127.0.0.1:{port}"]
    children = [
        subprocess.Popen([sys.executable, "-m", *SERVER, *bind]),  # noqa: S603 - our own words
        subprocess.Popen([sys.executable, "-m", "commonweal.config", "worker"]),
    ]
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        return next(code for child in children if (code := child.poll()) is not None)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=10)
