"""Which items of an issue a recipient gets. The rule: docs/rules/newsletter-reading.md."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model

from commonweal.newsletter.models import Issue, IssueItem, Subscriber
from commonweal.newsletter.telling import SIZE

AT_ONCE = 2000
Choice = tuple[int | None, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """An item as far as it decides who gets it.

    Attributes:
        sectors, topics: ids of what it is for; none means it is for everybody.
    """

    pk: int
    sectors: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()

    @classmethod
    def of(cls, item: IssueItem) -> "Told":
        """Read an item of ``items_of``. No query."""
        return cls(
            pk=item.pk,
            sectors=frozenset(sector.pk for sector in item.sectors.all()),
            topics=frozenset(topic.pk for topic in item.topics.all()),
        )

    def is_for_sector(self, sector_id: int | None) -> bool:
        return not self.sectors or sector_id is None or sector_id in self.sectors

    def is_about(self, topic_ids: frozenset[int]) -> bool:
        return not self.topics or not topic_ids or not self.topics.isdisjoint(topic_ids)


class Reader(NamedTuple):
    """A subscriber, and the receiving server's name in lower case."""

    pk: int
    domain: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Some of the subscribers who get the same items, and which.

    Attributes:
        items: ids of the items, in the issue's order. Empty when nothing in the issue
            is for them.
    """

    items: tuple[int, ...]
    readers: tuple[Reader, ...]


def items_of(issue: Issue) -> list[IssueItem]:
    """Return what is told in an issue, in its order, with all that choosing and
    rendering read. Five queries at most, however many items."""
    rows = (
        issue.items.standing()
        .select_related("section")
        .prefetch_related(
            "sectors",
            "topics",
            Prefetch("picture", get_image_model().objects.prefetch_renditions(SIZE)),
        )
    )
    return list(rows)


def chosen(
    items: Sequence[Told], *, sector_id: int | None, topic_ids: frozenset[int]
) -> tuple[int, ...]:
    """Return the ids of the items for somebody of that sector who chose those topics.

    Who names no sector, or chooses no topic, gets every item as far as that goes.
    When nothing is left of an issue, the topics do not count: better something from
    their own sector, or for all sectors, than an empty issue.

    Args:
        sector_id: None when they did not say.
        topic_ids: empty for everything.
    """
    of_sector = [item for item in items if item.is_for_sector(sector_id)]
    fitting = [item for item in of_sector if item.is_about(topic_ids)]
    return tuple(item.pk for item in fitting or of_sector)


def recipients(kind: str) -> "QuerySet[Subscriber]":
    """Return the subscribers who get issues of a kind (``Issue.Kind``)."""
    rows = Subscriber.objects.active()
    if kind == Issue.Kind.WEEKLY:
        return rows.filter(training_weekly=True)
    if kind == Issue.Kind.DAILY:
        return rows.filter(news_daily=True)
    return rows


def audiences(issue: Issue, kind: str) -> Iterator[Audience]:
    """Yield everybody who gets issues of that kind, with the items for each.

    Those of one batch of 2,000 who get the same items come together; the same items
    come again with the next batch, so memory stays flat however many there are. The
    queries: those of ``items_of``, and two.
    """
    items = [Told.of(item) for item in items_of(issue)]
    known: dict[Choice, tuple[int, ...]] = {}
    batch: dict[tuple[int, ...], list[Reader]] = {}
    waiting = 0
    for reader, choice in _choices(kind):
        if choice not in known:
            sector_id, topic_ids = choice
            known[choice] = chosen(items, sector_id=sector_id, topic_ids=topic_ids)
        batch.setdefault(known[choice], []).append(reader)
        waiting += 1
        if waiting == AT_ONCE:
            yield from _audiences(batch)
            batch, waiting = {}, 0
    yield from _audiences(batch)


def _audiences(batch: dict[tuple[int, ...], list[Reader]]) -> Iterator[Audience]:
    for items, readers in batch.items():
        yield Audience(items=items, readers=tuple(readers))


def _choices(kind: str) -> Iterator[tuple[Reader, Choice]]:
    """Walk through subscribers and their topics side by side, both by number."""
    rows = recipients(kind).order_by("pk").values_list("pk", "email", "sector_id")
    topics = _topics(kind)
    following = next(topics, None)
    for pk, email, sector_id in rows.iterator(chunk_size=AT_ONCE):
        # Whoever came or went between the two queries stands in one of them only.
        while following is not None and following[0] < pk:
            following = next(topics, None)
        own = following[1] if following and following[0] == pk else frozenset()
        yield Reader(pk, email.rpartition("@")[2].lower()), (sector_id, own)


def _topics(kind: str) -> Iterator[tuple[int, frozenset[int]]]:
    rows: Iterable[tuple[int, int]] = (
        Subscriber.topics.through.objects.filter(subscriber__in=recipients(kind))
        .order_by("subscriber_id")
        .values_list("subscriber_id", "topic_id")
        .iterator(chunk_size=AT_ONCE)
    )
    for pk, pairs in groupby(rows, key=itemgetter(0)):
        yield pk, frozenset(topic for _, topic in pairs)
