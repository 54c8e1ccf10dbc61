"""How a subscription ends, and what is left of it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about, erase_messages, suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.models import Subscriber
from commonweal.newsletter.models.subscribers import new_key

Status = Subscriber.Status


@transaction.atomic
def leave(
    *,
    subscriber: Subscriber,
    at: datetime,
    by: AbstractBaseUser | None = None,
    reason: str = "",
) -> None:
    """End a subscription, forget its address, and keep a fingerprint of it so that no
    import brings it back. Doing it again changes nothing.

    Args:
        by: a member of staff who was asked to; None for the subscriber's own press.
        reason: the staff's words, which must not name anybody.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.status != Status.LEFT:
        _end(subscriber, at=at)
        record("newsletter.left", subject=subscriber, by=by, at=at, reason=reason)


@transaction.atomic
def erase_subscriber(
    *, subscriber: Subscriber, by: AbstractBaseUser, at: datetime, reason: str
) -> None:
    """Erase what is held about somebody who has no account (UK GDPR, article 17)."""
    erase_subscribers(Subscriber.objects.filter(pk=subscriber.pk), at=at)
    record("newsletter.erased", subject=subscriber, by=by, at=at, reason=reason)


@transaction.atomic
def erase_subscribers(rows: QuerySet[Any], *, at: datetime) -> int:
    """End subscriptions and erase what was known of their owners: evidence, choices,
    messages, and the key in their links.

    A row that got an issue stays as a number, because that a copy was sent is counted;
    others go. Returns how many were changed.
    """
    changed = 0
    for subscriber in rows.select_for_update():
        about = OutgoingEmail.objects.filter(
            about_type=Subscriber._meta.label, about_id=str(subscriber.pk)
        )
        erase_messages(about, at=at)
        if subscriber.status != Status.LEFT:
            _end(subscriber, at=at)
        subscriber.consents.all().delete()
        subscriber.reports.all().delete()
        subscriber.key = new_key()
        subscriber.save(update_fields=["key"])
        if not subscriber.deliveries.exists():
            subscriber.delete()
        changed += 1
    return changed


def _end(subscriber: Subscriber, *, at: datetime) -> None:
    suppress(address=subscriber.email, reason=Suppression.Reason.ASKED, at=at)
    drop_waiting_about(about=subscriber, at=at)
    subscriber.email = ""
    subscriber.status, subscriber.ended_at = Status.LEFT, at
    subscriber.sector, subscriber.paused_until = None, None
    subscriber.stopped_because = ""
    subscriber.training_weekly = subscriber.news_daily = False
    subscriber.save(
        update_fields=[
            "email",
            "status",
            "ended_at",
            "sector",
            "paused_until",
            "stopped_because",
            "training_weekly",
            "news_daily",
        ]
    )
    subscriber.topics.clear()
    # A small organisation's, or a family's, server is as good as a name.
    subscriber.deliveries.update(domain="")
    subscriber.consents.exclude(browser="").update(browser="")
    subscriber.address_changes.all().delete()
