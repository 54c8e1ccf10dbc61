"""Subscribers as the desk sees them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from commonweal.design.components.lists import Colour
from commonweal.newsletter.models import Consent, Delivery, MailReport, Subscriber

Status = Subscriber.Status
NEWEST = 50
COLOURS: dict[str, Colour] = {
    Status.WAITING: "yellow",
    Status.ACTIVE: "green",
    Status.PAUSED: "blue",
    Status.STOPPED: "red",
    Status.LEFT: "grey",
}
CALLED = {
    Status.WAITING: "Not confirmed",
    Status.ACTIVE: "Subscribed",
    Status.PAUSED: "Paused",
    Status.STOPPED: "Stopped",
    Status.LEFT: "Left",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of a status."""

    status: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class InFull:
    """Everything on one subscriber's page. Of what was sent and what came back, the
    newest 50."""

    subscriber: Subscriber
    consents: list[Consent]
    sent: list[Delivery]
    reports: list[MailReport]


def counted() -> list[Counted]:
    """Count subscribers by status, in the order of a subscription. One query."""
    rows = Subscriber.objects.order_by().values_list("status")
    found = dict(rows.annotate(count=Count("pk")))
    return [Counted(each, CALLED[each], found.get(each, 0)) for each in Status]


def with_status(status: str) -> QuerySet[Subscriber]:
    """Those of a status, or all for one that is unknown; the newest first."""
    every = Subscriber.objects.for_lists().order_by("-signed_up_at", "-pk")
    return every.filter(status=status) if status in Status.values else every


def called(words: str) -> QuerySet[Subscriber]:
    """Those whose address has ``words`` in it."""
    return with_status("").filter(email__icontains=words.strip()).exclude(email="")


def in_full(subscriber: Subscriber) -> InFull:
    """Gather one subscriber's page, in three queries."""
    sent = subscriber.deliveries.select_related("issue").order_by("-pk")
    return InFull(
        subscriber=subscriber,
        consents=list(subscriber.consents.all()),
        sent=list(sent[:NEWEST]),
        reports=list(subscriber.reports.all()[:NEWEST]),
    )
