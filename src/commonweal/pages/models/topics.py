"""Everything about one topic on one page."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from commonweal.directory.models import Topic
from commonweal.directory.queries.searching import services_about
from commonweal.pages.addresses import root_of
from commonweal.pages.blocks import BODY
from commonweal.pages.fields import BodyField
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.freshness import freshness
from commonweal.pages.models.gathered import soonest_of
from commonweal.pages.models.news import NewsPage
from commonweal.pages.models.occasions import Occasion, OccasionQuerySet
from commonweal.pages.models.policies import PolicyPage
from commonweal.pages.models.restrictions import unrestricted
from commonweal.pages.models.turns import latest, soonest
from commonweal.training.queries.catalogue import courses_about
from commonweal.training.queries.diary import meetings_to_come

LATEST = 5
AHEAD = timedelta(days=92)


class TopicIndexPage(ContentPage):
    """The topics, each with one sentence."""

    template = "pages/topic_index_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.TopicPage"]

    class Meta:
        verbose_name = "topic index"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        pages = TopicPage.objects.child_of(self).current(now=context["now"])
        context["topic_pages"] = pages.select_related("topic").order_by("title")
        return context


class TopicPage(ContentPage):
    """What the partnership says about a topic, its news, dates and policies."""

    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, related_name="page")
    body = BodyField(BODY, blank=True)

    template = "pages/topic_page.html"
    parent_page_types: ClassVar = ["pages.TopicIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *ContentPage.content_panels,
        FieldPanel("topic"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "topic page"

    def shows_help_lines(self) -> bool:
        return self.is_sensitive or self.topic.is_sensitive

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        now = context["now"]
        news = unrestricted(NewsPage.objects.current(now=now).about(self.topic))
        context["news"] = news.newest_first()[:LATEST].listed()
        policies = PolicyPage.objects.current(now=now).about(self.topic)
        context["policies"] = unrestricted(policies).order_by("title")
        meetings = meetings_to_come(now=now).filter(
            session__course__topics=self.topic, starts_at__lt=now + AHEAD
        )
        context["occasions"] = soonest_of(
            self._dates(now=now), meetings, LATEST, root=root_of(request)
        )
        context["services"] = services_about(self.topic, now=now)
        context["courses"] = courses_about(self.topic, now=now, number=LATEST)
        return context

    def _dates(self, *, now: datetime) -> OccasionQuerySet:
        coming = Occasion.objects.public(now=now).to_come(now=now)
        dates: OccasionQuerySet = unrestricted(coming, to="page__").filter(
            page__topics=self.topic, starts_at__lt=now + AHEAD
        )
        return dates.for_calendars()

    def next_change_after(self, *, now: datetime) -> datetime | None:
        """The next moment at which a date changes the news, dates or policies shown."""
        policies = PolicyPage.objects.live().about(self.topic)
        moments = policies.values_list("visible_from", "visible_until")
        own = super().next_change_after(now=now)
        every = [own, freshness(now=now).changes_at, *chain.from_iterable(moments)]
        return soonest(every, now=now)

    def last_change_before(self, *, now: datetime) -> datetime | None:
        """The last moment at which an editor or a date changed what is shown."""
        own = super().last_change_before(now=now)
        return latest([own, freshness(now=now).changed_at], now=now)
