"""The calendar: what news brings, by month."""

from typing import ClassVar

from wagtail.contrib.routable_page.models import RoutablePageMixin

from commonweal.pages.models.content import ContentPage


class CalendarPage(RoutablePageMixin, ContentPage):
    """A month as a grid and as a list, and the whole as a calendar to subscribe to."""

    template = "pages/calendar_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "calendar"
