"""Files for machines: feeds of news, calendar files and the sitemap.

Their addresses begin with their page's own, so they move when it moves.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, TypeVar
from urllib.parse import urlsplit

from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from commonweal.design.caching import set_caching
from commonweal.design.calendar_files import calendar_response
from commonweal.design.feeds import FORMATS
from commonweal.design.models import Brand
from commonweal.design.moment import moment_of
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.pages.addresses import root_of
from commonweal.pages.calendar_files import calendar_file
from commonweal.pages.models import CalendarPage, ContentPage, NewsIndexPage, NewsPage
from commonweal.pages.models.freshness import freshness
from commonweal.pages.news_feed import feed_of
from commonweal.pages.sitemap import (
    ContentSitemap,
    NewsletterSitemap,
    ServicesSitemap,
    TrainingSitemap,
)
from commonweal.people.access import public

PageType = TypeVar("PageType", bound=ContentPage)
FileView = Callable[Concatenate[HttpRequest, str, ...], HttpResponse]


def follows_its_page(view: FileView) -> FileView:
    """Lead on to where a file's page went, when an editor has renamed or moved it.

    Wagtail's redirects know pages and their routes, and a file is neither.
    """

    @wraps(view)
    def followed(
        request: HttpRequest, place: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, place, *args, **kwargs)
        except Http404:
            moved = get_redirect(request, Redirect.normalise_path(f"/{place}"))
            link = moved.link if moved and moved.redirect_page else None
            address = f"{link}{request.path.rsplit('/', 1)[-1]}"
            if link is None or urlsplit(address).path == request.path:
                raise
            return HttpResponsePermanentRedirect(address)

    return followed


@public
@require_safe
@follows_its_page
def news_feed(request: HttpRequest, place: str, form: str) -> HttpResponse:
    """The current news as RSS, Atom or JSON Feed."""
    now = moment_of(request)
    index = _page_at(NewsIndexPage, request, place, now=now)
    fresh = freshness(now=now)
    feed = feed_of(
        index,
        root=root_of(request),
        name=Brand.for_request(request).partnership_name,
        feed_path=request.path,
        updated_at=fresh.changed_at,
        now=now,
    )
    way = FORMATS[form]
    response = HttpResponse(way.write(feed), content_type=way.content_type)
    return index.with_headers(
        response, now=now, changed_at=fresh.changed_at, changes_at=fresh.changes_at
    )


@public
@require_safe
@follows_its_page
def calendar_feed(request: HttpRequest, place: str) -> HttpResponse:
    """The whole calendar, to subscribe to: two years back and all that comes."""
    now = moment_of(request)
    page = _page_at(CalendarPage, request, place, now=now)
    name = f"{Brand.for_request(request).partnership_name}: {page.title}"
    content = calendar_file(
        page.kept_occasions(now=now),
        name=name,
        root=root_of(request),
        sessions=page.kept_sessions(now=now),
    )
    fresh = freshness(now=now)
    return page.with_headers(
        calendar_response(content, file_name=page.slug),
        now=now,
        changed_at=fresh.changed_at,
        changes_at=fresh.changes_at,
    )


@public
@require_safe
@follows_its_page
def item_dates(request: HttpRequest, place: str) -> HttpResponse:
    """The dates of one item of news. It keeps answering when the item is archived."""
    now = moment_of(request)
    page = _page_at(NewsPage, request, place, now=now)
    occasions = list(page.occasions.filter(session=None).for_calendars())
    sessions = page.sessions_told()
    if not occasions and not sessions:
        raise Http404
    content = calendar_file(
        occasions, name=page.title, root=root_of(request), sessions=sessions
    )
    response = calendar_response(content, file_name=page.slug)
    if page.shows_help_lines():
        leave_no_trail(response)
        return response
    changed_at = max(row.changed_at for row in [*occasions, *sessions])
    return page.with_headers(
        response,
        now=now,
        changed_at=max(changed_at, page.last_published_at or changed_at),
        changes_at=None,
    )


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every current page, course, issue and service, for search engines."""
    now = moment_of(request)
    pages = ContentSitemap(root=root_of(request), now=now)
    parts: dict[str, Any] = {
        "pages": pages,
        "training": TrainingSitemap(now=now),
        "newsletter": NewsletterSitemap(),
        "services": ServicesSitemap(now=now),
    }
    response: HttpResponse = django_sitemap(request, parts)
    fresh = pages.freshness()
    set_caching(
        response, now=now, changed_at=fresh.changed_at, changes_at=fresh.changes_at
    )
    return response


def _page_at(
    kind: type[PageType], request: HttpRequest, place: str, *, now: datetime
) -> PageType:
    """Return the page of a kind that answers at a path of this site.

    Raises:
        Http404: there is none, its time has not come, or this reader may not
            open it.
    """
    url_path = f"{root_of(request).url_path}{place}"
    page = get_object_or_404(kind.objects.begun(now=now), url_path=url_path)
    restrictions: Any = page.get_view_restrictions()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    return page
