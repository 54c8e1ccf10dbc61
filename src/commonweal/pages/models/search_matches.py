"""What a search finds, before and after it is fetched. No database here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntEnum

from django.utils.safestring import SafeString

from commonweal.directory.search_words import roots_of
from commonweal.pages.searching.questions import Question


class Kind(Enum):
    """What sort of page was found, as readers say it."""

    NEWS = "news"
    POLICY = "policy"
    TOPIC = "topic"
    COURSE = "course"
    SERVICE = "service"
    ISSUE = "newsletter"
    PAGE = "page"

    @property
    def words(self) -> str:
        return "Information" if self is Kind.PAGE else self.value.capitalize()


KINDS = {
    "newspage": Kind.NEWS,
    "policypage": Kind.POLICY,
    "topicpage": Kind.TOPIC,
}


class Tier(IntEnum):
    """How well a page fits. The first come first."""

    PHRASE_IN_TITLE = 0
    WORDS_IN_TITLE = 1
    PHRASE = 2
    WORDS = 3
    BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A page that was found, before it is fetched."""

    pk: int
    tier: Tier
    kind: Kind
    day: date
    ends: datetime | None

    def is_archived(self, *, now: datetime) -> bool:
        return self.ends is not None and self.ends <= now


def tier_of(question: Question, title: str, *, has_phrase: bool) -> Tier:
    """Return how well something fits that has all the words asked for.

    Args:
        has_phrase: whether its words stand there side by side.
    """
    here, asked = roots_of(title), question.roots
    if f" {' '.join(asked)} " in f" {' '.join(here)} ":
        return Tier.PHRASE_IN_TITLE
    if set(asked) <= set(here):
        return Tier.WORDS_IN_TITLE
    return Tier.PHRASE if has_phrase else Tier.WORDS


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, ready to be shown. ``on`` is its date, if it has one."""

    title: str
    url: str
    kind: Kind
    on: date | None
    snippet: SafeString
    is_archived: bool

    @property
    def tags(self) -> list[str | tuple[str, str]]:
        return [self.kind.words, *([("Archived", "grey")] if self.is_archived else [])]
