"""Pages that only some may open, kept out of what everybody may read."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def unrestricted(rows: Any, *, to: str = "") -> Any:
    """Return those of ``rows``, a QuerySet, whose page anybody may open.

    A restriction holds for every page below, and for the aliases of a page. It is
    looked up inside the query itself, which costs no other one.

    Args:
        to: the way from a row to its page, such as ``page__``.
    """
    place = ExpressionWrapper(OuterRef(f"{to}path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(place=place).filter(
        Q(place__startswith=F("page__path"))
        | Q(place__startswith=F("page__aliases__path"))
    )
    return rows.filter(~Exists(above))
