"""What stands around every page: the menu and the foot."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site


@dataclass(frozen=True, slots=True)
class FrameLink:
    """A link in the menu or at the foot."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The pages named in the menu, and the statements named at the foot."""

    menu: list[FrameLink]
    foot: list[FrameLink]
    home: str


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``site_frame``. One query, and only when a page uses it."""
    return {"site_frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> SiteFrame:
    site = Site.find_for_request(request)
    if site is None:
        return SiteFrame(menu=[], foot=[], home="/")
    root = site.root_page
    children = (
        Page.objects.child_of(root)
        .live()
        .public()
        .order_by("path")
        .values_list("title", "url_path", "show_in_menus", "content_type__model")
    )
    menu, foot = [], []
    for title, url_path, in_menu, kind in children:
        link = FrameLink(title, "/" + url_path.removeprefix(root.url_path))
        if kind == "statementpage":
            foot.append(link)
        elif in_menu:
            menu.append(link)
    return SiteFrame(menu=menu, foot=foot, home="/")
