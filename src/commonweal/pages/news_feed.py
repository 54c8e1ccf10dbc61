"""The current news, ready to be written as a feed."""

from datetime import datetime

from wagtail.models import Page

from commonweal.design.addresses import full_address
from commonweal.design.feeds import Feed, FeedItem
from commonweal.pages.addresses import path_of
from commonweal.pages.descriptions import describe
from commonweal.pages.models.news import NewsPage
from commonweal.pages.models.news_index import NewsIndexPage
from commonweal.pages.models.occasions import Occasion
from commonweal.pages.models.restrictions import unrestricted

LONGEST = 100
DATES_TOLD = 12


def feed_of(
    index: NewsIndexPage,
    *,
    root: Page,
    name: str,
    feed_path: str,
    updated_at: datetime,
    now: datetime,
) -> Feed:
    """Return the newest current items of a news index.

    Args:
        root: the site's home page, from which addresses count.
        name: the partnership's name.
        feed_path: the path the feed was asked for by.
        updated_at: when the list last changed, by an editor or by a date.
    """
    current = NewsPage.objects.child_of(index).current(now=now)
    newest = unrestricted(current).order_by("-published_on", "-pk")
    items = newest.prefetch_related("topics", "occasions")[:LONGEST]
    return Feed(
        id=f"urn:uuid:{index.translation_key}",
        title=f"{index.title} – {name}",
        description=index.summary or f"News from {name}",
        author=name,
        url=full_address(path_of(index, root=root)),
        feed_url=full_address(feed_path),
        updated_at=updated_at,
        items=tuple(_item(page, root=root) for page in items),
    )


def _item(page: NewsPage, *, root: Page) -> FeedItem:
    updated_at = page.last_published_at or page.visible_from
    return FeedItem(
        # Stays when the item is renamed or moved, unlike its address.
        id=f"urn:uuid:{page.translation_key}",
        title=page.title,
        url=full_address(path_of(page, root=root)),
        summary=describe(page),
        dates=_dates(list(page.occasions.all())),
        topics=tuple(topic.name for topic in page.topics.all()),
        published_at=page.visible_from,
        updated_at=max(updated_at, page.visible_from),
    )


def _dates(rows: list[Occasion]) -> tuple[str, ...]:
    """Say the dates in words. All of them, also those past: readers of feeds keep
    what they were sent, and nobody strikes it out for them later."""
    told = [f"{row.in_words}, {row.place}".rstrip(", ") for row in rows[:DATES_TOLD]]
    more = len(rows) - DATES_TOLD
    return (*told, f"and {more} more") if more > 0 else tuple(told)
