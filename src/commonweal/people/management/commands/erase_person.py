import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.governance.actions import erase_person
from commonweal.governance.exceptions import ErasureError
from commonweal.people.governance_forms import NOBODY
from commonweal.people.queries import find_person


class Command(BaseCommand):
    help = "Erase what is held about one person, but for what must be kept."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="or the number of the account")
        parser.add_argument(
            "--reason",
            required=True,
            help="for the audit trail; a reference, not the person's name",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, only."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = find_person(options["email"])
        if person is None:
            raise CommandError(NOBODY, returncode=2)
        try:
            outcome = erase_person(
                person=person,
                by=None,
                at=timezone.now(),
                reason=options["reason"],
                dry_run=options["dry_run"],
            )
        except ErasureError as error:
            raise CommandError(str(error), returncode=2) from error
        for erased in outcome:
            why = f" ({erased.because})" if erased.because else ""
            self.stdout.write(f"{erased.table}, {erased.rows}: {erased.words}{why}")
        changed = sum(erased.changed for erased in outcome)
        self.stdout.write(
            f"Nothing was changed; {changed} entries would be."
            if options["dry_run"]
            else f"Account {person.pk} is erased: {changed} entries were changed."
        )
