"""What pages tell machines of themselves: search engines, cards, calendars.

schema.org's vocabulary as JSON-LD, and the Open Graph protocol. Plain values in
and out; only ``trail_of`` asks the database.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from wagtail.models import Page

from commonweal.dates import Kind, Mode
from commonweal.pages.addresses import full_address, path_of
from commonweal.pages.descriptions import describe
from commonweal.pages.models import NewsPage, Occasion

Thing = dict[str, Any]

HOME_DEPTH = 2
LONGEST_HEADLINE = 110
ATTENDANCE = {
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
# What could end the script element, or start another; as Django's json_script.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(things: Sequence[Thing]) -> SafeString:
    """Return things as a block of data. Browsers do not run it, so a content
    security policy that allows no inline script lets it stand."""
    document = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - nothing in it can leave the element now
    )


def organisation(*, name: str, logo_path: str = "") -> Thing:
    """Return the partnership, known by its home page's address."""
    home = full_address("/")
    thing: Thing = {
        "@type": "Organization",
        "@id": f"{home}#partnership",
        "name": name,
        "url": home,
    }
    if logo_path:
        thing["logo"] = full_address(logo_path)
    return thing


def news_article(page: NewsPage, *, address: str, publisher: Thing) -> Thing:
    """Return an item of news; ``address`` is its full one."""
    updated_at = page.last_published_at or page.visible_from
    article: Thing = {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "headline": page.title[:LONGEST_HEADLINE],
        "description": describe(page),
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "en-GB",
        "datePublished": _written(page.visible_from),
        "dateModified": _written(max(updated_at, page.visible_from)),
        "publisher": {"@id": publisher["@id"]},
        "author": {"@id": publisher["@id"]},
    }
    if page.visible_until:
        article["expires"] = _written(page.visible_until)
    return article


def coming_events(
    page: NewsPage,
    entries: Iterable[Occasion],
    *,
    address: str,
    organiser: Thing,
    now: datetime,
) -> list[Thing]:
    """Return those of an item's entries that people attend and are not over."""
    return [
        _event(page, entry, address=address, organiser=organiser)
        for entry in entries
        if entry.kind == Kind.EVENT and not entry.is_over(now=now)
    ]


def _event(page: NewsPage, entry: Occasion, *, address: str, organiser: Thing) -> Thing:
    event: Thing = {
        "@type": "Event",
        "@id": f"{address}#{entry.uid}",
        "name": page.title,
        "description": describe(page),
        "url": address,
        "startDate": _written(entry.start),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@id": organiser["@id"]},
    }
    if entry.end is not None:
        event["endDate"] = _written(entry.end)
    if entry.mode:
        mode = ATTENDANCE[Mode(entry.mode)]
        event["eventAttendanceMode"] = f"https://schema.org/{mode}"
    if location := _location(entry, address=address):
        event["location"] = location
    return event


def _location(entry: Occasion, *, address: str) -> Thing | list[Thing]:
    """Return where it is, as far as the words said; nothing is made up."""
    online = {"@type": "VirtualLocation", "url": address}
    place = {"@type": "Place", "name": entry.venue, "address": entry.venue}
    if entry.mode == Mode.ONLINE:
        return {**online, "name": entry.venue} if entry.venue else online
    if entry.mode == Mode.HYBRID:
        return [place, online] if entry.venue else online
    return place if entry.venue else {}


def breadcrumb_list(trail: Sequence[tuple[str, str]]) -> Thing:
    """Return where a page stands: (title, full address) of each, home first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": title, "item": address}
            for n, (title, address) in enumerate(trail, 1)
        ],
    }


def trail_of(page: Page, *, root: Page) -> list[tuple[str, str]]:
    """Return (title, full address) of each page from the home page to this one.

    One query, and none for a page right below the home page.
    """
    between = []
    if page.depth > HOME_DEPTH + 2:
        between = list(page.get_ancestors().filter(depth__gt=HOME_DEPTH))
    elif page.depth == HOME_DEPTH + 2:
        between = [page.get_parent()]
    below = [] if page.depth <= HOME_DEPTH else [page]
    return [
        ("Home", full_address("/")),
        *(
            (each.title, full_address(path_of(each, root=root)))
            for each in [*between, *below]
        ),
    ]


def _written(moment: date | datetime) -> str:
    """Write a day, or a moment with London's offset at that time."""
    if isinstance(moment, datetime):
        return localtime(moment).isoformat(timespec="seconds")
    return moment.isoformat()


def canonical_address(path: str, *, number: int = 1) -> str:
    """Return the one address under which a page is to be known.

    Of what an address may ask for beside its path, only the number of the page
    of a list makes another page of it; filters show parts of the same list.
    """
    return full_address(path) + (f"?page={number}" if number > 1 else "")
