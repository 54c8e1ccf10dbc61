import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.directory.actions import import_services
from commonweal.directory.open_referral.reading import FileError, parse_file


class Command(BaseCommand):
    help = (
        "Make and change support services as an Open Referral file says, all or none."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="JSON: a page of /services, or one."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, only."
        )
        parser.add_argument(
            "--publish", action="store_true", help="Show new services at once."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            listed = parse_file(path.read_bytes())
        except (OSError, FileError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise CommandError(f"{path}: {said}", returncode=2) from error
        dry_run = options["dry_run"]
        report = import_services(
            listed=listed,
            by=None,
            at=timezone.now(),
            publish=options["publish"],
            dry_run=dry_run,
        )
        for problem in report.problems:
            self.stderr.write(f"{path}: {problem}")
        if report.problems:
            raise CommandError("Nothing was imported.", returncode=2)
        for note in report.notes:
            self.stdout.write(note)
        would = "Would be " if dry_run else ""
        self.stdout.write(
            f"{would}made: {report.made}, changed: {report.changed}, "
            f"unchanged: {report.unchanged}"
        )
        if report.hidden:
            self.stdout.write(
                f"Of these, not shown until somebody confirms them: {report.hidden}"
            )
