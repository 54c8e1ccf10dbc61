"""On PostgreSQL, an index for what searching asks.

Wagtail's search looks in title and body as one, for which its own indexes, one for each,
are of no use: without this every search reads the words of everything.
"""

from typing import Any

from django.db import migrations

MAKE = (
    "CREATE INDEX IF NOT EXISTS directory_search_title_or_body"
    " ON wagtailsearch_indexentry USING gin ((title || body))"
)
DROP = "DROP INDEX IF EXISTS directory_search_title_or_body"


def _make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def _drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_add_venue"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(_make, _drop)]
