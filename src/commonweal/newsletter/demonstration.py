"""Subscribers of an invented partnership, to try the software with."""

from datetime import datetime

from commonweal.newsletter.models import Consent, NewsletterSettings, Subscriber
from commonweal.people.models import Sector

# Local part of the address, place of the sector among all, weekly, daily.
PEOPLE = (
    ("amina.okafor", 0, True, False),
    ("ben.carter", 1, False, False),
    ("chloe.davies", None, True, True),
    ("dev.patel", 2, False, True),
    ("ella.hughes", None, False, False),
    ("farah.khan", 0, False, False),
    ("george.wright", 1, True, False),
    ("hannah.lewis", None, False, False),
)


def make_subscribers(*, at: datetime) -> None:
    """Make a handful of invented people who asked for the newsletter at ``at``."""
    if Subscriber.objects.exists():
        return
    sectors = list(Sector.objects.all())
    wording = NewsletterSettings.load().consent_wording
    for name, place, weekly, daily in PEOPLE:
        fits = place is not None and place < len(sectors)
        subscriber = Subscriber.objects.create(
            email=f"{name}@example.org",
            status=Subscriber.Status.ACTIVE,
            sector=sectors[place] if fits and place is not None else None,
            training_weekly=weekly,
            news_daily=daily,
            signed_up_at=at,
            confirmed_at=at,
        )
        Consent.objects.create(
            subscriber=subscriber,
            source=Consent.Source.FORM,
            wording=wording,
            page="/newsletter/sign-up/",
            given_at=at,
            confirmed_at=at,
        )
