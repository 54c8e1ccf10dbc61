"""Serve the site with demonstration content: what ``make run`` calls."""

import argparse
import os
import signal
import socket
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
from commonweal.sealed.demonstration import PASSPHRASE

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
        port = options["port"]
        address = f"http://localhost:{port}"
        if not options["no_serve"]:
            refuse_unless_free(port)
            # The content names the site too, as a drafted newsletter does.
            settings.SITE_ADDRESS = address
        call_command("migrate", verbosity=0)
        staff = demonstrate(now=timezone.now())
        self.stdout.write(f"\nThe site is at {address}/\n")
        for role, person in staff.items():
            self.stdout.write(
                f"Sign in once as {role}: {address}{sign_in_path(person)}"
            )
        self.stdout.write(f"Both unlock sealed forms with: {PASSPHRASE}")
        self.stdout.write(f"E-mail is not sent but shown at {address}/mailbox/")
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()
        if not options["no_serve"]:
            sys.exit(serve(port=port, address=address))


def refuse_unless_free(port: int) -> None:
    """Say so before the work begins if nothing can be served at ``port``.

    Raises:
        CommandError: it is not a port, is taken, or is the administrator's.
    """
    if not 1 <= port <= 65535:
        raise CommandError(
            f"--port must be a number from 1 to 65535, not {port}.", returncode=2
        )
    with socket.socket() as probe:
        # As the server does: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used: {error.strerror}. Stop what is running "
                f"there, or choose another: make run PORT={port + 1}",
                returncode=2,
            ) from None


def serve(*, port: int, address: str) -> int:
    """Run the production server and the worker until either ends or is stopped.

    ``address`` is what both are to call the site, whatever .env says: feeds and
    calendar files name it.

    Returns:
        The exit code of the one that ended first; 0 when stopped by Ctrl-C or TERM.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    commands = (
        [*SERVER, "--bind", f"127.0.0.1:{port}"],
        ["commonweal.config", "worker"],
    )
    children = [
        subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", *command],
            env={**os.environ, "SITE_ADDRESS": address},
        )
        for command in commands
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
