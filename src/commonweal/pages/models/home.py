"""The front door."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from commonweal.pages.blocks import ContactBlock
from commonweal.pages.fields import BodyField
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.news import NewsPage, NewsQuerySet, next_change
from commonweal.pages.models.occasions import Occasion

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

    template = "pages/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("urgent"),
        FieldPanel("contacts"),
        FieldPanel("doors"),
        HelpPanel("News and dates are gathered by themselves."),
    ]

    class Meta:
        verbose_name = "home page"

    def latest_news(self, *, now: datetime) -> NewsQuerySet:
        current = NewsPage.objects.current(now=now).newest_first()
        return current.for_lists().with_next_change(now=now)[:LATEST_NEWS]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        now = context["now"]
        context["news"] = self.latest_news(now=now)
        context["occasions"] = Occasion.objects.public(now=now).to_come(now=now)[
            :NEXT_DATES
        ]
        return context

    def next_change_after(self, *, now: datetime) -> datetime | None:
        """The next moment at which a date changes the news or the dates shown."""
        passing = Occasion.objects.public(now=now).to_come(now=now).order_by("over_at")
        moments = [next_change(self.latest_news(now=now), now=now)]
        moments += passing.values_list("over_at", flat=True)[:1]
        return min((moment for moment in moments if moment), default=None)
