"""The search page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from commonweal.directory.models import Contact
from commonweal.pages.models.content import ContentPage
from commonweal.pages.models.search_matches import Kind, Match
from commonweal.pages.models.search_results import Search
from commonweal.pages.models.topics import TopicPage
from commonweal.pages.searching.questions import Question

PER_PAGE = 10
MOST_CONTACTS = 3
KEPT_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KindChoice:
    """One type of page to narrow the results to, with how many there are."""

    kind: Kind
    count: int

    @property
    def slug(self) -> str:
        return self.kind.value

    def __str__(self) -> str:
        return f"{self.kind.words} ({self.count:,})"


class SearchPage(ContentPage):
    """Finds current pages by their words, and archived ones when asked to."""

    template = "pages/search_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "search"

    def shows_help_lines(self) -> bool:
        return self.is_sensitive  # It has no topics of its own to look up.

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        question = Question.read(request.GET.get("q", ""))
        archive = request.GET.get("archive") == "1"
        search = Search(question, now=context["now"], archive=archive)
        context |= {
            "question": question,
            "archive": archive,
            "found": search.matches,
            "trail": [("Home", "/")],  # It stands below the home page: no need to ask.
        }
        if search.matches:
            context |= _shown(search, request)
        else:
            context |= self._help(search, context["now"])
        return context

    def _help(self, search: Search, now: datetime) -> dict[str, Any]:
        """What to offer somebody who found nothing, or has asked nothing yet."""
        suggestion = search.suggestion() if search.question.words else None
        topics = (
            [] if suggestion else TopicPage.objects.current(now=now).order_by("title")
        )
        return {
            "suggestion": suggestion,
            "topics": [(page.title, page.url) for page in topics],
            "contacts": Contact.objects.with_numbers()[:MOST_CONTACTS],
        }

    def with_headers(
        self,
        response: HttpResponse,
        *,
        now: datetime,
        changed_at: datetime | None,
        changes_at: datetime | None,
    ) -> HttpResponse:
        """Let results be kept for a minute, and never past the end of one of them.

        Any page's change may change the results: there is no "last modified".
        """
        found: list[Match] = (getattr(response, "context_data", None) or {})["found"]
        ends = [match.ends for match in found if match.ends and match.ends > now]
        return super().with_headers(
            response,
            now=now,
            changed_at=None,
            changes_at=min([*ends, now + KEPT_FOR]),
        )


def _shown(search: Search, request: HttpRequest) -> dict[str, Any]:
    """The part of the results that was asked for, by type and page number."""
    found = search.matches
    choices = [
        KindChoice(kind, count)
        for kind in Kind
        if (count := sum(match.kind is kind for match in found))
    ]
    asked = request.GET.get("type")
    chosen = next((choice for choice in choices if choice.slug == asked), None)
    if chosen:
        found = [match for match in found if match.kind is chosen.kind]
    listed: ListPage[Match] = Paginator(found, PER_PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "choices": choices,
        "chosen": chosen,
        "listed": listed,
        "results": search.results(list(listed.object_list)),
    }
