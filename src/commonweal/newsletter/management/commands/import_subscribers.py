"""``commonweal import_subscribers FILE``: a list of subscribers from elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.newsletter.actions import Imported, import_subscribers
from commonweal.newsletter.subscribers_file import (
    ImportedSubscriber,
    Problem,
    UnreadableFileError,
    read_subscribers,
)
from commonweal.people.spreadsheets import LARGEST


class Command(BaseCommand):
    help = (
        "Takes over subscribers from a CSV or Excel file. With a single mistake in it "
        "nothing is written. See docs/rules/newsletter-subscribing.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Check and count; write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done; end with exit code 2 when something is wrong."""
        rows, problems = self._rows(options["file"])
        is_dry_run = options["dry_run"]
        outcome = import_subscribers(
            rows=rows,
            problems=problems,
            by=None,
            at=timezone.now(),
            is_dry_run=is_dry_run,
        )
        for problem in outcome.problems:
            self.stderr.write(f"{options['file']}: {problem}")
        if outcome.problems:
            raise CommandError("Nothing was imported.", returncode=2)
        self._report(outcome, is_dry_run=is_dry_run)

    def _rows(self, path: Path) -> tuple[list[ImportedSubscriber], list[Problem]]:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            return read_subscribers(path.name, content, today=timezone.localdate())
        except (OSError, UnreadableFileError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise CommandError(f"{path}: {said}", returncode=2) from error

    def _report(self, outcome: Imported, *, is_dry_run: bool) -> None:
        would = "Would be " if is_dry_run else ""
        self.stdout.write(
            f"{would}added: {outcome.added}, to be invited: {outcome.invited}, "
            f"there already: {outcome.there}, suppressed: {len(outcome.suppressed)}, "
            f"invited before: {len(outcome.asked_before)}"
        )
        for number in outcome.suppressed:
            self.stdout.write(
                f"Row {number}: wants no mail, or mail to it is refused. Only its owner "
                "can lift that, by signing up."
            )
        for number in outcome.asked_before:
            self.stdout.write(f"Row {number}: was invited before, and not again.")
