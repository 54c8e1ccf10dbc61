"""Issues on the site: the same for everybody, and without a cookie."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from commonweal.design.caching import set_caching
from commonweal.design.feeds import FORMATS
from commonweal.design.models import Brand
from commonweal.design.moment import moment_of
from commonweal.newsletter.assembling import items_of
from commonweal.newsletter.issue_feed import feed_of
from commonweal.newsletter.models import NewsletterSettings
from commonweal.newsletter.queries.reading import (
    TOLD_IN_FEEDS,
    in_archive,
    neighbours,
    readable,
)
from commonweal.newsletter.telling import told
from commonweal.people.access import public

PER_PAGE = 24


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead from the newsletter's shortest address to its issues."""
    return _kept(request, redirect("newsletter:archive"))


@public
@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """One issue, with all that any reader was told in it."""
    found = readable().select_related("leader_picture")
    issue = get_object_or_404(found, slug=slug)
    context = {
        "issue": issue,
        "told": told(issue, items_of(issue)),
        "neighbours": neighbours(issue),
        "newsletter": NewsletterSettings.load().name,
    }
    return _kept(request, render(request, "newsletter/read/issue.html", context))


@public
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Every issue in the archive, the latest first."""
    items = Paginator(in_archive(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"items": items, "newsletter": NewsletterSettings.load().name}
    return _kept(request, render(request, "newsletter/read/archive.html", context))


@public
@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The latest issues as RSS, Atom or JSON Feed."""
    content = feed_of(
        list(in_archive()[:TOLD_IN_FEEDS]),
        newsletter=NewsletterSettings.load().name,
        partnership=Brand.for_request(request).partnership_name,
        path=request.path,
    )
    way = FORMATS[form]
    answer = HttpResponse(way.write(content), content_type=way.content_type)
    return _kept(request, answer)


@public
@require_safe
def no_tracking(request: HttpRequest) -> HttpResponse:
    """What we do not know of those who read, and how success is counted instead."""
    context = {"newsletter": NewsletterSettings.load().name}
    return _kept(request, render(request, "newsletter/read/no_tracking.html", context))


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let anyone keep it for a few minutes. An issue taken off the archive leaves no
    moment behind, so there is no "last modified"."""
    set_caching(response, now=moment_of(request), changed_at=None, changes_at=None)
    return response
