"""The stored words of published pages, read once for every check of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from commonweal.pages.models import ContentPage


@dataclass(frozen=True, slots=True)
class Body:
    """One page's body as it is stored.

    Attributes:
        raw: its blocks, each a dictionary with "type" and "value".
        markup: the rich text of all its blocks.
    """

    page_id: int
    title: str
    raw: list[Any]
    markup: tuple[str, ...]


def content_types() -> list[type[ContentPage]]:
    """Each kind of page with words."""
    return list(ContentPage.__subclasses__())


def published_bodies() -> list[Body]:
    """Return the body of every published page that has one. One query a type."""
    read = []
    for kind in content_types():
        if not hasattr(kind, "body"):
            continue
        live = kind.objects.live().values_list("pk", "title", "body")
        for pk, title, stream in live:
            raw = list(stream.raw_data)
            read.append(Body(pk, title, raw, tuple(_markup(raw))))
    return read


def _markup(raw: Iterable[Any]) -> Iterator[str]:
    for block in raw:
        value = block["value"]
        parts = value.values() if isinstance(value, dict) else [value]
        yield from (part for part in parts if isinstance(part, str) and "<" in part)
