"""What a subscriber chose: in which field they work, about what, and how often."""

from dataclasses import dataclass, field
from typing import Any, Self

from commonweal.directory.models import Topic
from commonweal.newsletter.models import Subscriber
from commonweal.people.models import Sector


@dataclass(frozen=True, slots=True)
class Choices:
    """The monthly issue comes always. Without topics, items of every topic are in it."""

    sector_id: int | None = None
    topic_ids: frozenset[int] = field(default_factory=frozenset)
    training_weekly: bool = False
    news_daily: bool = False

    @classmethod
    def of(cls, subscriber: Subscriber) -> Self:
        """Return what somebody has chosen. One query, unless topics were fetched."""
        return cls(
            sector_id=subscriber.sector_id,
            topic_ids=frozenset(topic.pk for topic in subscriber.topics.all()),
            training_weekly=subscriber.training_weekly,
            news_daily=subscriber.news_daily,
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what a sign-up kept. Nothing was chosen where it says nothing."""
        return cls(
            sector_id=kept.get("sector"),
            topic_ids=frozenset(kept.get("topics", ())),
            training_weekly=kept.get("training_weekly", False),
            news_daily=kept.get("news_daily", False),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "sector": self.sector_id,
            "topics": sorted(self.topic_ids),
            "training_weekly": self.training_weekly,
            "news_daily": self.news_daily,
        }

    def apply(self, subscriber: Subscriber) -> None:
        """Write it to the row and save it. A sector or a topic that is no more is left
        out: days may lie between the choice and its confirmation."""
        sectors = Sector.objects.filter(pk__in=[self.sector_id or 0])
        subscriber.sector_id = self.sector_id if sectors.exists() else None
        subscriber.training_weekly = self.training_weekly
        subscriber.news_daily = self.news_daily
        subscriber.save(update_fields=["sector", "training_weekly", "news_daily"])
        subscriber.topics.set(Topic.objects.filter(pk__in=self.topic_ids))
