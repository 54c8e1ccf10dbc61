"""Keeps search up with a topic's name, which its pages are found by."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from commonweal.directory.models import Topic
from commonweal.pages.models import ContentPage

AT_ONCE = 200


def index_pages_about(topic: Topic) -> int:
    """Index every page about ``topic`` anew, whatever its type.

    Returns:
        The number of pages.
    """
    backend, done = get_search_backend(), 0
    for model in apps.get_app_config("pages").get_models():
        if not issubclass(model, ContentPage):
            continue
        pages = model.objects.filter(topics=topic).order_by("pk")
        for start in range(0, pages.count(), AT_ONCE):
            batch = list(pages[start : start + AT_ONCE])
            backend.add_bulk(model, batch)
            done += len(batch)
    return done


def follow_topic(request: HttpRequest, instance: Any) -> None:
    """Hook for a snippet that an editor has saved; topics matter, others do not."""
    if isinstance(instance, Topic):
        index_pages_about(instance)
