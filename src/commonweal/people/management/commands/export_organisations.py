import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.people.management.new_files import new_file
from commonweal.people.models import Organisation
from commonweal.people.organisation_files import HEADER, export_rows
from commonweal.people.spreadsheets import write_csv, write_xlsx


class Command(BaseCommand):
    help = "Write all organisations to a CSV or Excel file, which import reads again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        rows = export_rows(Organisation.objects.for_lists())
        if path.suffix.lower() == ".csv":
            content = write_csv(HEADER, rows)
        elif path.suffix.lower() == ".xlsx":
            content = write_xlsx(HEADER, rows, title="Organisations")
        else:
            raise CommandError(
                f"{path}: choose a name that ends with .csv or .xlsx.", returncode=2
            )
        with new_file(path) as out:
            out.write(content)
