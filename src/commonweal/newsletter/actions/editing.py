"""What an editor does to the items of an issue. Pages and courses stay as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from commonweal.directory.models import Topic
from commonweal.governance.actions import record
from commonweal.newsletter.actions.changing import (
    audience_stamp,
    begin_change,
    refuse_if_stale,
    refuse_unless_same,
)
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue, IssueItem, Section
from commonweal.people.models import Person, Sector

# What each form of an item changes: two forms that change other things do not meet.
WORDS = ("title", "summary", "section_id")
OWN_WORDS = (*WORDS, "when", "url", "expires_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An item's words as an editor puts them.

    Attributes:
        when, url, expires_at: of an item that was written for the issue; those of
            others are the page's and are left as they are.
    """

    section: Section
    title: str
    summary: str
    when: str = ""
    url: str = ""
    expires_at: datetime | None = None


def words_of(item: IssueItem) -> tuple[str, ...]:
    """Return the columns that the form for an item's words changes."""
    return WORDS if item.source_key else OWN_WORDS


@transaction.atomic
def add_item(*, issue: Issue, words: Words, by: Person, at: datetime) -> IssueItem:
    """Write an item for this issue, at the end of its section.

    Raises:
        NewsletterError: the issue cannot change any more.
    """
    issue = begin_change(issue.pk, at=at)
    item = IssueItem.objects.create(
        issue=issue,
        section=words.section,
        position=_end_of(issue, words.section),
        title=words.title,
        summary=words.summary,
        when=words.when,
        url=words.url,
        expires_at=words.expires_at,
        is_rewritten=True,
    )
    record("newsletter.item_written", subject=item, by=by, at=at)
    return item


@transaction.atomic
def rewrite_item(
    *, item: IssueItem, words: Words, stamp: str, by: Person, at: datetime
) -> IssueItem:
    """Put an item otherwise for this issue. Its words are the editor's from then on.

    Args:
        stamp: ``changing.stamp_of`` its words when the form was opened.

    Raises:
        ChangedMeanwhileError: somebody else has saved them since.
        NewsletterError: the issue cannot change any more.
    """
    item = _begin(item, at=at)
    names = words_of(item)
    refuse_if_stale(item, names, stamp)
    before = (item.title, item.summary)
    if item.section_id != words.section.pk:
        item.position = _end_of(item.issue, words.section)
    item.section = words.section
    item.title, item.summary = words.title, words.summary
    item.is_rewritten = item.is_rewritten or before != (item.title, item.summary)
    if not item.source_key:
        item.when, item.url = words.when, words.url
        item.expires_at = words.expires_at
    item.save(
        update_fields=[
            "section",
            "position",
            "title",
            "summary",
            "when",
            "url",
            "expires_at",
            "is_rewritten",
        ]
    )
    record("newsletter.item_rewritten", subject=item, by=by, at=at)
    return item


@transaction.atomic
def follow_page(*, item: IssueItem, by: Person, at: datetime) -> IssueItem:
    """Let an item's words be those of its page again, from the next refresh on.

    Raises:
        NewsletterError: it was written for the issue, or the issue cannot change.
    """
    item = _begin(item, at=at)
    if not item.source_key:
        raise NewsletterError("This was written for the issue: it has no page.")
    item.is_rewritten = False
    item.save(update_fields=["is_rewritten"])
    record("newsletter.item_follows_page", subject=item, by=by, at=at)
    return item


