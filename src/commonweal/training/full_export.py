"""Everything that training and people hold, one CSV file a table."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from commonweal.people.models import Person
from commonweal.people.streamed_tables import Cell, csv_lines
from commonweal.training.models import Diary

ROOMS = ("people", "directory", "training")
# What lets somebody in is no use to another system, and a danger in a file.
SECRETS = {Person: {"password"}, Diary: {"secret"}}
CHUNK = 2000


def tables() -> list[type[models.Model]]:
    """Return the tables that are written, those that join two others among them."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
    ]


@transaction.atomic
def write_tables(directory: Path) -> dict[str, int]:
    """Write each table to ``directory``, which only its owner may open.

    Columns are named as in the database; a row of another table is named by its
    ``id``. Secrets are left out.

    Returns:
        The number of rows by the name of the file.

    Raises:
        OSError: the directory is not empty, or cannot be written to.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise FileExistsError(17, "it is not empty", str(directory))
    return {
        f"{table._meta.db_table}.csv": _write(table, directory) for table in tables()
    }


def _write(table: type[models.Model], directory: Path) -> int:
    left_out = SECRETS.get(table, set())
    columns = [
        field.attname
        for field in table._meta.concrete_fields
        if field.name not in left_out
    ]
    counted = 0

    def rows() -> Iterator[tuple[Cell, ...]]:
        nonlocal counted
        found = table._base_manager.order_by("pk").values_list(*columns)
        for row in found.iterator(chunk_size=CHUNK):
            counted += 1
            yield tuple(_plain(value) for value in row)

    path = directory / f"{table._meta.db_table}.csv"
    with path.open("x", encoding="utf-8", newline="") as file:
        path.chmod(0o600)
        file.writelines(csv_lines(columns, rows()))
    return counted


def _plain(value: Any) -> Cell:
    """Return what a column holds as a cell: lists as JSON, the rest as it is written."""
    if isinstance(value, list | dict):
        return json.dumps(value)
    is_plain = value is None or isinstance(value, str | int | float | Decimal | date)
    return value if is_plain else str(value)
