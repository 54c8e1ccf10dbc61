"""Error pages.

Only "not found" looks up the site's frame; the others need no database to answer.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commonweal.people.access import error_page, public


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is; keep them out of a demonstration."""
    rules = "Disallow: /" if settings.COMMONWEAL_DEMONSTRATION else "Disallow: /admin/"
    lines = [
        "User-agent: *",
        rules,
        f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@error_page
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that names nothing."""
    return render(request, "config/404.html", status=404)


@error_page
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain("403", status=403)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of the admin was open for too long. ``reason`` is for developers."""
    return forbidden(request)


@error_page
def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return _plain("400", status=400)


@error_page
def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own failures: no query, no context that could fail again."""
    return _plain("500", status=500)


def _plain(name: str, *, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"config/{name}.html"), status=status)
