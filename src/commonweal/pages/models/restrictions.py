"""Pages that only some may open, kept out of what everybody may read."""

from typing import Any

from django.db.models import Q
from wagtail.models import PageViewRestriction


def unrestricted(rows: Any, *, to: str = "") -> Any:
    """Return those of ``rows``, a QuerySet, whose page anybody may open. One query.

    A restriction holds for the pages below, and for the aliases of a page.
    ``to`` names the path from a row to its page, such as ``page__``.
    """
    restricted = PageViewRestriction.objects.values_list(
        "page__path", "page__aliases__path"
    )
    hidden = Q()
    for path in {path for pair in restricted for path in pair if path}:
        hidden |= Q(**{f"{to}path__startswith": path})
    return rows.exclude(hidden) if hidden else rows
