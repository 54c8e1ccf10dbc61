"""The ``commonweal`` console script: Django's management commands, and ours."""

import os
import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility
from django.db import OperationalError


class _Commands(ManagementUtility):
    def fetch_command(self, subcommand: str) -> Any:
        """Return the command; end with 2, as for other wrong words, if there is none."""
        try:
            return super().fetch_command(subcommand)
        except SystemExit:
            sys.exit(2)


def main() -> None:
    """Run the management command named in ``sys.argv``.

    What the operator can put right ends with exit code 2 and a sentence: a
    missing or unfit environment variable, a command that does not exist, a
    database that cannot be opened.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    try:
        # Usage shows the name that people type, however it was started.
        _Commands(["commonweal", *sys.argv[1:]]).execute()
    except ImproperlyConfigured as error:
        sys.exit(_refuse(str(error)))
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(_refuse(_about_database(error)))


def _about_database(error: OperationalError) -> str:
    reason = " ".join(str(error).split()).rstrip(".")
    return (
        f"The database cannot be used: {reason}. Check that it is running, that "
        "DATABASE_URL and VAR_DIR are right, and that “commonweal migrate” was run."
    )


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"commonweal: {sentence}\n")
    return 2
