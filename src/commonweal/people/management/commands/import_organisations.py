import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.people.actions import import_organisations
from commonweal.people.spreadsheets import TableError, read_table


class Command(BaseCommand):
    help = "Make and change organisations as a CSV or Excel file says, all or nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, only."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            table = read_table(path.name, path.read_bytes())
        except (OSError, TableError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise CommandError(f"{path}: {said}", returncode=2) from error
        dry_run = options["dry_run"]
        report = import_organisations(
            table=table, by=None, at=timezone.now(), dry_run=dry_run
        )
        for wrong in report.errors:
            self.stderr.write(f"{path}: {wrong}")
        if report.errors:
            raise CommandError("Nothing was imported.", returncode=2)
        would = "Would be " if dry_run else ""
        self.stdout.write(
            f"{would}made: {report.made}, changed: {report.changed}, "
            f"unchanged: {report.unchanged}"
        )