@transaction.atomic
def move_item(*, item: IssueItem, is_up: bool, by: Person, at: datetime) -> bool:
    """Change places with the item above or below it in its section.

    Returns:
        False when it is the first or the last already.

    Raises:
        NewsletterError: the issue cannot change any more.
    """
    item = _begin(item, at=at)
    told = item.issue.items.standing().filter(section=item.section_id)
    rows = list(told.order_by("position", "pk"))
    keys = [row.pk for row in rows]
    if item.pk not in keys:
        raise NewsletterError("Only what stands in the issue can be moved.")
    place = keys.index(item.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    IssueItem.objects.bulk_update(rows, ["position"])
    record("newsletter.item_moved", subject=item, by=by, at=at)
    return True


@transaction.atomic
def drop_item(*, item: IssueItem, by: Person, at: datetime) -> IssueItem:
    """Leave an item out of this issue; a refresh does not bring it back."""
    return _set_status(item, IssueItem.Status.DROPPED, "dropped", by=by, at=at)


@transaction.atomic
def bring_back(*, item: IssueItem, by: Person, at: datetime) -> IssueItem:
    """Tell an item after all. One that the program took out is taken out again at the
    next refresh when it still does not hold."""
    return _set_status(item, IssueItem.Status.IN, "brought_back", by=by, at=at)


def _set_status(
    item: IssueItem, status: str, verb: str, *, by: Person, at: datetime
) -> IssueItem:
    item = _begin(item, at=at)
    item.status = status
    item.save(update_fields=["status"])
    record(f"newsletter.item_{verb}", subject=item, by=by, at=at)
    return item


@transaction.atomic
def pin_item(
    *, item: IssueItem, is_pinned: bool, by: Person, at: datetime
) -> IssueItem:
    """Say whether an item goes on to the next issues, until it is over."""
    item = _begin(item, at=at)
    item.is_pinned = is_pinned
    item.save(update_fields=["is_pinned"])
    verb = "pinned" if is_pinned else "unpinned"
    record(f"newsletter.item_{verb}", subject=item, by=by, at=at)
    return item


@transaction.atomic
def merge_item(
    *, item: IssueItem, into: IssueItem, by: Person, at: datetime
) -> IssueItem:
    """Tell an item within another one. Its words are put at the end of the other's,
    where the editor makes one of the two.

    Raises:
        NewsletterError: they are the same, of two issues, or the other is not told
            by itself; or the issue cannot change any more.
    """
    item = _begin(item, at=at)
    into = IssueItem.objects.select_for_update(of=("self",)).get(pk=into.pk)
    is_alone = into.status == IssueItem.Status.IN and into.merged_into_id is None
    if into.pk == item.pk or into.issue_id != item.issue_id or not is_alone:
        raise NewsletterError("Choose another item that stands in this issue.")
    if item.merged_into_id is not None:
        raise NewsletterError("It is part of another item already.")
    into.summary = f"{into.summary}\n\n{_as_paragraph(item)}".strip()
    into.is_rewritten = True
    into.save(update_fields=["summary", "is_rewritten"])
    item.merged.update(merged_into=into)
    item.merged_into = into
    item.save(update_fields=["merged_into"])
    record("newsletter.item_merged", subject=item, by=by, at=at)
    return into


def _as_paragraph(item: IssueItem) -> str:
    first = ", ".join(part for part in (item.title, item.when) if part)
    return "\n".join(part for part in (first, item.summary, item.url) if part)


@transaction.atomic
def part_item(*, item: IssueItem, by: Person, at: datetime) -> IssueItem:
    """Tell a merged item by itself again. What was added to the other's words stays
    there: it may have been changed since."""
    item = _begin(item, at=at)
    item.merged_into = None
    item.save(update_fields=["merged_into"])
    record("newsletter.item_parted", subject=item, by=by, at=at)
    return item


@transaction.atomic
def set_audience(
    *,
    item: IssueItem,
    topics: Iterable[Topic],
    sectors: Iterable[Sector],
    stamp: str,
    by: Person,
    at: datetime,
) -> IssueItem:
    """Say whom an item is for; none of either means everybody.

    Args:
        stamp: ``changing.audience_stamp`` of it when the form was opened.

    Raises:
        ChangedMeanwhileError: somebody else has said so since.
        NewsletterError: the issue cannot change any more.
    """
    item = _begin(item, at=at)
    refuse_unless_same(stamp, audience_stamp(item))
    item.topics.set(topics)
    item.sectors.set(sectors)
    item.has_own_audience = True
    item.save(update_fields=["has_own_audience"])
    record("newsletter.audience_set", subject=item, by=by, at=at)
    return item


def _begin(item: IssueItem, *, at: datetime) -> IssueItem:
    """Lock the issue, then read its item as it stands now."""
    issue = begin_change(item.issue_id, at=at)
    fresh = IssueItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    fresh.issue = issue
    return fresh


def _end_of(issue: Issue, section: Section) -> int:
    last = issue.items.filter(section=section).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
