from io import StringIO
from pathlib import Path

from django.core.management import call_command

from commonweal.config.env import ASKED

RUNNING = Path(__file__).parents[2] / "docs" / "running.md"
OPENS, CLOSES = "<!-- commonweal variables -->\n", "<!-- end of variables -->\n"


def test_variables_prints_the_table_that_the_docs_show():
    printed = StringIO()

    call_command("variables", stdout=printed)

    shown = RUNNING.read_text().split(OPENS)[1].split(CLOSES)[0]
    assert shown == printed.getvalue()


def test_variables_all_say_what_they_are_for():
    unsaid = [variable.name for variable in ASKED.values() if not variable.about]

    assert {"SECRET_KEY", "DATABASE_URL", "SITE_ADDRESS"} <= ASKED.keys()
    assert unsaid == []


def test_no_variable_shows_a_path_or_host_of_this_machine():
    shown = " ".join(variable.default for variable in ASKED.values())

    assert "testserver" not in shown
    assert "/tmp" not in shown  # noqa: S108 - looked for, not used
    assert str(Path.home()) not in shown
