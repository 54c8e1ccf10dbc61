"""What stands around every page: the menu and the foot."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, PageViewRestriction, Site


@dataclass(frozen=True, slots=True)
class FrameLink:
    """A link in the menu or at the foot."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The pages named in the menu, the statements named at the foot, and the
    addresses of the pages that others lead to ("/" when a site has none)."""

    menu: list[FrameLink] = field(default_factory=list)
    foot: list[FrameLink] = field(default_factory=list)
    home: str = "/"
    news: str = "/"
    calendar: str = "/"
    search: str = ""


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``site_frame``. One query, and only when a page uses it."""
    return {"site_frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> SiteFrame:
    site = Site.find_for_request(request)
    if site is None:
        return SiteFrame()
    root = site.root_page
    children = (
        Page.objects.child_of(root)
        .live()
        .exclude(pk__in=PageViewRestriction.objects.values("page_id"))
        .order_by("path")
        .values_list("title", "url_path", "show_in_menus", "content_type__model")
    )
    frame, named = SiteFrame(), {}
    for title, url_path, in_menu, kind in children:
        link = FrameLink(title, "/" + url_path.removeprefix(root.url_path))
        named[kind] = link.address
        if kind == "statementpage":
            frame.foot.append(link)
        elif in_menu:
            frame.menu.append(link)
    return replace(
        frame,
        news=named.get("newsindexpage", "/"),
        calendar=named.get("calendarpage", "/"),
        search=named.get("searchpage", ""),
    )
