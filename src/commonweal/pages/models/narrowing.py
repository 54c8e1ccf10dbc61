"""Narrowing a list by topic and audience, as its address asks."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from commonweal.directory.models import Audience, Topic


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What may be chosen, and what was."""

    topics: list[Topic]
    audiences: list[Audience]
    topic: Topic | None
    audience: Audience | None

    def applied(self, rows: Any, *, to: str = "") -> Any:
        """Return those of ``rows``, a QuerySet, that fit. ``to`` names the path
        from a row to its page, such as ``page__``."""
        if self.topic:
            rows = rows.filter(**{f"{to}topics": self.topic})
        if self.audience:
            rows = rows.filter(**{f"{to}audiences": self.audience})
        return rows

    @property
    def query(self) -> str:
        """The choice as the end of an address: "?topic=exploitation", or nothing."""
        chosen = {"topic": self.topic, "audience": self.audience}
        named = {name: choice.slug for name, choice in chosen.items() if choice}
        return f"?{urlencode(named)}" if named else ""

    def context(self) -> dict[str, Any]:
        """What the templates of the filter and of links that keep it need."""
        chosen = [("Topic", self.topic), ("Written for", self.audience)]
        return {
            "topics": self.topics,
            "audiences": self.audiences,
            "topic": self.topic,
            "audience": self.audience,
            "narrowed": self.query,
            "chosen": [(label, choice.name) for label, choice in chosen if choice],
        }


def narrowing(request: HttpRequest) -> Narrowing:
    """Read the choice from an address. Two queries.

    An unknown topic or audience is left out, so that an old link still shows
    something.
    """
    topics, audiences = list(Topic.objects.all()), list(Audience.objects.all())
    return Narrowing(
        topics=topics,
        audiences=audiences,
        topic=_named(topics, request.GET.get("topic")),
        audience=_named(audiences, request.GET.get("audience")),
    )


def _named(choices: list[Any], slug: str | None) -> Any:
    return next((choice for choice in choices if choice.slug == slug), None)
