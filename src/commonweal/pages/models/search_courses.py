"""Finds courses and events of training, in the same list as pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from commonweal.directory.search_words import roots_of
from commonweal.pages.models.search_matches import Kind, Match, Result, Tier, tier_of
from commonweal.pages.searching.questions import Question
from commonweal.pages.searching.snippets import snippet
from commonweal.training.metadata import course_path
from commonweal.training.models import Course
from commonweal.training.queries.catalogue import has_catalogue

# The list has an order of its own.
PLAINLY = {"order_by_relevance": False}


def courses_found(question: Question, *, now: datetime) -> list[Match]:
    """Return the courses of the catalogue that fit. Four queries at most."""
    if not question.words or not has_catalogue():
        return []
    found = {row.pk: _match(row, question) for row in _with_words(question, now=now)}
    for row in _begun(question, now=now):
        found.setdefault(row.pk, _matched(row, Tier.BEGINNING))
    return list(found.values())


def _with_words(question: Question, *, now: datetime) -> Iterable[Course]:
    words = PlainText(" ".join(question.roots))
    return _listed(get_search_backend().search(words, Course, **PLAINLY), now=now)


def _begun(question: Question, *, now: datetime) -> Iterable[Course]:
    if not question.beginning:
        return []
    words = " ".join([*question.roots[:-1], question.beginning])
    return _listed(get_search_backend().autocomplete(words, Course, **PLAINLY), now=now)


def _listed(results: Any, *, now: datetime) -> Iterable[Course]:
    keys = list(results.get_queryset().values_list("pk", flat=True))
    if not keys:
        return []
    listed = Course.objects.listed(today=localdate(now))
    return listed.filter(pk__in=keys)


def _match(course: Course, question: Question) -> Match:
    text = f" {' '.join(roots_of(course.searched_text()))} "
    has_phrase = bool(question.phrase) and f" {question.phrase} " in text
    return _matched(course, tier_of(question, course.title, has_phrase=has_phrase))


def _matched(course: Course, tier: Tier) -> Match:
    return Match(
        pk=course.pk,
        tier=tier,
        kind=Kind.COURSE,
        day=localdate(course.changed_at),
        ends=None,
    )


def courses_shown(matches: Iterable[Match], *, question: Question) -> dict[int, Result]:
    """Return what to show of the courses among ``matches``, by their keys. One query,
    or none when there is no course."""
    keys = [match.pk for match in matches if match.kind is Kind.COURSE]
    rows = Course.objects.filter(pk__in=keys) if keys else ()
    return {
        row.pk: Result(
            title=row.title,
            url=course_path(row),
            kind=Kind.COURSE,
            on=None,
            snippet=snippet(question, summary=row.summary, body=row.outline),
            is_archived=False,
        )
        for row in rows
    }


def course_texts(*, now: datetime) -> Iterator[str]:
    """Yield the titles and summaries of the catalogue, for what words there are."""
    if not has_catalogue():
        return
    listed = Course.objects.listed(today=localdate(now))
    for title, summary in listed.values_list("title", "summary"):
        yield f"{title} {summary}"
