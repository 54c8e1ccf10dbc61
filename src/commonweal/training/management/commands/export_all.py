"""``commonweal export_all DIRECTORY``: everything of training and people, as CSV."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from commonweal.training.full_export import write_tables

EXIT_WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Writes every table of training, people and the directory as CSV to an "
        "empty directory, so that nobody is locked in. Secrets are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", metavar="DIRECTORY", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows each file has."""
        directory: Path = options["directory"]
        try:
            written = write_tables(directory)
        except OSError as error:
            self.stderr.write(
                f"{directory} cannot be used: {error.strerror}. Name an empty or a "
                "new directory."
            )
            raise SystemExit(EXIT_WRONG_INPUT) from None
        for name, rows in written.items():
            self.stdout.write(f"{name}: {rows}")
        self.stdout.write(
            "These files are about people. Keep them where only you can open them, "
            "and delete them when they are no longer needed."
        )
