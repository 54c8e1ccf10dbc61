"""The search page."""

from typing import ClassVar

from commonweal.pages.models.content import ContentPage


class SearchPage(ContentPage):
    """Finds current pages by their words."""

    template = "pages/search_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "search"
