"""Issues on their way, and ways out that do what a test says."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import factory

from commonweal.newsletter.actions.sending import send_copies
from commonweal.newsletter.handover import Came, Copy, Outcome
from commonweal.newsletter.models import Delivery, Edition, Issue, Subscriber
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE
from tests.newsletter.factories import IssueFactory, SubscriberFactory

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
Status = Delivery.Status


class EditionFactory(factory.django.DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    issue = factory.SubFactory(IssueFactory)
    items: list[int] = []
    subject = "News of November"
    html = f'<p>News</p><a href="{PREFERENCES}">Change</a><a href="{UNSUBSCRIBE}">x</a>'
    text = f"News\n\n{PREFERENCES}\n{UNSUBSCRIBE}\n"
    digest = factory.Sequence(lambda n: f"{n:064x}")


def on_its_way(copies: int = 3, **fields: Any) -> Issue:
    """Return an issue with so many queued copies, each to somebody at a server of
    their own."""
    fields = {"status": Issue.Status.SENDING, "frozen_at": NOW, **fields}
    issue: Issue = IssueFactory(**fields)
    edition = EditionFactory(issue=issue)
    queue_copies(edition, copies)
    return issue


def queue_copies(edition: Edition, copies: int, *, domain: str = "") -> None:
    for n in range(copies):
        reader = SubscriberFactory(
            email=f"reader{n}@{domain or f'server{n}.example.org'}"
        )
        Delivery.objects.create(
            issue=edition.issue,
            subscriber=reader,
            edition=edition,
            domain=reader.domain,
        )


@dataclass
class WayOut:
    """A mail server that takes everything, but for what a test says.

    Attributes:
        outcomes: what comes of an address instead.
        before: called with each copy, before it is taken.
        broken: raised by ``open``.
    """

    outcomes: dict[str, Came] = field(default_factory=dict)
    before: Callable[[Copy], None] = lambda copy: None
    broken: Exception | None = None
    taken: list[Copy] = field(default_factory=list)
    opened: int = 0

    def open(self) -> None:
        self.opened += 1
        if self.broken:
            raise self.broken

    def hand_over(self, copy: Copy) -> Outcome:
        self.before(copy)
        came = self.outcomes.get(copy.to, Came.OVER)
        if came is Came.OVER:
            self.taken.append(copy)
            return Outcome(came)
        return Outcome(came, "Kind 450")

    def close(self) -> None:
        pass

    @property
    def addresses(self) -> list[str]:
        return [copy.to for copy in self.taken]


def send(
    way_out: WayOut | None = None,
    *,
    at: datetime = NOW,
    worker: str = "host:0:test",
    **others: Any,
) -> WayOut:
    """Let a worker do one round; return where the copies went."""
    way_out = way_out or WayOut()
    send_copies(now=at, worker=worker, way_out=way_out, **others)
    return way_out


def states(issue: Issue) -> dict[str, int]:
    """Return how many copies of an issue are in each state."""
    rows: Iterable[str] = issue.deliveries.values_list("status", flat=True)
    return dict(Counter(rows))


def reader_of(issue: Issue, n: int) -> Subscriber:
    """Return the subscriber of an issue's copy, counted from 0."""
    return list(issue.deliveries.order_by("pk"))[n].subscriber
