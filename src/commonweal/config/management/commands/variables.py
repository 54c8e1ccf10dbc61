"""The table of environment variables, as docs/running.md shows it."""

from typing import Any

from django.core.management.base import BaseCommand

from commonweal.config.env import ASKED, Variable

HEAD = "| Variable | What it is | Kind | When not set |\n|---|---|---|---|\n"


class Command(BaseCommand):
    help = "Print the environment variables that the settings read, as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(table(), ending="")


def table() -> str:
    """Return a Markdown table, one row a variable, in the order of the settings."""
    return HEAD + "".join(f"{_row(variable)}\n" for variable in ASKED.values())


def _row(variable: Variable) -> str:
    default = variable.default or "empty"
    if variable.default and " " not in default:
        default = f"`{default}`"
    return f"| `{variable.name}` | {variable.about} | {variable.kind} | {default} |"
