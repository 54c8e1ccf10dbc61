"""What pages tell machines of themselves: search engines, cards, calendars.

schema.org's vocabulary as JSON-LD, and the Open Graph protocol. Plain values in
and out; only ``trail_of`` asks the database.
"""

from collections.abc import Iterable
from datetime import datetime

from wagtail.models import Page

from commonweal.dates import Kind, Mode
from commonweal.design.addresses import full_address
from commonweal.design.structured_data import Thing, written
from commonweal.pages.addresses import path_of
from commonweal.pages.descriptions import describe
from commonweal.pages.models import NewsPage, Occasion

HOME_DEPTH = 2
LONGEST_HEADLINE = 110
ATTENDANCE = {
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}


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
        "datePublished": written(page.visible_from),
        "dateModified": written(max(updated_at, page.visible_from)),
        "publisher": {"@id": publisher["@id"]},
        "author": {"@id": publisher["@id"]},
    }
    if page.visible_until:
        article["expires"] = written(page.visible_until)
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
        "startDate": written(entry.start),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@id": organiser["@id"]},
    }
    if entry.end is not None:
        event["endDate"] = written(entry.end)
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
