"""The newsletter of the invented partnership: last month's issue as it was sent, and a
draft of this month's."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.timezone import localtime

from commonweal.newsletter.actions import (
    findings,
    freeze,
    lay_out_sections,
    override_finding,
    set_leader,
    submit_issue,
)
from commonweal.newsletter.actions.changing import stamp_of
from commonweal.newsletter.actions.writing import LEADER, Picture
from commonweal.newsletter.models import Delivery, Issue, NewsletterSettings
from commonweal.pages.demonstration.site import NAME
from commonweal.pages.newsletter_work import draft, items_for
from commonweal.people.models import Person

SENT_AT = 10  # o'clock
WELCOME = """Thank you for reading, and for what you do every day.

This month we ask for one thing: tell a colleague about the training below. Half of the people who come say that somebody told them."""


def make_newsletter(*, now: datetime, editor: Person) -> None:
    """Make settings, an issue that was sent and a draft, for a demonstration that has no
    issue yet. Its subscribers are there."""
    if Issue.objects.exists():
        return
    NewsletterSettings.objects.get_or_create(
        pk=1,
        defaults={
            "name": "Safeguarding news",
            "postal_line": f"{NAME}, Civic Offices, 1 Example Street, EX1 1AA",
            "reply_to": "newsletter@example.org",
            # Until the first issue is out: there is one editor to begin with.
            "needs_approval": False,
            "seed_list": "editor@example.org\nmanager@example.org",
        },
    )
    lay_out_sections()
    _sent(at=_end_of_last_month(now), editor=editor)
    NewsletterSettings.objects.update(needs_approval=True)
    draft(kind=Issue.Kind.MONTHLY, by=None, now=now)


def _end_of_last_month(now: datetime) -> datetime:
    """Return the morning of the last London day before this month."""
    first = localtime(now).replace(hour=SENT_AT, minute=0, second=0, microsecond=0)
    return first.replace(day=1) - timedelta(days=1)


def _sent(*, at: datetime, editor: Person) -> None:
    issue = draft(kind=Issue.Kind.MONTHLY, by=None, now=at.replace(day=25))
    issue = set_leader(
        issue=issue,
        name="Alex Example, partnership manager",
        words=WELCOME,
        picture=Picture(),
        stamp=stamp_of(issue, LEADER),
        by=editor,
        at=at,
    )
    for found in findings(issue, now=at):
        override_finding(
            issue=issue,
            key=found.key,
            reason="Read again with whoever wrote it, and right as it stands.",
            by=editor,
            at=at,
        )
    submit_issue(issue=issue, by=editor, at=at)
    issue = freeze(issue=issue, items=items_for(issue, now=at), by=editor, at=at)
    copies = Delivery.objects.filter(issue=issue)
    copies.update(
        status=Delivery.Status.HANDED_OVER,
        begun_at=at,
        settled_at=at,
        attempts=F("attempts") + 1,
    )
    issue.status, issue.finished_at = Issue.Status.SENT, at + timedelta(minutes=1)
    issue.save(update_fields=["status", "finished_at"])
