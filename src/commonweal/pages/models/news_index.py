"""The list of news: current items, everything on one page, the archive."""

from datetime import datetime
from itertools import chain
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from commonweal.design.moment import moment_of
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.listing import ListPaginator
from commonweal.pages.models.narrowing import narrowing
from commonweal.pages.models.news import PER_PAGE, NewsPage, NewsQuerySet
from commonweal.pages.models.turns import latest, soonest, turns


class NewsIndexPage(RoutablePageMixin, ContentPage):
    """Newest first, filtered by topic and audience; the archive by year."""

    template = "pages/news_index_page.html"
    max_count = 1
    subpage_types: ClassVar = ["pages.NewsPage"]

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = "news index"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find an item by its slug, in one query where Wagtail asks two."""
        if len(path_components) == 1 and self.live:
            items = NewsPage.objects.child_of(self)
            for item in items.filter(slug=path_components[0]).for_reading():
                item._cached_parent_obj = self
                item.keep_related()
                return item.route(request, [])
        return super().route(request, path_components)

    def get_route_paths(self) -> list[str]:
        """Addresses that get a redirect of their own when the index is renamed."""
        return ["/", "/all/", "/archive/"]

    def shows_help_lines(self) -> bool:
        return self.is_sensitive

    def items(self, *, now: datetime) -> NewsQuerySet:
        """Current news under this page, pinned items first, then the newest."""
        return self._below().current(now=now).newest_first()

    def past_items(self, *, now: datetime) -> NewsQuerySet:
        return self._below().archived(now=now).order_by("-published_on", "-pk")

    def _below(self) -> NewsQuerySet:
        """The items that whoever may open this list may open too."""
        items = NewsPage.objects.all()
        if self.get_view_restrictions():
            return items.child_of(self)
        # Nothing stands between the list and its items, so that only their own
        # restrictions and their sources' are left to ask about.
        return items.filter(
            items.child_of_q(self),
            view_restrictions=None,
            alias_of__view_restrictions=None,
        )

    @path("")
    def list_current(self, request: HttpRequest) -> HttpResponse:
        items, chosen = self._filtered(self.items(now=moment_of(request)), request)
        page = ListPaginator(items, PER_PAGE).get_page(request.GET.get("page"))
        return self._answer(
            request, "pages/news_index_page.html", {"items": page, **chosen}
        )

    @path("all/", name="all")
    def list_everything(self, request: HttpRequest) -> HttpResponse:
        items = self.items(now=moment_of(request)).for_lists()
        return self._answer(request, "pages/news_all.html", {"items": items})

    @path("archive/", name="archive")
    def list_archive(self, request: HttpRequest) -> HttpResponse:
        return self._archive(request, year=None)

    @path("archive/<int:year>/", name="archive_year")
    def list_archived_year(self, request: HttpRequest, year: int) -> HttpResponse:
        return self._archive(request, year=year)

    def _archive(self, request: HttpRequest, *, year: int | None) -> HttpResponse:
        past = self.past_items(now=moment_of(request))
        years = list(
            past.order_by("-published_on").dates("published_on", "year", "DESC")
        )
        items, chosen = self._filtered(past, request)
        if year is not None:
            if year not in {found.year for found in years}:
                raise Http404
            items = items.filter(published_on__year=year)
        page = ListPaginator(items, PER_PAGE).get_page(request.GET.get("page"))
        context = {"items": page, "years": years, "year": year, **chosen}
        return self._answer(request, "pages/news_archive.html", context)

    def _filtered(
        self, items: NewsQuerySet, request: HttpRequest
    ) -> tuple[NewsQuerySet, dict[str, Any]]:
        """Narrow ``items`` to the topic and audience asked for in the address."""
        chosen = narrowing(request)
        return chosen.applied(items), chosen.context()

    def _answer(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        now = moment_of(request)
        response = TemplateResponse(
            request, template, {**self.get_context(request), **context}
        )
        shown = chain.from_iterable(item.moments() for item in context["items"])
        moments = [*turns(now=now), *shown, self.last_published_at]
        return self.with_headers(
            response,
            now=now,
            changed_at=latest(moments, now=now),
            changes_at=soonest(moments, now=now),
        )
