"""Issues, items and subscribers as reading needs them: with their topics and sectors."""

from datetime import UTC, datetime
from typing import Any

import factory

from commonweal.newsletter.models import Issue
from tests.newsletter import factories
from tests.newsletter.factories import SectionFactory

__all__ = ["IssueFactory", "ItemFactory", "SectionFactory", "SubscriberFactory"]

DRAFTED = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
FROZEN = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)


class IssueFactory(factories.IssueFactory):
    """A draft of the newsletter; ``sent`` makes it one that was sent."""

    title = "October 2026"
    subject = "Our news in October"
    drafted_at = DRAFTED

    class Params:
        sent = factory.Trait(
            status=Issue.Status.SENT, frozen_at=FROZEN, finished_at=FROZEN
        )


class ItemFactory(factories.IssueItemFactory):
    class Meta:
        skip_postgeneration_save = True

    issue = factory.SubFactory(IssueFactory)
    summary = ""

    @factory.post_generation
    def topics(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.topics.set(extracted or [])

    @factory.post_generation
    def sectors(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.sectors.set(extracted or [])


class SubscriberFactory(factories.SubscriberFactory):
    """Somebody who gets the newsletter, and everything in it without ``topics``."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def topics(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.topics.set(extracted or [])
