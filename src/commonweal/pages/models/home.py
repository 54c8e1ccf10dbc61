"""The front door."""

from datetime import datetime
from itertools import chain
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from commonweal.pages.blocks import ContactBlock
from commonweal.pages.fields import BodyField
from commonweal.pages.models.branches import branches_of
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.gathered import Gathered, soonest_of
from commonweal.pages.models.listing import ListedNews
from commonweal.pages.models.news import NewsPage
from commonweal.pages.models.occasions import Occasion
from commonweal.pages.models.restrictions import unrestricted
from commonweal.pages.models.turns import latest, soonest, turns
from commonweal.training.queries.diary import last_change, meetings_to_come

LATEST_NEWS = 6
NEXT_DATES = 6


class DoorBlock(blocks.StructBlock):
    """One way into the site, for one kind of visitor."""

    title = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=200)
    page = blocks.PageChooserBlock()

    class Meta:
        icon = "arrow-right"


class HomePage(ContentPage):
    """Whom to call, what is new, and what comes next."""

    introduction = models.CharField(
        max_length=250, blank=True, help_text="One sentence under the site's name."
    )
    urgent = models.CharField(
        max_length=250,
        blank=True,
        help_text="What to do when a child is in danger now. Shown first.",
    )
    contacts = BodyField([("contact", ContactBlock())], blank=True)
    doors = BodyField([("door", DoorBlock())], blank=True)

    newsletter_heading = models.CharField(
        "heading above the newsletter’s sign-up",
        max_length=80,
        blank=True,
        help_text="“Get the newsletter”. Without one, nobody can sign up on this page.",
    )

    template = "pages/home_page.html"
    _latest: tuple[datetime, list[ListedNews]] | None = None
    _next: tuple[datetime, list[Gathered]] | None = None
    parent_page_types: ClassVar = ["wagtailcore.Page"]

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("urgent"),
        FieldPanel("contacts"),
        FieldPanel("doors"),
        FieldPanel("newsletter_heading"),
        HelpPanel("News and dates are gathered by themselves."),
    ]

    class Meta:
        verbose_name = "home page"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page below that the address begins with, as Wagtail does, but
        among those that the menu needs anyway."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        branches = branches_of(self, request=request)
        found = next((branch for branch in branches if branch.slug == slug), None)
        if found is None:
            raise Http404
        page = (found.kind or Page)._default_manager.get(pk=found.pk)
        page._cached_parent_obj = self
        return page.route(request, rest)

    def latest_news(self, *, now: datetime) -> list[ListedNews]:
        """The newest items that anybody may open. Fetched once for a page."""
        if self._latest is None or self._latest[0] != now:
            current = unrestricted(NewsPage.objects.current(now=now)).newest_first()
            self._latest = (now, current[:LATEST_NEWS].listed())
        return self._latest[1]

    def next_dates(self, *, now: datetime) -> list[Gathered]:
        """The next dates of news and training that anybody may look up, soonest
        first. Fetched once for a page."""
        if self._next is None or self._next[0] != now:
            coming = unrestricted(
                Occasion.objects.public(now=now).to_come(now=now), to="page__"
            )
            meetings = meetings_to_come(now=now)
            rows = soonest_of(coming.for_calendars(), meetings, NEXT_DATES, root=self)
            self._next = (now, rows)
        return self._next[1]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        now = context["now"]
        context["news"] = self.latest_news(now=now)
        context["occasions"] = self.next_dates(now=now)
        return context

    def next_change_after(self, *, now: datetime) -> datetime | None:
        """The next moment at which a date changes the news or the dates shown."""
        passing = [each.over_at for each in self.next_dates(now=now)]
        return soonest([*self._moments(now=now), *passing], now=now)

    def last_change_before(self, *, now: datetime) -> datetime | None:
        """The last moment at which an editor or a date changed what is shown."""
        passed = Occasion.objects.filter(over_at__lte=now).order_by("-over_at")
        moments = self._moments(now=now)
        taught_at = last_change(now=now)
        return latest(
            [*moments, taught_at, *passed.values_list("over_at", flat=True)[:1]],
            now=now,
        )

    def _moments(self, *, now: datetime) -> list[datetime]:
        shown = (item.moments() for item in self.latest_news(now=now))
        return [*turns(now=now), *chain.from_iterable(shown)]
