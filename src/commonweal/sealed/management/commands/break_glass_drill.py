import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.sealed.actions import drill
from commonweal.sealed.exceptions import SealedError


class Command(BaseCommand):
    help = (
        "Try the codes of two break-glass holders. Nothing is opened. The codes are "
        "asked for, or read from standard input, one on each line; never from "
        "arguments, which other programs can see."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drill(codes=_codes(), by=None, at=timezone.now())
        except SealedError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write("These two codes open the break-glass key.")


def _codes() -> list[str]:
    if sys.stdin.isatty():
        return [getpass("Code of one holder: "), getpass("Code of another holder: ")]
    return [line for line in sys.stdin.read().splitlines() if line.strip()]
