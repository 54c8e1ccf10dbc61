"""A news item ready to be written: its words, dates and open questions."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from commonweal.dates import Occurrence, Question, read
from commonweal.importing.blocks import Block, Paragraph, Quotation, block_lines
from commonweal.importing.links import has_lost_contact, sentences
from commonweal.importing.questions import Decision, decisions
from commonweal.importing.snapshots import Snapshot, Story, Version, stories

CURRENT = "current"
ARCHIVED = "archived"

_TELL_EVERY = 100
_LONGEST_SLUG = 80
_LONGEST_SUMMARY = 200
_APOSTROPHES = re.compile("['’‘]")


@dataclass(frozen=True, slots=True)
class Item:
    """One news item of the old site.

    Attributes:
        slug, summary: suggestions; the summary is plain text and may be empty.
        blocks: the latest wording.
        versions: oldest first; the last has the latest wording.
        seen_in: names of the snapshots that have it, oldest first.
        status: ``current`` or ``archived``, from the snapshots alone.
        occurrences, questions: what the date reader says of title and body.
        decisions: what somebody must decide; see ``is_held_back``.
    """

    title: str
    published: date
    slug: str
    summary: str
    blocks: tuple[Block, ...]
    versions: tuple[Version, ...]
    seen_in: tuple[str, ...]
    status: str
    occurrences: tuple[Occurrence, ...]
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]

    @property
    def is_held_back(self) -> bool:
        """Whether it must stay a draft until somebody has decided."""
        return any(decision.holds_back for decision in self.decisions)

    @property
    def quotations(self) -> int:
        """How many quotations it holds."""
        return sum(isinstance(block, Quotation) for block in self.blocks)


def items(
    snapshots: Sequence[Snapshot],
    *,
    keep_all: bool,
    tell: Callable[[str], None],
) -> tuple[Item, ...]:
    """Return the items of all snapshots, newest first.

    Args:
        snapshots: oldest first, at least one.
        keep_all: an item missing from the newest snapshot is current all the same.
        tell: is given a sentence of progress after every hundred items.
    """
    found = stories(snapshots)
    slugs = _slugs(found)
    newest = snapshots[-1].name
    done: list[Item] = []
    for story, slug in zip(found, slugs, strict=True):
        is_current = keep_all or newest in story.seen_in
        done.append(_item(story, slug, CURRENT if is_current else ARCHIVED))
        if len(done) % _TELL_EVERY == 0:
            tell(f"Read {len(done)} of {len(found)} items …")
    return tuple(done)


def _item(story: Story, slug: str, status: str) -> Item:
    version = story.versions[-1]
    lines = [line for block in version.blocks for line in block_lines(block)]
    reading = read("\n".join([story.title, *lines]), published=story.published)
    questions = tuple(reading.questions)
    return Item(
        title=story.title,
        published=story.published,
        slug=slug,
        summary=_summary(version.blocks),
        blocks=version.blocks,
        versions=tuple(story.versions),
        seen_in=tuple(story.seen_in),
        status=status,
        occurrences=tuple(reading.occurrences),
        questions=questions,
        decisions=decisions(story, version, questions),
    )


def _slugs(found: Iterable[Story]) -> list[str]:
    """Return an address for each; the same title again gets its date, and the
    same title on the same day a number."""
    taken: set[str] = set()
    slugs: list[str] = []
    for story in found:
        base = _slug(story.title)
        dated = f"{base}-{story.published}" if base else f"news-{story.published}"
        slug = base or dated
        number = 1
        while slug in taken:
            slug = dated if number == 1 else f"{dated}-{number}"
            number += 1
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _slug(title: str) -> str:
    slug = slugify(_APOSTROPHES.sub("", title.replace("&", " and ")))
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _summary(blocks: Sequence[Block]) -> str:
    """Return whole sentences of the first paragraph, as many as fit."""
    first = next((block.text for block in blocks if isinstance(block, Paragraph)), "")
    kept = ""
    for sentence in sentences(" ".join(first.split())):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > _LONGEST_SUMMARY or has_lost_contact(sentence):
            break
        kept = longer
    if kept or has_lost_contact(first):
        return kept
    return _cut(" ".join(first.split()))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return f"{text[:_LONGEST_SUMMARY].rpartition(' ')[0].rstrip(',;:–- ')}…"
