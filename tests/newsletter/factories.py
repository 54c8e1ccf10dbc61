"""Subscribers for tests. Everybody in them is invented."""

from datetime import UTC, datetime

import factory

from commonweal.newsletter.models import Consent, Subscriber

SIGNED_UP = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


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
