"""Covenants and signatures, built from what matters to a test."""

from datetime import UTC, datetime

import factory

from commonweal.pledges.models import Covenant, Signature, Version

SIGNED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class CovenantFactory(factory.django.DjangoModelFactory[Covenant]):
    """A covenant with the first version of its text."""

    class Meta:
        model = Covenant
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"covenant-{n}")
    title = factory.Sequence(lambda n: f"Example Covenant {n}")
    summary = "We listen to children who care for somebody."
    first = factory.RelatedFactory(
        "tests.pledges.factories.VersionFactory", factory_related_name="covenant"
    )


class VersionFactory(factory.django.DjangoModelFactory[Version]):
    class Meta:
        model = Version

    covenant = factory.SubFactory(CovenantFactory, first=None)
    number = 1
    text = "We promise:\n\n- to listen\n- to act"
    published_at = SIGNED


class SignatureFactory(factory.django.DjangoModelFactory[Signature]):
    """Somebody who signed and confirmed for an organisation."""

    class Meta:
        model = Signature

    covenant = factory.SubFactory(CovenantFactory)
    version = factory.LazyAttribute(lambda made: made.covenant.current_version())
    email = factory.Sequence(lambda n: f"signer{n}@example.org")
    name = "Robin Example"
    organisation = factory.Sequence(lambda n: f"Example School {n}")
    list_publicly = True
    status = Signature.Status.SIGNED
    asked_at = SIGNED
    first_signed_at = factory.LazyAttribute(
        lambda made: SIGNED if made.status == "signed" else None
    )
    signed_at = factory.LazyAttribute(lambda made: made.first_signed_at)
