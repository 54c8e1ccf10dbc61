"""Issues, items and subscribers as reading needs them: only what matters is given."""

from datetime import UTC, datetime
from typing import Any

import factory

from commonweal.newsletter.models import Issue, IssueItem, Section, Subscriber

DRAFTED = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
FROZEN = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section

    title = factory.Sequence(lambda n: f"Section {n}")
    position = factory.Sequence(lambda n: n)


class IssueFactory(factory.django.DjangoModelFactory[Issue]):
    """A draft of the newsletter, each of a month of its own."""

    class Meta:
        model = Issue

    period = factory.Sequence(lambda n: f"{1900 + n // 12}-{n % 12 + 1:02}")
    slug = factory.Sequence(lambda n: f"issue-{n}")
    title = "October 2026"
    subject = "Our news in October"
    news_since = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
    drafted_at = DRAFTED

    class Params:
        sent = factory.Trait(
            status=Issue.Status.SENT, frozen_at=FROZEN, finished_at=FROZEN
        )


class ItemFactory(factory.django.DjangoModelFactory[IssueItem]):
    class Meta:
        model = IssueItem
        skip_postgeneration_save = True

    issue = factory.SubFactory(IssueFactory)
    section = factory.SubFactory(SectionFactory)
    title = factory.Sequence(lambda n: f"What is new, {n}")

    @factory.post_generation
    def topics(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.topics.set(extracted or [])

    @factory.post_generation
    def sectors(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.sectors.set(extracted or [])


class SubscriberFactory(factory.django.DjangoModelFactory[Subscriber]):
    """Somebody who has confirmed, and chose nothing: they get everything."""

    class Meta:
        model = Subscriber
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    status = Subscriber.Status.ACTIVE
    signed_up_at = DRAFTED
    confirmed_at = DRAFTED

    @factory.post_generation
    def topics(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.topics.set(extracted or [])
