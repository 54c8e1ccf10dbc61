"""Links of an issue that lead to nothing. Other sites are not asked."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]", re.IGNORECASE)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# Names that stand in examples and never on the web (RFC 2606, RFC 6761).
NOT_ON_THE_WEB = (".localhost", ".invalid", ".test", ".local")
FILES = ("/static/", "/media/")


def addresses_in(words: str) -> list[str]:
    """Return the web addresses that stand in plain words."""
    return ADDRESS.findall(words)


def broken_among(addresses: Iterable[str]) -> dict[str, str]:
    """Return what is wrong with each address that leads to nothing, in words.

    Addresses on this site are looked up among its pages, redirects, documents and
    views; those of other sites are only looked at. Three queries, and one or two
    more for each page with addresses below its own that one of them names.
    """
    wrong: dict[str, str] = {}
    own: dict[str, str] = {}
    for address in dict.fromkeys(addresses):
        parts = _parts(address)
        if parts is None or parts.scheme not in {"http", "https", "mailto", "tel"}:
            wrong[address] = f"“{address}” is not a web address."
        elif parts.scheme in {"mailto", "tel"}:
            continue
        elif _is_own(parts):
            own[address] = parts.path or "/"
        elif not _is_on_the_web(parts):
            wrong[address] = f"“{address}” does not name a site on the web."
    missing = _missing(set(own.values()))
    return wrong | {
        address: f"{address} leads to nothing on this site."
        for address, path in own.items()
        if path in missing
    }


def _parts(address: str) -> SplitResult | None:
    if re.search(r"\s", address):
        return None
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_own(parts: SplitResult) -> bool:
    return parts.netloc == urlsplit(settings.SITE_ADDRESS).netloc


def _is_on_the_web(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return bool(HOST.fullmatch(host)) and not host.endswith(NOT_ON_THE_WEB)


def _missing(paths: Collection[str]) -> set[str]:
    """Return those paths at which this site has nothing."""
    left = {path for path in paths if not path.startswith(FILES)}
    left -= set(_answered_by_views(left))
    if not left:
        return set()
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.url_path if site else "/"
    stored = {path: f"{root}{path.strip('/')}/".replace("//", "/") for path in left}
    live = Page.objects.live().filter(url_path__in=stored.values())
    found = set(live.values_list("url_path", flat=True))
    left = {path for path in left if stored[path] not in found}
    old = {path: Redirect.normalise_path(path) for path in left}
    moved = Redirect.objects.filter(old_path__in=old.values())
    known = set(moved.values_list("old_path", flat=True))
    left = {path for path in left if old[path] not in known}
    below = _answered_below_pages({stored[path] for path in left})
    return {path for path in left if stored[path] not in below}


def _answered_by_views(paths: Iterable[str]) -> Iterator[str]:
    """Yield what leads to a view of the program rather than to a page."""
    documents: dict[str, int] = {}
    for path in paths:
        try:
            match = resolve(path)
        except Resolver404:
            continue
        if match.url_name == "wagtaildocs_serve":
            documents[path] = int(match.args[0])
        elif match.url_name != "wagtail_serve":
            yield path
    if documents:
        there = set(
            get_document_model()
            .objects.filter(pk__in=documents.values())
            .values_list("pk", flat=True)
        )
        yield from (path for path, key in documents.items() if key in there)


def _answered_below_pages(paths: Collection[str]) -> set[str]:
    """Return those stored paths at which a page above answers, such as a month of the
    calendar. One query, and one or two for each page that stands nearest above."""
    above = {path: _above(path) for path in paths}
    every = {each for those in above.values() for each in those}
    pages = {p.url_path: p for p in Page.objects.live().filter(url_path__in=every)}
    nearest: dict[str, list[str]] = {}
    for path, those in above.items():
        place = next((each for each in reversed(those) if each in pages), None)
        if place is not None:
            nearest.setdefault(place, []).append(path)
    return {
        path
        for place, those in nearest.items()
        for path in _answered_by(pages[place], those)
    }


def _above(path: str) -> list[str]:
    """Return the paths above a stored path, the nearest last."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:length])}/" for length in range(1, len(parts))]


def _answered_by(page: Page, paths: Iterable[str]) -> Iterator[str]:
    specific = page.specific
    if not isinstance(specific, RoutablePageMixin):
        return
    for path in paths:
        try:
            specific.resolve_subpage("/" + path.removeprefix(page.url_path))
        except Http404:
            continue
        yield path
