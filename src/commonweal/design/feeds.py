"""Lists of what is new as feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. No database here."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import format_html, format_html_join

# Characters that XML 1.0 cannot hold at all; pasting brings them along.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LANGUAGE = "en-gb"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of news. ``dates`` are in words; moments are aware."""

    id: str
    title: str
    url: str
    summary: str
    dates: tuple[str, ...]
    topics: tuple[str, ...]
    published_at: datetime
    updated_at: datetime

    @property
    def html(self) -> str:
        """The summary and the dates, as readers of feeds show them."""
        paragraph = format_html("<p>{}</p>", self.summary) if self.summary else ""
        rows = format_html_join("", "<li>{}</li>", ((words,) for words in self.dates))
        return f"{paragraph}<ul>{rows}</ul>" if rows else str(paragraph)


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of news, ``items`` newest first."""

    id: str
    title: str
    description: str
    author: str
    url: str
    feed_url: str
    updated_at: datetime
    items: tuple[FeedItem, ...]


def write_rss(feed: Feed) -> bytes:
    return _written(feed, _Rss)


def write_atom(feed: Feed) -> bytes:
    return _written(feed, _Atom)


class _Rss(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated_at"]
        return moment


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated_at"]
        return moment


def _written(feed: Feed, kind: type[SyndicationFeed]) -> bytes:
    writer = kind(
        title=_clean(feed.title),
        link=feed.url,
        description=_clean(feed.description),
        subtitle=_clean(feed.description),
        language=LANGUAGE,
        author_name=_clean(feed.author),
        feed_url=feed.feed_url,
        feed_guid=feed.id,
        updated_at=feed.updated_at,
    )
    for item in feed.items:
        writer.add_item(
            title=_clean(item.title),
            link=item.url,
            description=_clean(item.html),
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=[_clean(topic) for topic in item.topics],
        )
    return writer.writeString("utf-8").encode()


def _clean(words: str) -> str:
    return UNWRITABLE.sub(" ", words)


def write_json(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "description": feed.description,
        "language": LANGUAGE,
        "authors": [{"name": feed.author, "url": feed.url}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(item: FeedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published_at.isoformat(timespec="seconds"),
        "date_modified": item.updated_at.isoformat(timespec="seconds"),
        "tags": list(item.topics),
    }


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a feed."""

    name: str
    content_type: str
    write: Callable[[Feed], bytes]


RSS = Format("RSS", "application/rss+xml; charset=utf-8", write_rss)
ATOM = Format("Atom", "application/atom+xml; charset=utf-8", write_atom)
JSON = Format("JSON Feed", "application/feed+json; charset=utf-8", write_json)
FORMATS: dict[str, Format] = {"rss": RSS, "atom": ATOM, "json": JSON}
