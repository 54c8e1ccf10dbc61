"""Narrowing a list by topic and audience, as its address asks."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Value
from django.http import HttpRequest

from commonweal.directory.models import Audience, Topic
from commonweal.pages.models.prepared import answers, put_into_words


class Choice(NamedTuple):
    """A topic or an audience to narrow a list by."""

    kind: str
    position: int
    name: str
    slug: str
    pk: int

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What may be chosen, and what was."""

    topics: list[Choice]
    audiences: list[Choice]
    topic: Choice | None
    audience: Choice | None

    def applied(self, rows: Any, *, to: str = "") -> Any:
        """Return those of ``rows``, a QuerySet, that fit. ``to`` names the way
        from a row to its page, such as ``page__``."""
        if self.topic:
            rows = rows.filter(**{f"{to}topics": self.topic.pk})
        if self.audience:
            rows = rows.filter(**{f"{to}audiences": self.audience.pk})
        return rows

    def query(self, *, without: str = "") -> str:
        """The choice as the end of an address, "?topic=neglect"; empty for none."""
        chosen = {"topic": self.topic, "audience": self.audience}
        kept = {n: c.slug for n, c in chosen.items() if c and n != without}
        return f"?{urlencode(kept)}" if kept else ""

    def context(self) -> dict[str, Any]:
        """What the filter's template needs, and links that keep the choice.

        ``chosen`` holds (words, address without it) for each filter in force.
        """
        in_force = {"topic": self.topic, "audience": self.audience}
        return {
            "topics": self.topics,
            "audiences": self.audiences,
            **in_force,
            "narrowed": self.query(),
            "chosen": [
                (choice.name, self.query(without=name) or "./")
                for name, choice in in_force.items()
                if choice
            ],
        }


def narrowing(request: HttpRequest) -> Narrowing:
    """Read the choice from an address. One query.

    An unknown topic or audience is left out, so that an old link still shows
    something.
    """
    topics, audiences = choices()
    return Narrowing(
        topics=topics,
        audiences=audiences,
        topic=_named(topics, request.GET.get("topic")),
        audience=_named(audiences, request.GET.get("audience")),
    )


def choices() -> tuple[list[Choice], list[Choice]]:
    """Return every topic and every audience, in one query."""
    every = sorted(Choice(*row) for row in answers(_question()))
    return (
        [choice for choice in every if choice.kind == "topic"],
        [choice for choice in every if choice.kind == "audience"],
    )


@cache
def _question() -> Any:
    topics = Topic.objects.order_by().values_list(
        Value("topic"), Value(0), "name", "slug", "pk"
    )
    audiences = Audience.objects.order_by().values_list(
        Value("audience"), "position", "name", "slug", "pk"
    )
    return put_into_words(topics.union(audiences, all=True))


def _named(every: list[Choice], slug: str | None) -> Choice | None:
    return next((choice for choice in every if choice.slug == slug), None)
