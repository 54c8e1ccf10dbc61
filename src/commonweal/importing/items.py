"""A news item ready to be written: its words, dates and open questions."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
        gone_on: the day by which an archived item had left the old page: the
            latest published date of the first snapshot without it, because the
            snapshots say no more. None for a current item.
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
    gone_on: date | None
    occurrences: tuple[Occurrence, ...]
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]

    @property
    def status(self) -> str:
        """``current`` or ``archived``, from the snapshots alone."""
        return CURRENT if self.gone_on is None else ARCHIVED

    @property
    def dates_to_show(self) -> tuple[Occurrence, ...]:
        """Those that the calendar shows: all that began before the item was gone."""
        gone = dates_after(self.gone_on, self.occurrences)
        return tuple(found for found in self.occurrences if found not in gone)

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
    done: list[Item] = []
    for story, slug in zip(found, slugs, strict=True):
        gone = None if keep_all else _gone_on(story, snapshots)
        done.append(_item(story, slug, gone))
        if len(done) % _TELL_EVERY == 0:
            tell(f"Read {len(done)} of {len(found)} items …")
    return tuple(done)


def _gone_on(story: Story, snapshots: Sequence[Snapshot]) -> date | None:
    names = [snapshot.name for snapshot in snapshots]
    without = snapshots[names.index(story.seen_in[-1]) + 1 :]
    if not without:
        return None
    return max(without[0].latest, story.published + timedelta(days=1))


def dates_after(
    gone_on: date | None, occurrences: Sequence[Occurrence]
) -> tuple[Occurrence, ...]:
    """Those that an old page announced and then took back, or seems to have:
    they had not begun when their item was gone."""
    if gone_on is None:
        return ()
    return tuple(found for found in occurrences if found.first_day >= gone_on)


def _item(story: Story, slug: str, gone_on: date | None) -> Item:
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
        gone_on=gone_on,
        occurrences=tuple(reading.occurrences),
        questions=questions,
        decisions=decisions(
            story,
            version,
            questions,
            dropped=dates_after(gone_on, reading.occurrences),
        ),
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
