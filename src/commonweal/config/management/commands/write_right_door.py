"""``commonweal write_right_door``: the files of the right door, without waiting."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.config import right_door


class Command(BaseCommand):
    help = (
        "Writes what the right door reads, the page for failures and the sheet “who to "
        "call”. Each change in the admin does so by itself, and the worker each minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print which files were changed, and where they are."""
        try:
            changed = right_door.write(now=timezone.now())
        except OSError as error:
            raise CommandError(
                f"{error.filename} cannot be written: {error.strerror}. Check "
                "RIGHT_DOOR_FILE, and who owns its folder.",
                returncode=2,
            ) from None
        folder = right_door.folder()
        if changed:
            self.stdout.write(f"Written in {folder}: {', '.join(changed)}.")
        elif right_door.exists():
            self.stdout.write(f"All is current in {folder}.")
        else:
            raise CommandError(
                "There are no doors yet, so nothing was written. Begin with "
                "“commonweal begin_right_door”.",
                returncode=2,
            )
