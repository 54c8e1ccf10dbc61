"""Between the site and the newsletter: what is collected here is handed over there, by
the clock and at an editor's wish."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from commonweal.newsletter.actions import (
    draft_issue,
    findings,
    freeze,
    hold_issue,
    issues_to_send,
    refresh_issue,
)
from commonweal.newsletter.actions.drafting import TAKES
from commonweal.newsletter.assembling import recipients
from commonweal.newsletter.digest import DigestItem, Standing
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue, NewsletterSettings, Notice
from commonweal.newsletter.periods import period_of
from commonweal.newsletter.queries.telling import (
    keys_told,
    latest_told,
    pinned_keys,
)
from commonweal.pages.newsletter_digest import collect
from commonweal.people.models import Person

# How far back the first issue of a kind looks for news.
FIRST = {
    Issue.Kind.MONTHLY: timedelta(days=31),
    Issue.Kind.WEEKLY: timedelta(days=7),
    Issue.Kind.DAILY: timedelta(days=1),
}
# When digests go, by the clock in London: on a Monday, or the day after if nothing ran
# on the Monday; and never at night.
WEEKDAYS = (0, 1)
OPENS, CLOSES = 8, 18


def news_since(kind: str, *, now: datetime) -> datetime:
    """Return from when on news is new to an issue of that kind drafted at ``now``."""
    latest = latest_told(kind)
    if latest is None:
        return now - FIRST[Issue.Kind(kind)]
    return latest.refreshed_at or latest.drafted_at


def draft(*, kind: str, by: Person | None, now: datetime) -> Issue:
    """Draft the issue of the period in which ``now`` lies.

    Raises:
        NewsletterError: there is one already.
    """
    since = news_since(kind, now=now)
    return draft_issue(
        kind=kind,
        period=period_of(kind, localtime(now).date()),
        items=collect(since=since, now=now, keys=pinned_keys(kind)),
        since=since,
        at=now,
        by=by,
    )


def items_for(issue: Issue, *, now: datetime) -> list[DigestItem]:
    """Return what is true at ``now``, with all that the issue holds and still holds."""
    held = issue.items.exclude(source_key="").values_list("source_key", flat=True)
    return collect(since=issue.news_since, now=now, keys=set(held))


def refresh(issue: Issue, *, now: datetime) -> list[Notice]:
    """Bring an issue up to date with the site; see ``refresh_issue``."""
    return refresh_issue(issue=issue, items=items_for(issue, now=now), at=now)


def send(issue: Issue, *, by: Person | None, now: datetime) -> Issue:
    """Bring an approved issue up to date and freeze it; the worker sends it then.

    Raises:
        NewsletterError: as ``freeze``.
    """
    return freeze(issue=issue, items=items_for(issue, now=now), by=by, at=now)


def draft_due(*, now: datetime) -> int:
    """Draft what the calendar asks for: the newsletter from its day of the month on,
    training dates once a week, news once a day. Safe to do as often as one likes.

    The two digests are sent at once, when there is something to say and somebody who
    wants it; a person is asked only when the check finds something.

    Returns:
        How many issues were drafted.
    """
    due = [kind for kind in Issue.Kind if _is_due(kind, now=now)]
    return sum(_draft_by_clock(kind, now=now) for kind in due)


def _is_due(kind: Issue.Kind, *, now: datetime) -> bool:
    local = localtime(now)
    if kind == Issue.Kind.MONTHLY:
        is_time = local.day >= NewsletterSettings.load().draft_on_day
    else:
        is_day = kind == Issue.Kind.DAILY or local.weekday() in WEEKDAYS
        is_time = is_day and OPENS <= local.hour < CLOSES
    if not is_time:
        return False
    # One that was called off stays called off, until a person drafts it again.
    period = period_of(kind, local.date())
    return not Issue.objects.filter(kind=kind, period=period).exists()


@transaction.atomic
def _draft_by_clock(kind: Issue.Kind, *, now: datetime) -> bool:
    is_digest = kind != Issue.Kind.MONTHLY
    if is_digest and not _has_anything_for_somebody(kind, now=now):
        return False
    try:
        issue = draft(kind=kind, by=None, now=now)
    except NewsletterError:
        return False  # Another worker, or an editor, was quicker.
    if is_digest:
        _send_digest(issue, now=now)
    return True


def _has_anything_for_somebody(kind: Issue.Kind, *, now: datetime) -> bool:
    if not recipients(kind).exists():
        return False
    found = collect(since=news_since(kind, now=now), now=now)
    return any(_can_be_told(found, kind=kind, now=now))


def _can_be_told(
    items: Iterable[DigestItem], *, kind: Issue.Kind, now: datetime
) -> Iterable[bool]:
    told = keys_told(kind)
    for item in items:
        is_over = item.expires_at is not None and item.expires_at <= now
        holds = item.standing is Standing.HOLDS and not is_over
        yield holds and item.source in TAKES[kind] and item.key not in told


def _send_digest(issue: Issue, *, now: datetime) -> None:
    number = sum(found.is_open for found in findings(issue, now=now))
    if number:
        things = "something" if number == 1 else f"{number} things"
        because = f"the check found {things} in it."
        hold_issue(issue=issue, because=because, at=now)
    else:
        _freeze_or_hold(issue, now=now)


def send_scheduled(*, now: datetime) -> int:
    """Freeze the approved issues whose moment has come. Returns how many."""
    return sum(_send_if_still_due(issue, now=now) for issue in issues_to_send(now=now))


@transaction.atomic
def _send_if_still_due(issue: Issue, *, now: datetime) -> bool:
    """Somebody may have taken its time or its approval away since it was read: freezing
    the one before can take a while."""
    rows = Issue.objects.select_for_update().filter(pk=issue.pk, status=issue.status)
    still = rows.filter(scheduled_for=issue.scheduled_for).first()
    return still is not None and _freeze_or_hold(still, now=now)


def _freeze_or_hold(issue: Issue, *, now: datetime) -> bool:
    try:
        return send(issue, by=None, now=now).frozen_at is not None
    except NewsletterError as error:
        hold_issue(issue=issue, because=str(error), at=now)
        return False
