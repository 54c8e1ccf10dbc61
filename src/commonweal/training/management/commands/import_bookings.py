"""``commonweal import_bookings FILE``: people and past attendance from elsewhere."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commonweal.training.actions.past_attendance import Outcome, import_past_attendance
from commonweal.training.bookings_file import UnreadableFileError, read_bookings_file

EXIT_WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Reads people and past attendance from a CSV file of another system. With a "
        "single mistake in it nothing is written. See docs/rules/import-bookings.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Check and count; write nothing."
        )
        parser.add_argument(
            "--add-courses",
            action="store_true",
            help="Make courses that are not known, out of the catalogue.",
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the report as JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report; end with exit code 2 when something is wrong."""
        now = timezone.now()
        try:
            rows, problems = read_bookings_file(
                options["file"], today=timezone.localdate(now)
            )
        except UnreadableFileError as error:
            self.stderr.write(str(error))
            raise SystemExit(EXIT_WRONG_INPUT) from None
        outcome = import_past_attendance(
            rows=rows,
            by=None,
            at=now,
            may_add_courses=options["add_courses"],
            # Rows that cannot be read keep the others from being written.
            is_dry_run=options["dry_run"] or bool(problems),
        )
        outcome.rows += len({problem.row for problem in problems})
        outcome.problems = sorted([*problems, *outcome.problems], key=attrgetter("row"))
        is_written = not options["dry_run"] and not outcome.problems
        self._report(outcome, is_written=is_written, as_json=options["json"])
        if outcome.problems:
            raise SystemExit(EXIT_WRONG_INPUT)

    def _report(self, outcome: Outcome, *, is_written: bool, as_json: bool) -> None:
        if as_json:
            self.stdout.write(
                json.dumps({"written": is_written, **asdict(outcome)}, indent=2)
            )
            return
        for problem in outcome.problems:
            self.stderr.write(str(problem))
        made = "made" if is_written else "would be made; nothing was written"
        self.stdout.write(
            f"{outcome.rows} rows. {outcome.people_made} people, "
            f"{outcome.courses_made} courses, {outcome.sessions_made} sessions and "
            f"{outcome.bookings_made} bookings {made}. "
            f"{outcome.bookings_found} bookings were there already."
        )
