"""The pages right below the home page: what the menu names and addresses begin with."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

# In the order of the fields of ``Branch``.
COLUMNS = (
    "pk",
    "title",
    "slug",
    "url_path",
    "live",
    "show_in_menus",
    "content_type_id",
    "view_restrictions",
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A page right below the home page, live or not."""

    pk: int
    title: str
    slug: str
    url_path: str
    live: bool
    show_in_menus: bool
    content_type_id: int
    restriction_id: int | None

    @property
    def kind(self) -> Any:
        """Its class, or None when the code of it has gone."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def is_named(self) -> bool:
        """Whether everybody may know of it."""
        return self.live and self.restriction_id is None


def branches_of(home: Page, *, request: HttpRequest) -> list[Branch]:
    """Return the pages below ``home`` in their order, drafts too. One query.

    They lead to the page asked for and make the menu around it, so they are kept
    for the whole of a request.
    """
    kept: dict[int, list[Branch]] = request.__dict__.setdefault("_branches", {})
    if home.pk not in kept:
        rows = Page.objects.child_of(home).order_by("path").values_list(*COLUMNS)
        # A page with two restrictions comes twice: either will do.
        kept[home.pk] = list({row[0]: Branch(*row) for row in rows}.values())
    return kept[home.pk]
