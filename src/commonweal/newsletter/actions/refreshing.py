"""Bring an issue up to date with what is true, and leave its editor's work alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.newsletter.actions.drafting import TAKES
from commonweal.newsletter.actions.gathering import (
    FACTS,
    WORDS,
    Gathering,
    set_audiences,
    values_of,
)
from commonweal.newsletter.actions.telling_editors import tell
from commonweal.newsletter.digest import DigestItem, Standing
from commonweal.newsletter.emails.issues import refreshed
from commonweal.newsletter.grants import EDIT
from commonweal.newsletter.models import Issue, IssueItem, Notice
from commonweal.newsletter.queries.telling import keys_told
from commonweal.people.queries import people_who_may

LONGEST_NOTICE = 300
# Why an item was taken out, after its title.
GONE = "is no longer on the site and was taken out."
WHY = {
    Standing.EXPIRED: "is over and was taken out.",
    Standing.CANCELLED: "is cancelled and was taken out.",
}
TOO_LATE = (
    "{} for the next issue: a second person had this one to read before it came in."
)
ALONE = "stands by itself again: what it was part of was taken out."
STORED = ["status", "merged_into", *WORDS, *FACTS]


@dataclass(slots=True)
class _Changes:
    """What is to be stored, and what the editor is to be told."""

    rows: list[IssueItem] = field(default_factory=list)
    audiences: list[tuple[IssueItem, DigestItem]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@transaction.atomic
def refresh_issue(
    *, issue: Issue, items: Iterable[DigestItem], at: datetime
) -> list[Notice]:
    """Take out what no longer holds, follow what has changed, add what is new.

    Words that an editor rewrote stay, and what was dropped stays dropped. What is
    over, cancelled or gone from the site is taken out; what is full stays and says
    so. What is new is added at the end of its section while the issue is a draft;
    once it waits for approval or has it, nothing is added that nobody has read: it
    is left for the next issue. Nothing at all happens to an issue that is frozen or
    called off. Doing it twice changes nothing more. A fixed number of queries.

    Args:
        items: what is true at ``at``; what an issue holds and is not among them is
            gone.

    Returns:
        What was changed, in words; the editors of a monthly issue are told by e-mail.
    """
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if not issue.is_editable:
        return []
    told = keys_told(issue.kind)
    by_key = {item.key: item for item in items}
    rows = list(issue.items.select_related("merged_into"))
    changes = _Changes()
    for row in rows:
        _follow(row, by_key.get(row.source_key), told=told, at=at, changes=changes)
    _part_from_removed(rows, changes)
    IssueItem.objects.bulk_update(
        {row.pk: row for row in changes.rows}.values(), STORED
    )
    set_audiences(changes.audiences)
    known = {row.source_key for row in rows} | told
    _add(
        issue, [item for item in by_key.values() if item.key not in known], at, changes
    )
    return _noticed(issue, changes.words, at=at)


def _follow(
    row: IssueItem,
    found: DigestItem | None,
    *,
    told: frozenset[str],
    at: datetime,
    changes: _Changes,
) -> None:
    if row.source_key and found is not None:
        _take_over(row, found, changes)
    out = _why_out(row, found, told=told, at=at)
    if row.status == IssueItem.Status.IN and out:
        row.status = IssueItem.Status.REMOVED
        changes.words.append(_said(row, out))
        changes.rows.append(row)
    elif row.status == IssueItem.Status.REMOVED and not out:
        row.status = IssueItem.Status.IN
        changes.words.append(_said(row, "holds again and was put back."))
        changes.rows.append(row)


def _part_from_removed(rows: Sequence[IssueItem], changes: _Changes) -> None:
    """What still holds is told, though the item that told it is taken out."""
    removed = {row.pk for row in rows if row.status == IssueItem.Status.REMOVED}
    for row in rows:
        if row.status == IssueItem.Status.IN and row.merged_into_id in removed:
            row.merged_into = None
            changes.words.append(_said(row, ALONE))
            changes.rows.append(row)


def _why_out(
    row: IssueItem, found: DigestItem | None, *, told: frozenset[str], at: datetime
) -> str:
    """Why it must not be told; empty when it may be."""
    if row.source_key and not row.is_pinned and row.source_key in told:
        return "was told in an earlier issue and was taken out."
    if row.expires_at is not None and row.expires_at <= at:
        return WHY[Standing.EXPIRED]
    if not row.source_key:
        return ""
    if found is None:
        return GONE
    return WHY.get(found.standing, "")


def _take_over(row: IssueItem, found: DigestItem, changes: _Changes) -> None:
    names = FACTS if row.is_rewritten else (*WORDS, *FACTS)
    before = {name: getattr(row, name) for name in names}
    new = values_of(found, names)
    if not row.has_own_audience:
        changes.audiences.append((row, found))
    if new == before:
        return
    for name, value in new.items():
        setattr(row, name, value)
    changes.rows.append(row)
    if row.status == IssueItem.Status.IN:
        changes.words += _what_is_other(row, before)


def _what_is_other(row: IssueItem, before: dict[str, Any]) -> list[str]:
    """Sentences for what an editor must know of: when it is, and whether it is full."""
    said = []
    if row.standing == Standing.FULL and before["standing"] != Standing.FULL:
        said.append(_said(row, "is full now, and says so."))
    if row.standing == Standing.HOLDS and before["standing"] == Standing.FULL:
        said.append(_said(row, "has places again."))
    if row.when != before["when"] and row.happens_at != before["happens_at"]:
        words = f"is now on {row.when}." if row.when else "has no date any more."
        if row.is_rewritten:
            words += " Its words are an editor’s: check them."
        said.append(_said(row, words))
    return said


def _said(row: IssueItem, words: str) -> str:
    """A notice about an item; one that is part of another names that too."""
    if row.merged_into is not None and row.status != IssueItem.Status.DROPPED:
        words += f" It is part of “{row.merged_into.title}”: check the words there."
    return f"“{row.title}” {words}"[:LONGEST_NOTICE]


def _add(
    issue: Issue, items: Sequence[DigestItem], at: datetime, changes: _Changes
) -> None:
    gathering = Gathering.of(issue, takes=TAKES[Issue.Kind(issue.kind)])
    fitting = [item for item in items if gathering.fits(item, at=at)]
    if issue.status != Issue.Status.DRAFT:
        if fitting and issue.kind == Issue.Kind.MONTHLY:
            words = TOO_LATE.format(_number(len(fitting)))
            if not issue.notices.filter(words=words).exists():
                changes.words.append(words)
        return
    gathering.add(fitting, at=at)
    issue.refreshed_at = at
    issue.save(update_fields=["refreshed_at"])
    if fitting:
        titles = ", ".join(f"“{item.title}”" for item in fitting)
        changes.words.append(f"Added: {titles}."[:LONGEST_NOTICE])


def _number(count: int) -> str:
    return "One new item waits" if count == 1 else f"{count} new items wait"


def _noticed(issue: Issue, words: Sequence[str], *, at: datetime) -> list[Notice]:
    if not words:
        return []
    notices = Notice.objects.bulk_create(
        Notice(issue=issue, at=at, words=each) for each in dict.fromkeys(words)
    )
    if issue.kind == Issue.Kind.MONTHLY:
        for person in people_who_may(EDIT):
            tell(refreshed(issue, person, notices=notices), issue=issue, at=at)
    return notices
