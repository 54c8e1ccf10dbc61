"""Addresses for what leaves the site: feeds, calendar files, the sitemap, metadata.

A page's own ``full_url`` comes from the site's row in the database, which a
restored copy or a test site shares with the real one. What others keep must
carry the address that this installation was given: ``SITE_ADDRESS``.
"""

from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site


def full_address(path: str) -> str:
    """Return the public address of a path that begins with a slash."""
    return f"{settings.SITE_ADDRESS}{path}"


def subscription_address(path: str) -> str:
    """Return the address that makes a device subscribe to a calendar file."""
    return "webcal://" + full_address(path).split("://", 1)[1]


def host_name() -> str:
    """Return the site's host name, which makes identifiers the site's own."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def root_of(request: HttpRequest) -> Page:
    """Return the home page of the site that was asked. One query in a request.

    Raises:
        Http404: no site answers under this name.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site.root_page


class Placed(Protocol):
    """A page, or a row that knows where its page stands."""

    @property
    def url_path(self) -> str: ...


def path_of(page: Placed, *, root: Placed) -> str:
    """Return a page's path as browsers know it, from its stored one. No query."""
    return "/" + page.url_path.removeprefix(root.url_path)
