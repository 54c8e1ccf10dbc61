"""The colours' style sheet, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commonweal.design.gallery import groups
from commonweal.design.gallery_context import HELP_LINES
from commonweal.design.models import Brand
from commonweal.design.palette import css_for, digest_of
from commonweal.design.privacy_headers import leave_no_trail

FOR_EVER = "public, max-age=31536000, immutable"


def brand_css(request: HttpRequest) -> HttpResponse:
    """The site's colours. Kept for a year when ``v`` is the digest of the colours.

    A page from somebody's cache may ask for colours that have been replaced
    since; it gets today's, and is told not to keep them under that address.
    """
    palette = Brand.for_request(request).palette
    response = HttpResponse(css_for(palette), content_type="text/css; charset=utf-8")
    is_current = request.GET.get("v") == digest_of(palette)
    response.headers["Cache-Control"] = FOR_EVER if is_current else "no-cache"
    return response


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with real arguments, and when to use it."""
    today = timezone.localdate()
    return render(
        request, "design/gallery.html", {"groups": groups(request, today=today)}
    )


def exit_this_page(request: HttpRequest) -> HttpResponse:
    """A page about abuse as a reader meets it, to try its way out."""
    page = {"shows_exit": True, "lines": HELP_LINES}
    response = render(request, "design/exit_this_page.html", page)
    leave_no_trail(response)
    return response
