"""Subscribers, and issues with what stands in them, built from what matters to a test."""

from datetime import UTC, datetime
from typing import Any

import factory

from commonweal.dates.occurrences import LONDON
from commonweal.newsletter.digest import DigestItem, Source
from commonweal.newsletter.models import (
    Consent,
    Issue,
    IssueItem,
    NewsletterSettings,
    Section,
    Subscriber,
)

# Wednesday 25 November 2026, 9am: when the November issue is drafted.
DRAFTED = datetime(2026, 11, 25, 9, tzinfo=LONDON)
SIGNED_UP = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SINCE = datetime(2026, 10, 25, 9, tzinfo=LONDON)


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section

    title = factory.Sequence(lambda n: f"Section {n}")
    position = factory.Sequence(lambda n: n)


class IssueFactory(factory.django.DjangoModelFactory[Issue]):
    """A draft of the newsletter; each has a month of its own."""

    class Meta:
        model = Issue

    # From 2030 on: tests name the months of 2026 themselves.
    period = factory.Sequence(lambda n: f"{2030 + n // 12}-{n % 12 + 1:02}")
    slug = factory.Sequence(lambda n: f"issue-{n}")
    title = "Example newsletter: November 2026"
    subject = "Example newsletter: November 2026"
    news_since = SINCE
    drafted_at = DRAFTED


class IssueItemFactory(factory.django.DjangoModelFactory[IssueItem]):
    class Meta:
        model = IssueItem

    issue = factory.SubFactory(IssueFactory)
    section = factory.SubFactory(SectionFactory)
    source_key = factory.Sequence(lambda n: f"news:{n}")
    title = factory.Sequence(lambda n: f"Example item {n}")
    summary = "What it is about, in a sentence."
    position = factory.Sequence(lambda n: n)


def digest_item(key: str = "news:1", **fields: Any) -> DigestItem:
    """Return an item of news, or whatever ``fields`` make of it."""
    named = {
        "source": Source.NEWS,
        "title": f"Example {key}",
        "summary": "What it is about, in a sentence.",
        **fields,
    }
    return DigestItem(key=key, **named)


def newsletter_settings(**fields: Any) -> NewsletterSettings:
    """Store settings with which the check has no fault to find."""
    named = {
        "name": "Example newsletter",
        "postal_line": "Example Partnership, 1 Example Street, Exampleton EX1 1AA",
        **fields,
    }
    made, _ = NewsletterSettings.objects.update_or_create(pk=1, defaults=named)
    return made


class SubscriberFactory(factory.django.DjangoModelFactory[Subscriber]):
    """Somebody who gets the newsletter."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    status = Subscriber.Status.ACTIVE
    signed_up_at = SIGNED_UP
    confirmed_at = SIGNED_UP


class ConsentFactory(factory.django.DjangoModelFactory[Consent]):
    """Evidence, not confirmed yet."""

    class Meta:
        model = Consent

    subscriber = factory.SubFactory(
        SubscriberFactory, status=Subscriber.Status.WAITING, confirmed_at=None
    )
    source = Consent.Source.FORM
    wording = "We send you the newsletter."
    page = "/newsletter/sign-up/"
    given_at = SIGNED_UP
