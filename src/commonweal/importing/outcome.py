"""What an import wrote, for people and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """Titles by what became of them.

    Attributes:
        imported: new pages.
        updated: pages whose words or status the files have changed.
        published: drafts of an earlier import, published now.
        unchanged: nothing new in the files.
        left_alone: somebody has worked on the page here, or typed it in.
        drafts: of the pages written now, those that stay drafts.
    """

    imported: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return not (self.imported or self.updated or self.published)


def as_lines(outcome: Outcome) -> Iterator[str]:
    """Yield what was done, a sentence each."""
    if outcome.changed_nothing:
        yield "Nothing was changed: every item stands here already."
    for titles, done in (
        (outcome.imported, "imported"),
        (outcome.updated, "updated, because the files have changed"),
        (outcome.published, "published, which an earlier import left as a draft"),
        (outcome.unchanged, "unchanged"),
    ):
        if titles:
            yield f"{len(titles)} {done}."
    if outcome.drafts:
        yield f"Kept as drafts: {len(outcome.drafts)}."
        yield from (f"  {title}" for title in outcome.drafts)
    if outcome.left_alone:
        yield "Left alone, because somebody has worked on the page here since:"
        yield from (f"  {title}" for title in outcome.left_alone)
