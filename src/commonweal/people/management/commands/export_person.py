import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commonweal.governance.actions import export_person
from commonweal.people.governance_forms import NOBODY
from commonweal.people.management.new_files import new_file
from commonweal.people.queries import find_person


class Command(BaseCommand):
    help = "Write everything held about one person into a ZIP file, noted in the trail."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="or the number of the account")
        parser.add_argument("file", type=Path, help="a new file, such as request.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        person = find_person(options["email"])
        if person is None:
            raise CommandError(NOBODY, returncode=2)
        # An export that cannot be written should not stand in the trail.
        with new_file(path) as out, transaction.atomic():
            export = export_person(person=person, by=None, now=timezone.now())
            out.write(export.as_zip())
            out.flush()
        tables = len(export.sections)
        rows = sum(len(section.rows) for section in export.sections)
        self.stdout.write(f"{path}: {rows} entries from {tables} tables")
