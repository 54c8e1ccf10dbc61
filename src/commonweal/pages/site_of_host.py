"""Which site a host name belongs to, kept for a minute: one question less a page."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

KEY = "pages.sites"
SECONDS = 60


class SiteMiddleware:
    """Gives each request the site that Wagtail found for the host before.

    Wagtail looks it up once a request and keeps it there. Sites hardly ever change:
    what is changed shows at once in the process that saved it, in others within
    ``SECONDS``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked: Any = request
        host = _host(request)
        known: dict[str, Site] = cache.get(KEY) or {}
        if host in known:
            asked._wagtail_site = known[host]
            return self.get_response(request)
        response = self.get_response(request)
        found = getattr(asked, "_wagtail_site", None)
        if host and found is not None:
            cache.set(KEY, {**known, host: found}, SECONDS)
        return response


def _host(request: HttpRequest) -> str:
    """Return name and port, or "" for a host that is not ours."""
    try:
        return f"{request.get_host()} {request.get_port()}"
    except DisallowedHost:
        return ""


def forget_sites(**kwargs: Any) -> None:
    """Look again, after a site or the place of a page has changed."""
    cache.delete(KEY)
