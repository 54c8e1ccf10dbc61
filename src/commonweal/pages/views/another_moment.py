"""The public site as readers see it at another moment, for staff only.

The words are today's: what changes is which pages show, which dates are over
and what is archived. Nothing is kept, and no clock is set: the moment travels
with this one request.
"""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import ResolverMatch, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, Revision

from commonweal.pages.exceptions import PagesError
from commonweal.pages.forms import MomentForm
from commonweal.people.access import PersonRequest, requires

WRITTEN = "%Y-%m-%dT%H%M"
YEARS = range(2000, 2101)
# Files and the staff's own pages are the same at any moment.
# The right door has its own preview of another moment.
TIMELESS = (
    *("/static/", "/media/", "/admin/", "/documents/", "/brand.css", "/design/"),
    "/right-door/",
)
ADDRESSES = re.compile(rb'(<(?:a|form|area)\b[^>]*?\s(?:href|action)=")(/(?!/)[^"]*)"')


def prefix_of(moment: datetime) -> str:
    """Return the start of every address inside ``moment``: "/at/2025-06-01T0900"."""
    return f"/at/{timezone.localtime(moment).strftime(WRITTEN)}"


def moment_written(text: str) -> datetime | None:
    """Return the aware London moment that an address names; None if it names none."""
    try:
        naive = datetime.strptime(text, WRITTEN)  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    if naive.year not in YEARS:
        return None
    moment = timezone.make_aware(naive)
    # An hour that the clocks skip in March is no moment; it would come back as
    # another one.
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return moment if there.replace(tzinfo=None) == naive else None


@requires("wagtailadmin.access_admin")
@require_safe
def choose_moment(request: PersonRequest) -> HttpResponse:
    """Ask for a moment and an address, and go there."""
    form = MomentForm(request.GET or None)
    if form.is_valid():
        moment = form.cleaned_data["moment"]
        if moment.year in YEARS:
            address = form.cleaned_data["address"]
            return HttpResponseRedirect(f"{prefix_of(moment)}{address}")
        form.add_error("moment", "Choose a year from 2000 to 2100.")
    return render(request, "pages/admin/choose_moment.html", {"form": form})


@requires("wagtailadmin.access_admin")
@require_safe
def site_at(request: PersonRequest, written: str, path: str = "") -> HttpResponse:
    """Show the page at ``path`` as it is visible at a moment like 2025-06-01T0900."""
    moment = moment_written(written)
    if moment is None:
        response = render(
            request, "pages/bad_moment.html", {"written": written}, status=400
        )
    else:
        response = _as_readers_see(request, path, moment=moment)
    return _kept_nowhere(response)


def _as_readers_see(
    request: HttpRequest, path: str, *, moment: datetime
) -> HttpResponse:
    waiting = _scheduled(moment)
    if not waiting.exists():
        return _shown(request, path, moment=moment)
    # What is scheduled up to then is put live for as long as this page is made,
    # and taken back: so every list, date and search finds it as it will.
    with transaction.atomic():
        for revision in waiting:
            _put_live(revision)
        response = _shown(request, path, moment=moment)
        transaction.set_rollback(True)
    return response


def _scheduled(moment: datetime) -> Any:
    due = Revision.objects.filter(approved_go_live_at__lte=moment)
    return due.order_by("approved_go_live_at", "pk")


def _put_live(revision: Revision) -> None:
    page = revision.as_object()
    page.live = True
    try:
        with transaction.atomic():
            page.save(clean=False)
    except PagesError:
        pass  # Its dates are in question: it would not go live then either.


def _shown(request: HttpRequest, path: str, *, moment: datetime) -> HttpResponse:
    request.moment = moment  # type: ignore[attr-defined]  # see design.moment
    asked_for = request.path, request.path_info
    request.path = request.path_info = f"/{path}"
    request.moment_banner = _banner(request, moment=moment)  # type: ignore[attr-defined]
    try:
        response: HttpResponse = _served(request, path, moment=moment)
        if hasattr(response, "render"):
            response.render()
    finally:
        request.path, request.path_info = asked_for
    return _with_links_inside(response, prefix=prefix_of(moment))


def _served(request: HttpRequest, path: str, *, moment: datetime) -> Any:
    try:
        view = resolve(f"/{path}")
        _find_shown(request, path, view=view, moment=moment)
        return view.func(request, *view.args, **view.kwargs)
    except Http404:
        context = {"moment": moment, "address": f"/{path}"}
        return render(request, "pages/nothing_then.html", context, status=404)


def _find_shown(
    request: HttpRequest, path: str, *, view: ResolverMatch, moment: datetime
) -> None:
    """
    Raises:
        Http404: it is not a public page, or its time has not come at ``moment``.
    """
    if view.url_name != "wagtail_serve":
        if getattr(view.func, "access", "") != "public":
            raise Http404
        return
    found = Page.route_for_request(request, path)
    begins = getattr(found[0], "visible_from", None) if found else None
    if begins and begins > moment:
        raise Http404


def _banner(request: HttpRequest, *, moment: datetime) -> str:
    context = {
        "moment": timezone.localtime(moment),
        # With the site's name in front: it leads out of this moment.
        "today": request.build_absolute_uri(request.path),
        "choose": reverse("pages_choose_moment"),
    }
    return render_to_string("pages/moment_banner.html", context)


def _with_links_inside(response: HttpResponse, *, prefix: str) -> HttpResponse:
    """Lead links, forms and redirects to the same moment of their pages."""
    if response.has_header("Location"):
        response["Location"] = _inside(response["Location"], prefix)
    is_page = response.get("Content-Type", "").startswith("text/html")
    if is_page and not response.streaming:
        response.content = ADDRESSES.sub(
            lambda found: found[1] + _inside(found[2].decode(), prefix).encode() + b'"',
            response.content,
        )
    return response


def _inside(address: str, prefix: str) -> str:
    site: str = settings.SITE_ADDRESS
    if address.startswith(f"{site}/"):
        address = address.removeprefix(site)
    if not address.startswith("/") or address.startswith(("//", "/at/", *TIMELESS)):
        return address
    return prefix + address


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    for header in ("ETag", "Last-Modified", "Expires"):
        if response.has_header(header):
            del response[header]
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
