"""Finds issues of the newsletter, in the same list as pages.

By their own words only: title, subject and the message at the beginning, and the word
"newsletter". What an issue tells of stands in the list already, as pages and courses.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from commonweal.directory.search_words import roots_of
from commonweal.newsletter.models import Issue
from commonweal.newsletter.queries.reading import in_archive
from commonweal.newsletter.site_addresses import ISSUE
from commonweal.pages.models.search_matches import Kind, Match, Result, Tier, tier_of
from commonweal.pages.searching.questions import Question
from commonweal.pages.searching.snippets import snippet

# Ten years of them.
MOST = 120
CALLED = "newsletter"


def issues_found(question: Question) -> list[Match]:
    """Return the issues of the archive that fit. One query at most.

    A dozen comes together in a year, so they are read through without an index.
    """
    if not question.words:
        return []
    rows = in_archive().only("title", "subject", "leader_words", "frozen_at")[:MOST]
    found = ((row, _tier(row, question)) for row in rows)
    return [
        Match(pk=row.pk, tier=tier, kind=Kind.ISSUE, day=_sent_on(row), ends=None)
        for row, tier in found
        if tier is not None
    ]


def _tier(issue: Issue, question: Question) -> Tier | None:
    title = f"{CALLED} {issue.title}"
    roots = roots_of(f"{title} {issue.subject} {issue.leader_words}")
    if set(question.roots) <= set(roots):
        has_phrase = bool(question.phrase) and question.phrase in " ".join(roots)
        return tier_of(question, title, has_phrase=has_phrase)
    *before, _ = question.roots
    begun = question.beginning
    if begun and set(before) <= set(roots) and any(r.startswith(begun) for r in roots):
        return Tier.BEGINNING
    return None


def _sent_on(issue: Issue) -> date:
    if issue.frozen_at is None:  # in_archive() has none of those
        raise ValueError(issue.pk)
    return localdate(issue.frozen_at)


def issues_shown(matches: Iterable[Match], *, question: Question) -> dict[int, Result]:
    """Return what to show of the issues among ``matches``, by their keys. One query,
    or none when there is no issue."""
    keys = [match.pk for match in matches if match.kind is Kind.ISSUE]
    rows = in_archive().filter(pk__in=keys) if keys else ()
    return {
        row.pk: Result(
            title=row.title,
            url=ISSUE.format(row.slug),
            kind=Kind.ISSUE,
            on=_sent_on(row),
            snippet=snippet(question, summary=row.subject, body=row.leader_words),
            is_archived=False,
        )
        for row in rows
    }
