"""The check before sending: what must be put right, or overridden with a reason."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils import timezone

from commonweal.design.models import Brand
from commonweal.governance.actions import record
from commonweal.newsletter.assembling import items_of
from commonweal.newsletter.checks.arriving import faults_of
from commonweal.newsletter.checks.links import addresses_in, broken_among
from commonweal.newsletter.checks.words import markup_in, spam_signs, wrong_dates
from commonweal.newsletter.digest import Standing
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.findings import Check, Finding, Place
from commonweal.newsletter.models import (
    Issue,
    IssueItem,
    NewsletterSettings,
    Override,
)
from commonweal.newsletter.rendering import render
from commonweal.people.models import Person


def findings(issue: Issue, *, now: datetime) -> list[Finding]:
    """Look through an issue as everybody's copy of it would be.

    A finding that somebody has overridden is among them, with the reason. A fixed
    number of queries, however much stands in the issue.

    Args:
        now: dates are past, and items over, by the moment at which it is to go:
            this, or the time it is scheduled for if that is later.
    """
    at = max(now, issue.scheduled_for) if issue.scheduled_for else now
    items = items_of(issue)
    settings = NewsletterSettings.load()
    found = chain(
        _about_all(issue, items, settings),
        _subject(issue),
        _links(issue, items),
        _pictures(issue, items),
        _dates(issue, items, now=at),
        _over(items, now=at),
        _plain_words(issue, items),
        _as_it_arrives(issue, items, settings),
    )
    each = {finding.key: finding for finding in found}
    reasons = dict(issue.overrides.values_list("finding", "reason"))
    order = list(Check)
    return sorted(
        (
            finding.overridden(reasons[key]) if key in reasons else finding
            for key, finding in each.items()
        ),
        key=lambda finding: order.index(finding.check),
    )


@transaction.atomic
def override_finding(
    *, issue: Issue, key: str, reason: str, by: Person, at: datetime
) -> Override:
    """Say why one thing that the check finds does not matter.

    Raises:
        NewsletterError: no reason is given, or the check does not find it any more.
    """
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    words = " ".join(reason.split())
    if not words:
        raise NewsletterError("Say why it does not matter.")
    if key not in {finding.key for finding in findings(issue, now=at)}:
        raise NewsletterError("The check does not find this any more.")
    made, _ = Override.objects.update_or_create(
        issue=issue,
        finding=key,
        defaults={"reason": words[:300], "by": by, "at": at},
    )
    record("newsletter.finding_overridden", subject=issue, by=by, at=at, reason=words)
    return made


def _about_all(
    issue: Issue, items: list[IssueItem], settings: NewsletterSettings
) -> Iterator[Finding]:
    if not items and not issue.leader_words.strip():
        yield Finding.of(Check.EMPTY, "The issue holds nothing.")
    if not settings.postal_line.strip():
        yield Finding.of(
            Check.ADDRESS,
            "The settings have no line that says who sends it, with a postal address.",
            place=Place.SETTINGS,
        )


def _subject(issue: Issue) -> Iterator[Finding]:
    for sentence in spam_signs(issue.subject):
        yield Finding.of(
            Check.SUBJECT, sentence, about=issue.subject, place=Place.HEADING
        )


def _links(issue: Issue, items: list[IssueItem]) -> Iterator[Finding]:
    wanted: list[tuple[IssueItem | None, str]] = [
        (None, each) for each in addresses_in(issue.leader_words)
    ]
    for told in items:
        own = [told.url] if told.url else []
        wanted += [(told, each) for each in [*own, *addresses_in(told.summary)]]
    wrong = broken_among(address for _, address in wanted)
    for item, address in wanted:
        if address in wrong:
            yield _of(Check.LINK, item, wrong[address], about=address)


def _pictures(issue: Issue, items: list[IssueItem]) -> Iterator[Finding]:
    if issue.leader_picture_id and not issue.leader_picture_alt.strip():
        yield Finding.of(
            Check.PICTURE,
            "The leader’s picture has no alternative text.",
            place=Place.MESSAGE,
        )
    for item in items:
        if item.picture_id and not item.picture_alt.strip():
            yield _of(Check.PICTURE, item, "The picture has no alternative text.")


def _dates(issue: Issue, items: list[IssueItem], *, now: datetime) -> Iterator[Finding]:
    today = timezone.localdate(now)
    for words in (issue.title, issue.subject):
        for about, sentence in wrong_dates(words, now=now, today=today):
            yield Finding.of(Check.DATE, sentence, about=about, place=Place.HEADING)
    texts: list[tuple[IssueItem | None, str]] = [(None, issue.leader_words)]
    for each in items:
        texts += [(each, each.title), (each, each.summary), (each, each.what_changed)]
    for item, words in texts:
        for about, sentence in wrong_dates(words, now=now, today=today):
            yield _of(Check.DATE, item, sentence, about=about)


def _over(items: list[IssueItem], *, now: datetime) -> Iterator[Finding]:
    for item in items:
        if item.standing == Standing.CANCELLED:
            yield _of(Check.EXPIRED, item, "It is cancelled.")
        elif item.expires_at is not None and item.expires_at <= now:
            yield _of(Check.EXPIRED, item, "It is over by the time the issue goes.")


def _plain_words(issue: Issue, items: list[IssueItem]) -> Iterator[Finding]:
    texts: list[tuple[IssueItem | None, str]] = [(None, issue.leader_words)]
    texts += [(item, f"{item.title}\n{item.summary}") for item in items]
    for item, words in texts:
        found = markup_in(words)
        if found:
            sentence = f"“{found}” would be read as it stands, not as formatting."
            yield _of(Check.TEXT, item, sentence, about=found)


def _as_it_arrives(
    issue: Issue, items: list[IssueItem], settings: NewsletterSettings
) -> Iterator[Finding]:
    brand = Brand.of_default_site()
    rendered = render(issue, items, settings=settings, brand=brand)
    for check, sentence in faults_of(rendered.html, rendered.text):
        yield Finding.of(check, sentence)


def _of(
    check: Check, item: IssueItem | None, sentence: str, *, about: str = ""
) -> Finding:
    """A finding that names its item, so that it can be read by itself. Without one it
    is about the message at the beginning."""
    if item is None:
        return Finding.of(check, sentence, about=about, place=Place.MESSAGE)
    return Finding.of(
        check, f"“{item.title}”: {sentence}", about=about, item_id=item.pk
    )
