"""Take copies from the queue for one worker, within the limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction
from django.db.models import Count, Q

from commonweal.mail.models import Suppression, fingerprint
from commonweal.newsletter import epoch_file
from commonweal.newsletter.actions.epochs import advance
from commonweal.newsletter.models import (
    Delivery,
    NewsletterSettings,
    SendEpoch,
    SendingWorker,
)
from commonweal.newsletter.rates import HOUR, Limit, room, spread, within_domains

AT_ONCE = 50
Status = Delivery.Status


@dataclass(frozen=True, slots=True)
class Claimed:
    """What handing a copy over needs to know."""

    pk: int
    issue_id: int
    edition_id: int
    subscriber_id: int
    attempts: int
    email: str
    key: str


def claim(*, worker: SendingWorker, now: datetime) -> list[Claimed]:
    """Take up to 50 copies that are due, the oldest first, and return them.

    Committed before anything leaves, and the epoch's file is written by then.
    Claims wait for each other, so that the limits hold for all workers together.
    Empty when nothing is due, a limit is reached, or sending is held.

    Raises:
        OSError: the epoch's file cannot be written; the claim stands unbegun.
    """
    with transaction.atomic():
        epoch = SendEpoch.objects.select_for_update().filter(pk=1).first()
        if epoch is None or epoch.held_since:
            return []
        keys = _chosen(settings=NewsletterSettings.load(), now=now)
        if not keys:
            return []
        # As they are now: a queue that was emptied or paused meanwhile is left alone.
        Delivery.objects.due(now=now).filter(pk__in=keys).update(
            status=Status.CLAIMED, worker=worker, begun_at=None
        )
        SendingWorker.objects.filter(pk=worker.pk).update(pulse_at=now)
        mark = advance(epoch)
    epoch_file.advance(mark)
    return _without_unwanted(_claimed(worker), worker=worker, now=now)


def _chosen(*, settings: NewsletterSettings, now: datetime) -> list[int]:
    limits = spread(settings.per_minute)
    if settings.per_hour:
        limits = (*limits, Limit(settings.per_hour, HOUR))
    most = room(limits, _left(limits, now=now), most=AT_ONCE)
    if not most:
        return []
    due = Delivery.objects.due(now=now).order_by("issue_id", "pk")
    a_domain = spread(settings.per_domain_a_minute)
    if not a_domain:
        locked = due.select_for_update(skip_locked=True, of=("self",))
        return list(locked.values_list("pk", flat=True)[:most])
    rooms = _rooms_of_domains(a_domain, now=now)
    full = [domain for domain, more in rooms.items() if more <= 0]
    locked = due.exclude(domain__in=full).select_for_update(
        skip_locked=True, of=("self",)
    )
    return within_domains(
        locked.values_list("pk", "domain")[:most],
        a_domain=rooms,
        otherwise=min(limit.copies for limit in a_domain),
    )


def _left(limits: tuple[Limit, ...], *, now: datetime) -> dict[timedelta, int]:
    """Copies that left within each window, and those that are about to."""
    coming = Q(status=Status.CLAIMED, begun_at=None)
    return {
        limit.window: Delivery.objects.filter(_within(limit, now=now) | coming).count()
        for limit in limits
    }


def _within(limit: Limit, *, now: datetime) -> Q:
    """Copies of the window. What a clock that was set back has left in the future does
    not count, or nothing would leave until then."""
    return Q(begun_at__gt=now - limit.window, begun_at__lte=now)


def _rooms_of_domains(limits: tuple[Limit, ...], *, now: datetime) -> Mapping[str, int]:
    """How many more may go to each domain that something went to lately."""
    coming = Q(status=Status.CLAIMED, begun_at=None)
    counted = chain.from_iterable(
        Delivery.objects.filter(_within(limit, now=now) | coming)
        .values_list("domain")
        .annotate(left=limit.copies - Count("pk"))
        for limit in limits
    )
    rooms: dict[str, int] = {}
    for domain, left in counted:
        rooms[domain] = min(left, rooms.get(domain, left))
    return rooms


def _claimed(worker: SendingWorker) -> list[Claimed]:
    rows = Delivery.objects.claimed_by(worker).filter(begun_at=None).order_by("pk")
    return [
        Claimed(*row)
        for row in rows.values_list(
            "pk",
            "issue_id",
            "edition_id",
            "subscriber_id",
            "attempts",
            "subscriber__email",
            "subscriber__key",
        )
    ]


def _without_unwanted(
    claimed: list[Claimed], *, worker: SendingWorker, now: datetime
) -> list[Claimed]:
    """Let go of copies for addresses never to write to again."""
    prints = {each.pk: fingerprint(each.email) for each in claimed}
    never = set(
        Suppression.objects.filter(fingerprint__in=prints.values()).values_list(
            "fingerprint", flat=True
        )
    )
    unwanted = [pk for pk, print_ in prints.items() if print_ in never]
    suppress(unwanted, worker=worker, now=now)
    return [each for each in claimed if each.pk not in unwanted]


def suppress(keys: list[int], *, worker: SendingWorker, now: datetime) -> None:
    """Settle copies of somebody who is not to get them any more."""
    if keys:
        Delivery.objects.claimed_by(worker).filter(pk__in=keys).update(
            status=Status.SUPPRESSED, worker=None, settled_at=now
        )
