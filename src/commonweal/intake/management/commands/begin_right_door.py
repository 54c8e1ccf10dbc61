"""``commonweal begin_right_door``: questions and doors for an editor to make their own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.intake.actions import begin_right_door
from commonweal.intake.exceptions import RightDoorBegunError


class Command(BaseCommand):
    help = (
        "Writes the right door’s first questions, rules, doors and office hours, for an "
        "editor to adapt in the admin. Does nothing where there are some already."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print which contacts still need their numbers."""
        try:
            without = begin_right_door()
        except RightDoorBegunError as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(
            "The right door has its questions, rules, doors and office hours."
        )
        if without:
            self.stdout.write(
                "Enter the numbers of these contacts in the admin, under Directory: "
                f"{'; '.join(without)}."
            )
