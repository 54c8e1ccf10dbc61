"""Where pages of the tree stand, as browsers know it."""

from typing import Protocol

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site


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
