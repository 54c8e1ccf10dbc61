"""The ``commonweal`` console script: Django's management commands, and ours."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the management command named in ``sys.argv``.

    A missing or unfit environment variable ends with exit code 2 and one
    sentence that names it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(_refuse(error))


def _refuse(error: Exception) -> int:
    sys.stderr.write(f"commonweal: {error}\n")
    return 2
