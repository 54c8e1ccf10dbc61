"""Rows made by the database itself: INSERT … SELECT, a table at a time."""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def fill(model: type[models.Model], source: str, **values: str) -> int:
    """Insert one row for each row of ``source``, and return how many there are.

    Args:
        source: what stands after FROM.
        values: an SQL expression for each column that has one, by the field's name;
            what is left out gets the field's default.
    """
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.name in values or not field.primary_key
    ]
    unknown = values.keys() - {field.name for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    chosen, given = [], []
    for field in fields:
        if field.name in values:
            chosen.append(values[field.name].replace("%", "%%"))
        else:
            chosen.append(f"%s::{field.db_type(connection)}")
            given.append(field.get_db_prep_save(field.get_default(), connection))
    into = f"INSERT INTO {model._meta.db_table} ({columns})"
    of = f"SELECT {', '.join(chosen)} FROM {source.replace('%', '%%')}"  # noqa: S608 - our words
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {of}", given)
        made = cursor.rowcount
        if any(field.primary_key for field in fields):
            _go_on_after(cursor, model)
    return made


def _go_on_after(cursor: Any, model: type[models.Model]) -> None:
    """Let the numbers that the database gives begin after ours."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
        cursor.execute(statement)
