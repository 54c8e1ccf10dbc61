"""The pages right below the home page: what the menu names and addresses begin with."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.http import HttpRequest
from wagtail.models import Page

from commonweal.directory.models import SupportService
from commonweal.newsletter.queries.reading import in_archive
from commonweal.pages.models.prepared import answers, put_into_words
from commonweal.training.models import Course

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
    """A page right below the home page, live or not.

    ``has_catalogue``, ``has_newsletter`` and ``has_services`` are true of all or none:
    whether there is training to be found, an issue to be read and a support service,
    asked along because what stands around every page wants to know.
    """

    pk: int
    title: str
    slug: str
    url_path: str
    live: bool
    show_in_menus: bool
    content_type_id: int
    restriction_id: int | None
    has_catalogue: bool
    has_newsletter: bool
    has_services: bool

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
        rows = answers(_question(home.path))
        # A page with two restrictions comes twice: either will do.
        kept[home.pk] = list({row[0]: Branch(*row) for row in rows}.values())
    return kept[home.pk]


@lru_cache(maxsize=8)
def _question(path: str) -> Any:
    below = Page.objects.filter(
        path__startswith=path, depth=len(path) // Page.steplen + 1
    )
    catalogue = Exists(Course.objects.filter(is_published=True))
    newsletter = Exists(in_archive().order_by())
    services = Exists(SupportService.objects.filter(is_published=True))
    around = (catalogue, newsletter, services)
    rows = below.order_by("path").values_list(*COLUMNS, *around)
    return put_into_words(rows)
