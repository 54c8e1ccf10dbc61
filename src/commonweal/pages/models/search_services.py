"""Finds support services, in the same list as pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from commonweal.directory.metadata import service_path
from commonweal.directory.models import SupportService, SupportServiceQuerySet
from commonweal.directory.plain_words import plain_text
from commonweal.directory.queries.searching import (
    current_cutoffs,
    keys_beginning,
    keys_with,
)
from commonweal.directory.search_words import roots_of
from commonweal.pages.models.search_matches import Kind, Match, Result, Tier, tier_of
from commonweal.pages.searching.questions import Question
from commonweal.pages.searching.snippets import snippet


def services_found(question: Question, *, now: datetime) -> list[Match]:
    """Return the services that are shown and fit. Four queries at most."""
    if not question.words:
        return []
    whole, begun = set(keys_with(question.roots)), set()
    if question.beginning:
        words = " ".join([*question.roots[:-1], question.beginning])
        begun = set(keys_beginning(words))
    keys = whole | begun
    rows = _shown(now=now).filter(pk__in=keys) if keys else ()
    return [_match(row, question, is_whole=row.pk in whole) for row in rows]


def _shown(*, now: datetime) -> SupportServiceQuerySet:
    shown = SupportService.objects.shown(current_cutoffs(now=now))
    return shown.select_related("organisation", "partner")


def _match(service: SupportService, question: Question, *, is_whole: bool) -> Match:
    tier = Tier.BEGINNING
    if is_whole:
        text = f" {' '.join(roots_of(service.searched_text()))} "
        has_phrase = bool(question.phrase) and f" {question.phrase} " in text
        tier = tier_of(question, service.name, has_phrase=has_phrase)
    return Match(
        pk=service.pk,
        tier=tier,
        kind=Kind.SERVICE,
        day=service.verified_on,
        ends=None,
    )


def services_shown(
    matches: Iterable[Match], *, question: Question
) -> dict[int, Result]:
    """Return what to show of the services among ``matches``, by their keys. One query,
    or none when there is no service."""
    keys = [match.pk for match in matches if match.kind is Kind.SERVICE]
    rows = SupportService.objects.filter(pk__in=keys) if keys else ()
    return {
        row.pk: Result(
            title=row.name,
            url=service_path(row),
            kind=Kind.SERVICE,
            on=None,
            snippet=snippet(
                question, summary=row.summary, body=plain_text(row.description)
            ),
            is_archived=False,
        )
        for row in rows
    }


def service_texts(*, now: datetime) -> Iterator[str]:
    """Yield the names and summaries of services, for what words there are."""
    for name, summary in _shown(now=now).values_list("name", "summary"):
        yield f"{name} {summary}"
