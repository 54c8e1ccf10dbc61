"""Finds pages by their words, in the same order on each database."""

from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.core.cache import cache
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction
from wagtail.search.query import Phrase, PlainText

from commonweal.directory.models import Topic
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.search_courses import (
    course_texts,
    courses_found,
    courses_shown,
)
from commonweal.pages.models.search_issues import issues_found, issues_shown
from commonweal.pages.models.search_matches import (
    KINDS,
    Kind,
    Match,
    Result,
    Tier,
    tier_of,
)
from commonweal.pages.models.search_services import (
    service_texts,
    services_found,
    services_shown,
)
from commonweal.pages.searching.questions import Question
from commonweal.pages.searching.snippets import snippet
from commonweal.pages.searching.spelling import Vocabulary
from commonweal.pages.words import body_text

VOCABULARY_SECONDS = 300


class _Row(NamedTuple):
    """What is fetched of each page found; ``day`` is None for timeless types."""

    pk: int
    title: str
    model: str
    day: date | None
    begins: datetime
    ends: datetime | None

    def as_match(self, tier: Tier) -> Match:
        return Match(
            pk=self.pk,
            tier=tier,
            kind=KINDS.get(self.model, Kind.PAGE),
            day=self.day or localdate(self.begins),
            ends=self.ends,
        )


def searched_types() -> list[str]:
    """Return the name of each type of page that search covers.

    The search page itself is left out: it has every word that was typed.
    """
    return [
        model._meta.model_name or ""
        for model in apps.get_app_config("pages").get_models()
        if issubclass(model, ContentPage) and model._meta.model_name != "searchpage"
    ]


def _with_body() -> list[str]:
    return [
        kind
        for kind in searched_types()
        if hasattr(apps.get_model("pages", kind), "body")
    ]


def _whichever(name: str) -> Any:
    """The column ``name`` of whatever type the page has."""
    columns = [F(f"{kind}__{name}") for kind in searched_types()]
    return Coalesce(*columns)


def _restrictions() -> QuerySet[PageViewRestriction]:
    """Restrictions on a page or one above it, as part of the question for pages.

    Does what Wagtail's ``public()`` does, without a query of its own.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(found=path)
    restricting: QuerySet[PageViewRestriction] = restrictions.filter(
        found__startswith=F("page__path")
    )
    return restricting


class Search:
    """One reader's search at one moment: in pages, courses, issues and services.

    Args:
        now: the aware moment that decides what is current. A page without
            times of its own is never found.
        archive: whether archived pages are found too.
    """

    def __init__(self, question: Question, *, now: datetime, archive: bool) -> None:
        self.question, self.now, self.archive = question, now, archive
        self.pages = Page.objects.live()

    def _shown(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        shown = pages.annotate(
            begins=_whichever("visible_from"),
            ends=_whichever("visible_until"),
            day=Coalesce("newspage__published_on", "policypage__changed_on"),
        ).filter(~Exists(_restrictions()), begins__lte=self.now)
        if self.archive:
            return shown
        return shown.filter(Q(ends=None) | Q(ends__gt=self.now))

    @cached_property
    def matches(self) -> list[Match]:
        """Everything found, best first; within a tier current pages before
        archived ones, then the newest."""
        pages = {**self._begun(), **self._with_words()}.values()
        return sorted(
            [
                *pages,
                *courses_found(self.question, now=self.now),
                *issues_found(self.question),
                *services_found(self.question, now=self.now),
            ],
            key=lambda match: (
                match.tier,
                match.is_archived(now=self.now),
                -match.day.toordinal(),
                -match.pk,
            ),
        )

    def _with_words(self) -> dict[int, Match]:
        """Pages with all of the words, by their keys."""
        question = self.question
        if not question.roots:
            return {}
        found = self._rows(self._found(PlainText(" ".join(question.roots))))
        with_phrase: set[int] = set()
        if len(found) > 1 and question.phrase:
            pages = self._found(Phrase(question.phrase))
            with_phrase = set(pages.values_list("pk", flat=True))
        return {
            row.pk: row.as_match(
                tier_of(question, row.title, has_phrase=row.pk in with_phrase)
            )
            for row in found
        }

    def _begun(self) -> dict[int, Match]:
        """Pages with the words, or words that begin like the last of them."""
        question = self.question
        if not question.beginning:
            return {}
        words = " ".join([*question.roots[:-1], question.beginning])
        results = self.pages.autocomplete(words, order_by_relevance=False)
        found = self._rows(results.get_queryset())
        return {row.pk: row.as_match(Tier.BEGINNING) for row in found}

    def _rows(self, pages: QuerySet[Any]) -> list["_Row"]:
        columns = ("pk", "title", "content_type__model", "day", "begins", "ends")
        return [_Row(*row) for row in self._shown(pages).values_list(*columns)]

    def _found(self, words: Phrase | PlainText) -> QuerySet[Any]:
        results = self.pages.search(words, order_by_relevance=False)
        found: QuerySet[Any] = results.get_queryset()
        return found

    def results(self, matches: list[Match]) -> list[Result]:
        """Return what to show of some matches. A query for pages, and one each for
        courses, issues and services, however many types."""
        others = {
            Kind.COURSE: courses_shown(matches, question=self.question),
            Kind.ISSUE: issues_shown(matches, question=self.question),
            Kind.SERVICE: services_shown(matches, question=self.question),
        }
        pages = (
            Page.objects.filter(
                pk__in=[each.pk for each in matches if each.kind not in others]
            )
            .annotate(found_summary=_whichever("summary"))
            .annotate(**{f"{kind}_words": F(f"{kind}__body") for kind in _with_body()})
            .in_bulk()
        )
        shown = [
            others[match.kind].get(match.pk)
            if match.kind in others
            else self._result(match, pages.get(match.pk))
            for match in matches
        ]
        return [result for result in shown if result is not None]

    def _result(self, match: Match, page: Any) -> Result | None:
        if page is None:
            return None
        bodies = (getattr(page, f"{kind}_words") for kind in _with_body())
        body = next((body for body in bodies if body), None)
        return Result(
            title=page.title,
            url=page.url or "",
            kind=match.kind,
            on=match.day if match.kind in {Kind.NEWS, Kind.POLICY} else None,
            snippet=snippet(
                self.question,
                summary=page.found_summary or "",
                body=body_text(body.raw_data) if body else "",
            ),
            is_archived=match.is_archived(now=self.now),
        )

    def suggestion(self) -> str | None:
        """Return the question in our own spelling, if that would find something."""
        mended = self._vocabulary().mended(self.question)
        if mended is None:
            return None
        again = Search(Question.read(mended), now=self.now, archive=self.archive)
        finds = again.matches
        return again.question.typed if finds else None

    def _vocabulary(self) -> Vocabulary:
        """The words of the pages that this search covers, and of all topics.

        Kept for five minutes, whatever the moment asked for. It may have a word
        that no page has now, or not yet the newest: that is why a suggestion is
        looked for before it is made.
        """
        kept_as = f"pages.vocabulary.{self.archive}"
        vocabulary: Vocabulary | None = cache.get(kept_as)
        if vocabulary is None:
            summary = _whichever("summary")
            pages = self._shown(self.pages).annotate(words=summary)
            texts = [f"{a} {b}" for a, b in pages.values_list("title", "words")]
            vocabulary = Vocabulary.of(
                [
                    *texts,
                    *course_texts(now=self.now),
                    *service_texts(now=self.now),
                    *Topic.objects.values_list("name", flat=True),
                ]
            )
            cache.set(kept_as, vocabulary, VOCABULARY_SECONDS)
        return vocabulary
