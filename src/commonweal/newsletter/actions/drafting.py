"""Make an issue from what is true."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.governance.actions import record
from commonweal.newsletter.actions.gathering import Gathering
from commonweal.newsletter.actions.telling_editors import tell
from commonweal.newsletter.digest import DigestItem, Source
from commonweal.newsletter.emails.issues import drafted
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.grants import EDIT
from commonweal.newsletter.models import Issue, IssueItem, NewsletterSettings, Section
from commonweal.newsletter.periods import period_in_words
from commonweal.newsletter.queries.telling import keys_told, pinned_items
from commonweal.people.models import Person
from commonweal.people.queries import people_who_may

# What a partnership begins with: four that most newsletters have, and what closes.
USUAL_SECTIONS = (
    ("Training", Source.TRAINING),
    ("Policy and procedure updates", Source.POLICY),
    ("New initiatives", Source.NEWS),
    ("Closing soon", Source.DEADLINE),
    ("Dates for the diary", Source.DIARY),
)
# What goes into an issue of each kind.
TAKES = {
    Issue.Kind.MONTHLY: frozenset(Source),
    Issue.Kind.WEEKLY: frozenset({Source.TRAINING}),
    Issue.Kind.DAILY: frozenset({Source.NEWS, Source.POLICY}),
}


def lay_out_sections() -> None:
    """Give a newsletter that has no section at all the usual ones."""
    if not Section.objects.exists():
        Section.objects.bulk_create(
            [
                Section(title=title, source=source.value, position=position)
                for position, (title, source) in enumerate(USUAL_SECTIONS)
            ],
            # Somebody else may be doing the same at this moment.
            ignore_conflicts=True,
        )


@transaction.atomic
def draft_issue(
    *,
    kind: str,
    period: str,
    items: Iterable[DigestItem],
    since: datetime,
    at: datetime,
    by: Person | None,
) -> Issue:
    """Make the issue of a period from ``items``, and tell the editors.

    What an earlier issue of its kind has told is left out, unless it stood pinned
    there: then it comes along, with the words it had. So do pinned items that
    were written for the last issue and are not over.

    Args:
        period: as ``periods.period_of`` writes it.
        items: what is true at ``at``, in the order in which it is to be told. Those of
            ``queries.telling.pinned_keys`` must be among them if they still hold.
        since: from when on news was gathered; kept for the next time.
        by: None when the clock asked for it.

    Raises:
        NewsletterError: there is an issue of that kind for the period.
    """
    lay_out_sections()
    settings = NewsletterSettings.load()
    title = _title(settings.name, kind, period)
    try:
        with transaction.atomic():
            issue = Issue.objects.create(
                kind=kind,
                period=period,
                slug=_slug(kind, period),
                title=title[:120],
                subject=title[:120],
                news_since=since,
                drafted_at=at,
                refreshed_at=at,
            )
    except IntegrityError as error:
        raise NewsletterError(f"There is an issue already: {title}.") from error
    number = _fill(issue, items=list(items), at=at)
    record("newsletter.drafted", subject=issue, by=by, at=at)
    if kind == Issue.Kind.MONTHLY:
        for person in people_who_may(EDIT):
            tell(drafted(issue, person, number=number), issue=issue, at=at)
    return issue


def _title(name: str, kind: str, period: str) -> str:
    words = period_in_words(kind, period)
    if kind == Issue.Kind.WEEKLY:
        return f"Training dates, {words}"
    if kind == Issue.Kind.DAILY:
        return f"News from the partnership, {words}"
    return f"{name}: {words}"


def _slug(kind: str, period: str) -> str:
    """Its part of web addresses; another one when an issue of it was called off."""
    plain = period.lower() if kind == Issue.Kind.MONTHLY else f"{kind}-{period.lower()}"
    taken = set(
        Issue.objects.filter(slug__startswith=plain).values_list("slug", flat=True)
    )
    number = 1
    slug = plain
    while slug in taken:
        number += 1
        slug = f"{plain}-{number}"
    return slug


def _fill(issue: Issue, *, items: Sequence[DigestItem], at: datetime) -> int:
    gathering = Gathering.of(issue, takes=TAKES[Issue.Kind(issue.kind)])
    pinned = [
        item
        for item in pinned_items(issue.kind)
        if not item.expires_at or item.expires_at > at
    ]
    by_key = {item.source_key: item for item in pinned if item.source_key}
    told = keys_told(issue.kind)
    fresh = [item for item in items if item.key not in told]
    number = gathering.add(fresh, at=at, pinned=by_key)
    own = [item for item in pinned if not item.source_key]
    for item in own:
        _carry(item, to=issue)
    return number + len(own)


def _carry(item: IssueItem, *, to: Issue) -> None:
    """Copy what was written for an earlier issue, with its audience."""
    topics, sectors = list(item.topics.all()), list(item.sectors.all())
    item.pk = None
    item._state.adding = True
    item.issue = to
    item.save()
    item.topics.set(topics)
    item.sectors.set(sectors)
