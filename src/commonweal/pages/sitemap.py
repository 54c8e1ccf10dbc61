"""The sitemap: every current page, and nothing that search engines should not find."""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Page

from commonweal.directory.metadata import service_path
from commonweal.directory.models import SupportService
from commonweal.directory.queries.searching import current_cutoffs
from commonweal.newsletter.models import Issue
from commonweal.newsletter.queries.reading import in_archive
from commonweal.pages.addresses import path_of
from commonweal.pages.models import ContentPage, SearchPage
from commonweal.pages.models.freshness import Freshness, day_around, freshness_of
from commonweal.pages.models.restrictions import unrestricted
from commonweal.training.metadata import course_path
from commonweal.training.models import Course


class Listed(NamedTuple):
    """What the sitemap needs of a page."""

    url_path: str
    last_published_at: datetime | None
    visible_from: datetime


def listed_types() -> list[type[ContentPage]]:
    """Return the types of pages that search engines should find."""
    models = apps.get_app_config("pages").get_models()
    return [
        model
        for model in models
        if issubclass(model, ContentPage) and model is not SearchPage
    ]


class OurSitemap(Sitemap[Any]):
    """A part of the sitemap, under the address that this installation was given."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc


class TrainingSitemap(OurSitemap):
    """The catalogue's courses and events. One query, however many."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now

    def items(self) -> list[Course]:
        listed = Course.objects.listed(today=localdate(self.now))
        return list(listed.only("slug", "kind", "changed_at").order_by("slug"))

    def location(self, item: Course) -> str:
        return course_path(item)

    def lastmod(self, item: Course) -> datetime:
        return item.changed_at


class NewsletterSitemap(OurSitemap):
    """The issues in the newsletter's archive. One query, however many."""

    def items(self) -> list[Issue]:
        return list(in_archive().only("slug", "frozen_at"))

    def location(self, item: Issue) -> str:
        return reverse("newsletter:read", args=[item.slug])

    def lastmod(self, item: Issue) -> datetime | None:
        return item.frozen_at


class ServicesSitemap(OurSitemap):
    """The support services that are shown. Two queries, however many."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now

    def items(self) -> list[SupportService]:
        shown = SupportService.objects.shown(current_cutoffs(now=self.now))
        return list(shown.only("changed_at").order_by("pk"))

    def location(self, item: SupportService) -> str:
        return service_path(item)

    def lastmod(self, item: SupportService) -> datetime:
        return item.changed_at


class ContentSitemap(OurSitemap):
    """Every page that is current at one moment. One query, however many pages."""

    def __init__(self, *, root: Page, now: datetime) -> None:
        self.root, self.now = root, now

    def items(self) -> list[Listed]:
        first, *rest = (self._current(model) for model in listed_types())
        return [Listed(*row) for row in first.union(*rest).order_by("url_path")]

    def _current(self, model: type[ContentPage]) -> Any:
        below = model.objects.descendant_of(self.root, inclusive=True)
        current = unrestricted(below.current(now=self.now))
        return current.order_by().values_list(*Listed._fields)

    def freshness(self) -> Freshness:
        """Between which moments the list of pages stays as it is. Two queries."""
        after, until = day_around(self.now)
        first, *rest = (
            model.objects.live()
            .filter(**{f"{name}__gt": after, f"{name}__lte": until})
            .order_by()
            .values_list(name, flat=True)
            for model in listed_types()
            for name in ("visible_from", "visible_until")
        )
        return freshness_of(first.union(*rest), now=self.now)

    def location(self, item: Listed) -> str:
        return path_of(item, root=self.root)

    def lastmod(self, item: Listed) -> datetime:
        """When an editor last published it, or when it came into view, if later."""
        return max(item.last_published_at or item.visible_from, item.visible_from)
