"""Pages of words: standard pages, and the statements that the law asks for."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from commonweal.pages.blocks import BODY
from commonweal.pages.fields import BodyField
from commonweal.pages.models.content import ContentPage
from commonweal.pages.sections import contents_of


class StandardPage(ContentPage):
    """Words in sections, with a list of the sections at the top."""

    body = BodyField(BODY, blank=True)

    template = "pages/standard_page.html"
    parent_page_types: ClassVar = ["pages.HomePage", "pages.StandardPage"]

    content_panels: ClassVar = [*ContentPage.content_panels, FieldPanel("body")]
    promote_panels: ClassVar = [ContentPage.about_panel, *ContentPage.promote_panels]
    search_fields: ClassVar = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "standard page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        context["contents"] = contents_of(self.body)
        context["subpages"] = self.get_children().live().only("title", "url_path")
        return context


class StatementPage(ContentPage):
    """A page that the law asks for, with the day it was last read through."""

    class Kind(models.TextChoices):
        ACCESSIBILITY = "accessibility", "Accessibility statement"
        PRIVACY = "privacy", "Privacy notice"
        COOKIES = "cookies", "Cookies page"

    kind = models.CharField(max_length=15, choices=Kind.choices, unique=True)
    checked_on = models.DateField(
        "last checked on",
        help_text="When somebody last made sure that every line is still true.",
    )
    body = BodyField(BODY, blank=True)

    template = "pages/statement_page.html"
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *ContentPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("checked_on"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "statement"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        context["contents"] = contents_of(self.body)
        return context
