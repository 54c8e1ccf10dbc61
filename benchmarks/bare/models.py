"""The least that Wagtail asks for: a list of news and an item, nothing else."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.fields import RichTextField
from wagtail.models import Page


class BareHome(Page):
    template = "bare/item.html"


class BareIndex(Page):
    template = "bare/index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        context["items"] = (
            BareItem.objects.child_of(self).live().order_by("-published_on")[:20]
        )
        return context


class BareItem(Page):
    published_on = models.DateField()
    summary = models.TextField()
    body = RichTextField()

    template = "bare/item.html"
