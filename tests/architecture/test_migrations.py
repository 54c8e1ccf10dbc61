import ast
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[2]
MIGRATIONS = sorted((ROOT / "src/commonweal").glob("*/migrations/0*.py"))
DESTROYING = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "RunSQL"}
# Undone in this order, each finds what it needs still there.
ROOMS = [
    *("importing", "pages", "training", "newsletter", "intake", "pledges"),
    *("sealed", "directory", "mail"),
    *("governance", "design"),
]


def _ours():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        key: migration
        for key, migration in loader.disk_migrations.items()
        if apps.get_app_config(key[0]).name.startswith("commonweal.")
    }


def undeclared_destruction(source: str) -> list[str]:
    """Return the destructive operations of a migration without ``# destroys:``
    on the line above."""
    lines = source.splitlines()
    return [
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in DESTROYING
        and not lines[node.lineno - 2].strip().startswith("# destroys: ")
    ]


@pytest.mark.django_db
def test_models_and_migrations_agree():
    said = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=said)

    assert said.getvalue() == "No changes detected\n"


def test_every_operation_can_be_taken_back():
    one_way = [
        f"{room}.{name}: {operation.describe()}"
        for (room, name), migration in _ours().items()
        for operation in migration.operations
        if not operation.reversible
    ]

    assert _ours()
    assert one_way == []


@pytest.mark.parametrize(
    "path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_migration_has_a_name_and_says_what_it_destroys(path):
    assert re.fullmatch(r"\d{4}_(?!auto_|initial$)[a-z0-9_]+", path.stem)
    assert undeclared_destruction(path.read_text()) == []


def test_destruction_is_noticed():
    silent = "operations = [\n    migrations.RemoveField('a', 'b'),\n]"
    said = "operations = [\n    # destroys: b, kept in c\n    migrations.RemoveField('a', 'b'),\n]"

    assert (undeclared_destruction(silent), undeclared_destruction(said)) == (
        ["RemoveField"],
        [],
    )


UNDO_AND_DO_AGAIN = f"""
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
for room in {ROOMS}:
    call_command("migrate", room, "zero", verbosity=0)
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
"""


def test_migrations_can_be_undone_and_done_again(tmp_path):
    # In a process of its own: the database of this one is for all tests.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNDO_AND_DO_AGAIN],
        env={
            **os.environ,
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": "sqlite://:memory:",
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings_test",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_every_room_with_tables_is_undone_by_the_test_above():
    with_tables = {room for room, _ in _ours()}

    # Everything of Wagtail's hangs on the table of people, and some of its own
    # migrations cannot be undone.
    assert with_tables - set(ROOMS) == {"people"}
