"""Subscribers of the demonstration. All of them are invented."""

from datetime import datetime, timedelta
from itertools import product

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.directory.models import Topic
from commonweal.mail.actions import suppress
from commonweal.mail.models import Suppression
from commonweal.newsletter.models import (
    Consent,
    MailReport,
    NewsletterSettings,
    Subscriber,
)
from commonweal.people.models import Sector

Status, Stopped = Subscriber.Status, Subscriber.Stopped
FIRST = ("Anwen", "Bashir", "Chioma", "Dafydd", "Esme", "Faisal", "Greta", "Hywel")
LAST = ("Abara", "Brook", "Cole", "Dean", "Ellis", "Flint")
PLACES = (
    "aldermere-academy",
    "vale-nhs",
    "wickenhall-school",
    "harbour",
    "vale-police",
)
PAGES = ("/newsletter/sign-up/", "/", "/for-professionals/")
# By their place in the list; everybody else gets the newsletter.
OTHERS = {
    **dict.fromkeys((4, 19, 33), Status.PAUSED),
    **dict.fromkeys((45, 46, 47), Status.WAITING),
    **dict.fromkeys((11, 27, 38), Status.STOPPED),
    **dict.fromkeys((8, 30), Status.LEFT),
}
WHY = {11: Stopped.REFUSED, 27: Stopped.FULL, 38: Stopped.COMPLAINED}
BECAUSE = {
    Stopped.REFUSED: Suppression.Reason.REFUSED,
    Stopped.COMPLAINED: Suppression.Reason.COMPLAINED,
}


@transaction.atomic
def demonstrate_subscribers(*, now: datetime) -> None:
    """Fill an empty list of subscribers with 48. One that has somebody stays as it is.

    Nothing is written to them: their addresses do not exist (RFC 2606).

    Args:
        now: an aware moment; they signed up in the year before it.
    """
    if Subscriber.objects.exists():
        return
    sectors, topics = list(Sector.objects.all()), list(Topic.objects.all())
    wording = NewsletterSettings.load().consent_wording
    for number, (first, last) in enumerate(product(FIRST, LAST)):
        place = PLACES[number % len(PLACES)]
        at = now - timedelta(days=340 - 7 * number, hours=number % 9)
        subscriber = _subscriber(number, f"{first}.{last}@{place}.example.org", at, now)
        subscriber.email = subscriber.email.lower()
        if sectors and number % 4:
            subscriber.sector = sectors[number % len(sectors)]
        subscriber.save()
        if topics and number % 3 == 0:
            subscriber.topics.set(
                topics[number % len(topics)] for number in (number, number + 4)
            )
        Consent.objects.create(
            subscriber=subscriber,
            source=Consent.Source.FORM,
            wording=wording,
            page=PAGES[number % len(PAGES)],
            given_at=at,
            confirmed_at=subscriber.confirmed_at,
        )
        _finish(number, subscriber, now=now)


def _subscriber(number: int, email: str, at: datetime, now: datetime) -> Subscriber:
    status = OTHERS.get(number, Status.ACTIVE)
    is_waiting = status == Status.WAITING
    return Subscriber(
        email=email,
        status=status,
        signed_up_at=now - timedelta(days=48 - number) if is_waiting else at,
        confirmed_at=None if is_waiting else at + timedelta(minutes=3 + number),
        training_weekly=number % 5 == 1,
        news_daily=number % 9 == 2,
        paused_until=(
            localdate(now) + timedelta(days=20) if status == Status.PAUSED else None
        ),
        ended_at=(
            now - timedelta(days=9 + number)
            if status in {Status.STOPPED, Status.LEFT}
            else None
        ),
        stopped_because=WHY.get(number, ""),
    )


def _finish(number: int, subscriber: Subscriber, *, now: datetime) -> None:
    """Do what ending a subscription does besides."""
    if subscriber.status == Status.LEFT:
        suppress(address=subscriber.email, reason=Suppression.Reason.ASKED, at=now)
        subscriber.email, subscriber.sector = "", None
        subscriber.training_weekly = subscriber.news_daily = False
        subscriber.save(
            update_fields=["email", "sector", "training_weekly", "news_daily"]
        )
        subscriber.topics.clear()
    elif subscriber.status == Status.STOPPED and subscriber.ended_at:
        why = WHY[number]
        if why in BECAUSE:
            suppress(address=subscriber.email, reason=BECAUSE[why], at=now)
        MailReport.objects.create(
            event_id=f"demonstration:{number}",
            kind=_kind(why),
            subscriber=subscriber,
            code={Stopped.REFUSED: "5.1.1", Stopped.FULL: "4.2.2"}.get(why, ""),
            at=subscriber.ended_at,
            taken_in_at=subscriber.ended_at,
        )


def _kind(why: Subscriber.Stopped) -> MailReport.Kind:
    kinds = {Stopped.REFUSED: MailReport.Kind.HARD, Stopped.FULL: MailReport.Kind.SOFT}
    return kinds.get(why, MailReport.Kind.COMPLAINT)
