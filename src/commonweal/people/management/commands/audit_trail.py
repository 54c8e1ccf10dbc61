import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime

from commonweal.governance.models import AuditEvent, Wanted
from commonweal.people.audit_lines import audit_csv
from commonweal.people.management.new_files import new_file

ON_SCREEN = 200


class Command(BaseCommand):
    help = (
        f"Print the newest {ON_SCREEN} audit events, or write all of them to a CSV "
        "file. People are numbers on the screen and have names in the file."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--since", help="the first day, such as 2026-05-12")
        parser.add_argument("--verb", default="", help="or its beginning: training.")
        parser.add_argument("--csv", type=Path, help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(verb=options["verb"], first=_day(options["since"]))
        events = AuditEvent.objects.matching(wanted)
        if options["csv"]:
            self._write(options["csv"], events)
            return
        for event in events[:ON_SCREEN]:
            self.stdout.write(
                f"{localtime(event.at):%Y-%m-%d %H:%M:%S} {event.verb} "
                f"{event.subject_type} {event.subject_id} by {event.by_id or '–'}"
            )

    def _write(self, path: Path, events: QuerySet[AuditEvent]) -> None:
        with new_file(path) as out:
            written = -1  # The header is no event.
            for line in audit_csv(events):
                out.write(line.encode())
                written += 1
        self.stdout.write(f"{path}: {written} events")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(
            f"--since {text}: expected a day such as 2026-05-12.", returncode=2
        )
    return day
