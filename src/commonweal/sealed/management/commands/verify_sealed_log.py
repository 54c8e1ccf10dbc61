"""``commonweal verify_sealed_log``: whether the log of sealed forms is whole."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.sealed.actions import verify_log
from commonweal.sealed.actions.checking import problem_of


class Command(BaseCommand):
    help = (
        "Reads the log of sealed forms from its first entry and reckons each hash "
        "again. Ends with exit code 2 when an entry was changed or taken away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            default="",
            metavar="HASH",
            help="a head that was written down earlier; it must still be in the log",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many entries there are, and the head to write down.

        Raises:
            CommandError: the log is not whole, or HASH cannot be one.
        """
        head = options["head"].strip().lower()
        if head and not re.fullmatch(r"[0-9a-f]{64}", head):
            raise CommandError(
                "--head: a head has 64 characters, 0 to 9 and a to f, as this command "
                "prints it.",
                returncode=2,
            )
        verdict = verify_log()
        said = problem_of(verdict, head=head)
        if said:
            raise CommandError(
                f"The log is not whole. {said} Keep a copy of the database as it is, "
                "and tell your data protection officer.",
                returncode=2,
            )
        self.stdout.write(f"The log is whole: {verdict.entries} entries.")
        self.stdout.write(f"Head, to be written down elsewhere: {verdict.head}")
