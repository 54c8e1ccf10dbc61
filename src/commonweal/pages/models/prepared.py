"""Questions that every page asks, put into SQL once."""

from typing import Any

from django.db import connection


def put_into_words(rows: Any) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL and the parameters of ``rows``, a QuerySet of ``values_list()``.

    Django takes several times longer to write a short question than the database
    to answer it. Where nothing in it changes from one request to the next, keep
    what this returns and ask with ``answers``.
    """
    sql, parameters = rows.query.sql_with_params()
    return sql, tuple(parameters)


def answers(question: tuple[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows as the database tells them. One query.

    Only for columns of text and whole numbers, and such as are true or false:
    SQLite tells the latter as 1 and 0, and moments as text.
    """
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return cursor.fetchall()
