"""``commonweal export_subscribers FILE``: everybody, with the evidence."""

from argparse import ArgumentParser
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.newsletter.actions import note_export
from commonweal.newsletter.subscriber_rows import COLUMNS, rows
from commonweal.people.management.new_files import new_file
from commonweal.people.streamed_tables import csv_lines, excel_file


class Command(BaseCommand):
    help = "Writes all subscribers and their consents to a new CSV or Excel file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, which only its owner may read.

        Raises:
            CommandError: it is there already, or is neither .csv nor .xlsx.
        """
        path: Path = options["file"]
        if path.suffix.lower() not in {".csv", ".xlsx"}:
            raise CommandError(
                f"{path}: choose a name that ends with .csv or .xlsx.", returncode=2
            )
        with new_file(path) as out:
            if path.suffix.lower() == ".csv":
                out.writelines(line.encode() for line in csv_lines(COLUMNS, rows()))
            else:
                with excel_file("Subscribers", COLUMNS, rows()) as file:
                    copyfileobj(file, out)
        note_export(by=None, at=timezone.now())
        self.stdout.write(f"Written: {path}")
