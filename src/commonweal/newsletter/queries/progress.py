"""How far an issue is on its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from commonweal.newsletter.models import (
    Delivery,
    Issue,
    NewsletterSettings,
    SendEpoch,
    SendingWorker,
)

MINUTE = timedelta(minutes=1)
Status = Delivery.Status


@dataclass(frozen=True, slots=True)
class Progress:
    """Copies by what became of them, and how fast the rest goes.

    Attributes:
        a_minute: copies that were begun within the last minute.
        time_left: None when nothing moves.
        workers: processes that are sending at this moment, of all issues.
    """

    counts: Mapping[str, int]
    a_minute: int
    time_left: timedelta | None
    workers: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts.get(status, 0) for status in Delivery.OPEN)

    @property
    def settled(self) -> int:
        return self.total - self.waiting

    @property
    def deferred(self) -> int:
        return self.counts.get(Status.DEFERRED, 0)

    @property
    def rows(self) -> list[tuple[str, int]]:
        """What became of the copies, in words; what did not happen is left out."""
        known = (
            ("Given to the mail server", self.counts.get(Status.HANDED_OVER, 0)),
            ("Waiting", self.waiting - self.deferred),
            ("Not taken yet, tried again later", self.deferred),
            ("Bounced", self.counts.get(Status.BOUNCED, 0)),
            ("Left or paused meanwhile", self.counts.get(Status.SUPPRESSED, 0)),
            ("Unknown", self.unknown),
        )
        return [row for n, row in enumerate(known) if row[1] or n == 0]

    @property
    def unknown(self) -> int:
        return self.counts.get(Status.UNKNOWN, 0)


def progress_of(issue: Issue, *, now: datetime) -> Progress:
    """Return how far an issue is. Four queries."""
    copies = Delivery.objects.filter(issue=issue)
    counts = dict(copies.order_by().values_list("status").annotate(number=Count("pk")))
    a_minute = copies.filter(begun_at__gt=now - MINUTE).count()
    waiting = sum(counts.get(status, 0) for status in Delivery.OPEN)
    is_moving = issue.status == Issue.Status.SENDING
    return Progress(
        counts=counts,
        a_minute=a_minute,
        time_left=_time_left(waiting, a_minute, issue, now=now) if is_moving else None,
        workers=SendingWorker.objects.count(),
    )


def _time_left(
    waiting: int, a_minute: int, issue: Issue, *, now: datetime
) -> timedelta | None:
    """By the speed of the last minute, or of what there was of it."""
    if not (waiting and a_minute):
        return None
    began = issue.frozen_at or now
    counted_for = min(MINUTE, max(now - began, timedelta(seconds=1)))
    speed = a_minute / counted_for.total_seconds()
    limit = NewsletterSettings.load().per_minute
    if limit:
        speed = min(speed, limit / 60)
    return timedelta(seconds=round(waiting / speed))


@dataclass(frozen=True, slots=True)
class SendingHealth:
    """Whether issues go out as they should.

    Attributes:
        waiting: copies that could go now.
        unknown: copies of all issues of which nobody knows whether they arrived.
        still_for: how long nothing has moved although something could.
    """

    is_held: bool
    waiting: int
    unknown: int
    still_for: timedelta


def sending_health(*, now: datetime) -> SendingHealth:
    """Return how sending is, for whoever watches the site. Five queries."""
    epoch = how_sending_is()
    due = Delivery.objects.due(now=now)
    waiting = due.count()
    still_for = timedelta(0)
    if waiting:
        moved = Delivery.objects.aggregate(at=Max("begun_at"))["at"]
        queued = due.aggregate(at=Max("issue__frozen_at"))["at"]
        still_for = max(still_for, now - max(filter(None, (moved, queued))))
    return SendingHealth(
        is_held=epoch is not None and epoch.held_since is not None,
        waiting=waiting,
        unknown=Delivery.objects.filter(status=Status.UNKNOWN).count(),
        still_for=still_for,
    )


def how_sending_is() -> SendEpoch | None:
    """Return whether sending is held, or no server can be reached; None before the
    first issue."""
    return SendEpoch.objects.filter(pk=1).first()


def in_words(time_left: timedelta) -> str:
    """Return how long something still takes, as roughly as it is known."""
    minutes = round(time_left / MINUTE)
    if minutes < 1:
        return "a minute"
    if minutes < 90:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{round(minutes / 60)} hours"
