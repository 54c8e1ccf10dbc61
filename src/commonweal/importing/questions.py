"""What only a person can decide about an imported item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commonweal.dates import Occurrence, Question, write_occurrence
from commonweal.importing.blocks import DocumentLink, Image, block_lines
from commonweal.importing.links import has_lost_contact, sentences
from commonweal.importing.snapshots import Story, Version

LONGEST_TITLE = 255
"""Wagtail's limit for a page title."""

_LONGEST_EXCERPT = 240
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide. ``text`` quotes the item; ``message`` says what is
    the matter and what to do; ``holds_back`` keeps the item a draft. ``candidates``
    are the days that a date may have meant.

    Codes: those of the date questions that refuse publishing; ``gone-before``; ``contact-lost``;
    ``link-lost``; ``lone-line``; ``picture-description``; ``near-match``;
    ``said-twice``; ``long-title``.
    """

    code: str
    text: str
    message: str
    holds_back: bool
    candidates: tuple[date, ...] = ()


def decisions(
    story: Story,
    version: Version,
    questions: tuple[Question, ...],
    *,
    dropped: tuple[Occurrence, ...],
) -> tuple[Decision, ...]:
    """Return all that needs a decision in an item, what holds it back first.

    ``dropped`` are its dates that had not begun when it left the old page.
    """
    found = [
        *_about_dates(questions),
        *_about_identity(story),
        *_about_dropped(dropped),
        *_about_contacts(version),
        *_about_links(version),
        *_about_lines(version),
    ]
    return tuple(dict.fromkeys(found))


def _about_dates(questions: tuple[Question, ...]) -> Iterator[Decision]:
    for question in questions:
        if question.refuses:
            yield Decision(
                question.code.value,
                question.text,
                question.message,
                True,
                question.candidates,
            )


def _about_dropped(dropped: tuple[Occurrence, ...]) -> Iterator[Decision]:
    for found in dropped:
        yield Decision(
            "gone-before",
            write_occurrence(found),
            "The item left the old page before this date, so the calendar leaves the"
            " date out. If it still takes place, let the item show until then.",
            False,
        )


def _about_identity(story: Story) -> Iterator[Decision]:
    for title in story.near:
        yield Decision(
            "near-match",
            title,
            f"“{title}” was published on the same day. If it is the same item, keep one.",
            True,
        )
    for name in story.doubled_in:
        yield Decision(
            "said-twice",
            story.title,
            f"{name} has this item twice with different words. Compare the versions.",
            True,
        )
    if len(story.title) > LONGEST_TITLE:
        yield Decision(
            "long-title",
            _excerpt(story.title),
            f"The title has {len(story.title)} characters; {LONGEST_TITLE} is the most. Shorten it.",
            True,
        )


def _about_contacts(version: Version) -> Iterator[Decision]:
    for block in version.blocks:
        for line in block_lines(block):
            for sentence in sentences(line):
                if has_lost_contact(sentence):
                    yield Decision(
                        "contact-lost",
                        _excerpt(sentence),
                        "An e-mail address was lost when the page was saved. Name the contact.",
                        False,
                    )


def _about_links(version: Version) -> Iterator[Decision]:
    files = [
        block.text
        for block in version.blocks
        if isinstance(block, DocumentLink) and block.url is None
    ]
    for text in [*files, *version.lost_links]:
        yield Decision(
            "link-lost",
            _excerpt(text),
            "A link lost its address when the page was saved. Give the address.",
            False,
        )


def _about_lines(version: Version) -> Iterator[Decision]:
    for block in version.blocks:
        if not isinstance(block, Image) or not block.is_question:
            continue
        if block.alt:
            yield Decision(
                "lone-line",
                _excerpt(block.alt),
                "This line could be a heading, a picture’s description or a sentence. Choose one.",
                False,
            )
        else:
            yield Decision(
                "picture-description",
                block.source or "",
                "A picture has no description. Describe it, or mark it as decoration.",
                False,
            )


def _excerpt(text: str) -> str:
    flat = _SPACES.sub(" ", text).strip()
    return flat if len(flat) <= _LONGEST_EXCERPT else f"{flat[:_LONGEST_EXCERPT]}…"
