"""What stands around every page: the menu, the foot, and one's own links."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from wagtail.models import Site

from commonweal.pages.addresses import path_of
from commonweal.pages.models import (
    CalendarPage,
    NewsIndexPage,
    SearchPage,
    StatementPage,
)
from commonweal.pages.models.branches import Branch, branches_of
from commonweal.people.models import Person
from commonweal.people.roles import Role, roles_of
from commonweal.sealed.models import TeamMember


@dataclass(frozen=True, slots=True)
class FrameLink:
    """A link in the menu or at the foot."""

    title: str
    address: str


def _who_to_call() -> FrameLink:
    return FrameLink("Who to call now", reverse("right_door:questions"))


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The pages named in the menu, the statements named at the foot, and the
    addresses of the pages that others lead to ("/" when a site has none).

    ``help`` stands in every header: somebody who is worried must not have to look.
    """

    help: FrameLink = field(default_factory=_who_to_call)
    menu: list[FrameLink] = field(default_factory=list)
    foot: list[FrameLink] = field(default_factory=list)
    home: str = "/"
    news: str = "/"
    calendar: str = "/"
    search: str = ""


def foot_of_default_site() -> list[FrameLink]:
    """Return the links at the foot of the default site, where there is no request to
    ask; none where there is no site. At most three queries."""
    site = Site.objects.filter(is_default_site=True).first()
    return _frame_of(site, request=HttpRequest()).foot if site else []


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``site_frame``. One query at most, and only when a page uses it."""
    return {"site_frame": SimpleLazyObject(lambda: _frame(request))}


# Titles and addresses of what some roles have to themselves, in the order shown.
OF_ROLES = (
    (
        {Role.TEAM_BOOKER, Role.ORGANISATION_LEAD},
        "Bookings of my organisation",
        "training:organisation_bookings",
    ),
    ({Role.TRAINER}, "Sessions I teach", "teaching:mine"),
    (
        {Role.TRAINING_ADMINISTRATOR, Role.SITE_MANAGER},
        "Training desk",
        "training_desk",
    ),
    ({Role.EDITOR, Role.SITE_MANAGER}, "Newsletter desk", "newsletter:desk"),
    ({Role.SITE_MANAGER}, "Sealed forms: teams", "sealed:teams"),
    ({Role.EDITOR, Role.SITE_MANAGER}, "Enquiries desk", "enquiries:desk"),
    ({Role.EDITOR, Role.SITE_MANAGER}, "Pledges desk", "pledges:desk"),
    ({Role.EDITOR, Role.SITE_MANAGER}, "Admin", "wagtailadmin_home"),
)


def own_links(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``own_links``, where somebody who has signed in can go. Three
    queries, and only when a page uses it: public pages do not."""
    return {"own_links": SimpleLazyObject(lambda: _own_links(request))}


def _own_links(request: HttpRequest) -> list[FrameLink]:
    if not isinstance(request.user, Person):
        return []
    roles = roles_of(request.user, today=localdate())
    receives = TeamMember.objects.current().filter(person=request.user).exists()
    return [
        FrameLink("My training", reverse("training:mine")),
        *([FrameLink("Sealed forms", reverse("sealed:desk"))] if receives else []),
        *(
            FrameLink(title, reverse(name))
            for those, title, name in OF_ROLES
            if roles & those
        ),
        FrameLink("Account", reverse("account")),
        FrameLink("Sign out", reverse("account_logout")),
    ]


def _frame(request: HttpRequest) -> SiteFrame:
    site = Site.find_for_request(request)
    return SiteFrame() if site is None else _frame_of(site, request=request)


def _frame_of(site: Site, *, request: HttpRequest) -> SiteFrame:
    root = site.root_page
    frame, named = SiteFrame(), {}
    branches = branches_of(root, request=request)
    for branch in branches:
        if not branch.is_named:
            continue
        link = FrameLink(branch.title, path_of(branch, root=root))
        kind = branch.kind
        named[kind] = link.address
        if kind is StatementPage:
            frame.foot.append(link)
        elif branch.show_in_menus:
            frame.menu.append(link)
    if branches:
        _add_rooms(frame, branches[0], news=named.get(NewsIndexPage))
    # Ours whatever the pages are: the law wants the last two easy to find.
    frame.foot.extend(
        FrameLink(title, reverse(name))
        for title, name in (
            ("Contact us", "enquiries:home"),
            ("Ask for another format", "enquiries:format"),
            ("Complain about how we use your data", "enquiries:complaint"),
        )
    )
    return replace(
        frame,
        news=named.get(NewsIndexPage, "/"),
        calendar=named.get(CalendarPage, "/"),
        search=named.get(SearchPage, ""),
    )


def _add_rooms(frame: SiteFrame, branch: Branch, *, news: str | None) -> None:
    """Add what is no page of the tree: training and support after the news."""
    addresses = [link.address for link in frame.menu]
    place = addresses.index(news) + 1 if news in addresses else 0
    rooms = []
    if branch.has_catalogue:
        rooms.append(FrameLink("Training", reverse("training:catalogue")))
    if branch.has_services:
        rooms.append(FrameLink("Find support", reverse("services:search")))
    frame.menu[place:place] = rooms
    if branch.has_newsletter:
        frame.foot.insert(0, FrameLink("Newsletter", reverse("newsletter:archive")))
