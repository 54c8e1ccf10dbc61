"""Links on published pages that lead to nothing on this site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from commonweal.pages.bodies import Body
from commonweal.pages.models import CalendarPage, NewsIndexPage, PartnershipDocument

TAGS = re.compile(r"<a ([^<>]*)>")
ATTRIBUTES = re.compile(r'(\w+)="([^"]*)"')


def broken_links(read: Iterable[Body]) -> Iterator[tuple[Body, str]]:
    """Yield each page with a link that leads to nothing here, and the link in words.

    Four queries, however many links there are. Other sites are not asked.
    """
    wanted = [
        (body, kind, key, words) for body in read for kind, key, words in _links(body)
    ]
    live = set(Page.objects.live().values_list("pk", flat=True))
    files = set(PartnershipDocument.objects.values_list("pk", flat=True))
    addresses = _known_addresses()
    there = {"page": live, "document": files}
    for body, kind, key, words in wanted:
        if kind == "address":
            broken = not _resolves(words, addresses)
        else:
            broken = key not in there[kind]
        if broken:
            yield body, _in_words(kind, words)


def _in_words(kind: str, address: str) -> str:
    if kind == "address":
        return f"Links to {address}, and no page is there."
    if kind == "page":
        return "Links to a page that is not published or was deleted."
    return "Links to a document that was deleted."


def _links(body: Body) -> Iterator[tuple[str, int, str]]:
    """Yield (kind, key, address) of each link inside this site."""
    for markup in body.markup:
        for tag in TAGS.findall(markup):
            found = dict(ATTRIBUTES.findall(tag))
            if found.get("linktype") in {"page", "document"} and found.get("id"):
                yield found["linktype"], int(found["id"]), ""
            elif path := _own_path(found.get("href", "")):
                yield "address", 0, path
    yield from _links_of_blocks(body)


def _links_of_blocks(body: Body) -> Iterator[tuple[str, int, str]]:
    for block in body.raw:
        value = block["value"]
        if block["type"] == "action" and value.get("page"):
            yield "page", int(value["page"]), ""
        elif block["type"] == "action":
            if path := _own_path(value.get("address") or ""):
                yield "address", 0, path
        elif block["type"] == "document" and value.get("document"):
            yield "document", int(value["document"]), ""


def _own_path(address: str) -> str | None:
    """The path of an address on this site that was typed by hand; else None."""
    own = urlsplit(settings.SITE_ADDRESS)
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != own.netloc:
        return None
    if not parts.netloc and (parts.scheme or not address.startswith("/")):
        return None
    return parts.path or "/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """What this site answers to.

    Attributes:
        pages: paths of published pages, with a slash at the end.
        roots: paths of pages with addresses of their own below them.
        redirects: old paths, without a slash at the end.
    """

    pages: frozenset[str]
    roots: tuple[str, ...]
    redirects: frozenset[str]


def _known_addresses() -> Addresses:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.url_path if site else "/"
    live = Page.objects.live().values_list("url_path", "content_type__model")
    paths = {"/" + path.removeprefix(root): kind for path, kind in live}
    routed = {kind._meta.model_name for kind in (NewsIndexPage, CalendarPage)}
    return Addresses(
        pages=frozenset(paths),
        roots=tuple(path for path, kind in paths.items() if kind in routed),
        redirects=frozenset(Redirect.objects.values_list("old_path", flat=True)),
    )


def _resolves(path: str, known: Addresses) -> bool:
    whole = path if path.endswith("/") else f"{path}/"
    if whole in known.pages or Redirect.normalise_path(path) in known.redirects:
        return True
    if path.startswith(("/static/", "/media/")):
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    # Below the news index and the calendar stand archives, years and months;
    # an item's own address would have been among the pages.
    return any(
        whole.removeprefix(root).partition("/")[0] in {"all", "archive"}
        or whole.removeprefix(root)[:4].isdigit()
        for root in known.roots
        if root != "/" and whole.startswith(root)
    )
