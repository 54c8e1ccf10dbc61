"""``commonweal import_news FILE…``: reads saved "latest news" pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commonweal.importing.actions import import_news
from commonweal.importing.exceptions import ImportingError
from commonweal.importing.news import read_news
from commonweal.importing.report import as_json, as_text

EXIT_WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Reads saved “Latest news” pages (text captures or HTML), one or several"
        " snapshots of one page, and writes the news items in them as pages."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish what is not in question; without it all become drafts.",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Read and report, and write nothing.",
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the report as JSON."
        )
        parser.add_argument(
            "--keep-all",
            action="store_true",
            help="Archive nothing: items missing from the newest file stay current.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report, or end with exit code 2 and a sentence per bad file."""
        try:
            report = read_news(
                options["files"],
                keep_all=options["keep_all"],
                tell=self.stderr.write,
            )
        except ImportingError as error:
            self.stderr.write(str(error))
            raise SystemExit(EXIT_WRONG_INPUT) from None
        if not options["dry_run"]:
            outcome = import_news(
                report,
                publish=options["publish"],
                by=None,
                at=timezone.now(),
                tell=self.stderr.write,
            )
        else:
            outcome = None
        words = (
            as_json(report, outcome=outcome)
            if options["json"]
            else as_text(report, publish=options["publish"], outcome=outcome)
        )
        self.stdout.write(words, ending="")
