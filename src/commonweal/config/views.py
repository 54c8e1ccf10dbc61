"""Error pages, all with the numbers to call.

Only "not found" looks up the site's frame; the others need no database to answer.
"""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commonweal.design.privacy_headers import leave_no_trail
from commonweal.intake import snapshot
from commonweal.intake.actions.publishing import UNAVAILABLE
from commonweal.intake.national import NATIONAL
from commonweal.intake.snapshot import NoSnapshotError
from commonweal.intake.who_to_call import Entry, who_to_call
from commonweal.people.access import error_page, public

TRY_AGAIN_AFTER = 60  # seconds


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
    return render(request, "config/404.html", {"entries": _entries()}, status=404)


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
    """The page for our own failures: no query, no context that could fail again.

    It was written to disk when a number last changed. When it is the database that
    does not answer, wherever that was noticed, this is 503 and not 500.
    """
    is_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if is_database else 500
    try:
        response = HttpResponse(
            snapshot.beside(UNAVAILABLE).read_bytes(), status=status
        )
    except OSError:
        response = _plain("500", status=status)
    if is_database:
        response["Retry-After"] = str(TRY_AGAIN_AFTER)
    leave_no_trail(response)
    return response


def _plain(name: str, *, status: int) -> HttpResponse:
    page = render_to_string(f"config/{name}.html", {"entries": _entries()})
    return HttpResponse(page, status=status)


def _entries() -> list[Entry]:
    """Return whom to call, without a query."""
    try:
        return who_to_call(snapshot.read())
    except NoSnapshotError:
        return who_to_call(NATIONAL)
