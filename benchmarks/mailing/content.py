"""An approved issue of about 30 KB, and subscribers who chose this and that.

    python -m benchmarks.mailing.content SUBSCRIBERS

Freezes it, as the worker does when its time has come. Prints how long that took, as
JSON.
"""

import json
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from benchmarks.home import make_home
from commonweal.directory.models import Topic
from commonweal.newsletter.actions.drafting import draft_issue
from commonweal.newsletter.actions.freezing import freeze
from commonweal.newsletter.digest import DigestItem, Source
from commonweal.newsletter.models import Issue, NewsletterSettings, Subscriber
from commonweal.people.models import Sector

ITEMS = 14
AT_ONCE = 2000
WORDS = (
    "The partnership has looked again at how agencies work together when a child is "
    "at risk, and writes down here what practitioners should know and do. "
)


def main(subscribers: int) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    make_home("localhost")
    now = timezone.now()
    NewsletterSettings(
        pk=1,
        postal_line="Oakshire Safeguarding Partnership, 1 High Street, Oakham",
        per_minute=0,
        per_domain_a_minute=0,
    ).save()
    topics = [
        Topic.objects.get_or_create(slug=f"topic-{n}", defaults={"name": f"Topic {n}"})[
            0
        ]
        for n in range(4)
    ]
    _subscribe(subscribers, topics)
    items = [_item(n, topics) for n in range(ITEMS)]
    issue = draft_issue(
        kind=Issue.Kind.MONTHLY,
        period=f"{now:%Y-%m}",
        items=items,
        since=now - timedelta(days=30),
        at=now,
        by=None,
    )
    Issue.objects.filter(pk=issue.pk).update(status=Issue.Status.APPROVED)
    began = time.perf_counter()
    issue = freeze(issue=issue, items=items, by=None, at=now)
    if issue.frozen_at is None:
        raise SystemExit(issue.held_because)
    return {"freeze_s": round(time.perf_counter() - began, 2)}


def _subscribe(count: int, topics: list[Topic]) -> None:
    now = timezone.now()
    sectors = [*Sector.objects.all(), None]
    for first in range(0, count, AT_ONCE):
        made = Subscriber.objects.bulk_create(
            Subscriber(
                email=f"reader{n}@domain{n % 40}.example.org",
                status=Subscriber.Status.ACTIVE,
                sector=sectors[n % len(sectors)],
                signed_up_at=now,
                confirmed_at=now,
            )
            for n in range(first, min(first + AT_ONCE, count))
        )
        through = Subscriber.topics.through
        through.objects.bulk_create(
            through(subscriber=each, topic=topics[n % 5])
            for n, each in enumerate(made)
            if n % 5 < len(topics)
        )


def _item(n: int, topics: list[Topic]) -> DigestItem:
    return DigestItem(
        key=f"news:{n}",
        source=Source.NEWS,
        title=f"Guidance number {n} for everybody who works with families",
        summary=WORDS * 5,
        topics=(topics[n % 5].slug,) if n % 5 < len(topics) else (),
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
