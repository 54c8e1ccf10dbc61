"""Decides what a lone line is: a heading, a paragraph that lost its full stop,
or something that only a person can tell.

A capture shows a heading, a picture's description and a careless sentence
alike: a short line without a full stop. The rules, in this order:

1. A line with a link, a lost address, a call ("Book a place …"), a date, a time
   or a bullet's colon is a paragraph.
2. A short question is a heading, and so is a short "How we can help".
3. A line that speaks of a picture, or of people holding, smiling or standing,
   may be a heading or the description of a picture: somebody must decide.
4. A line that speaks to the reader or has a finite verb is a paragraph.
5. A line of up to six words is a heading when text follows it.
6. Any other line of up to 25 words is for somebody to decide.
"""

import re
from collections.abc import Sequence

from commonweal.importing.blocks import Block, Heading, Image, Paragraph
from commonweal.importing.links import begins_with_a_call, has_lost_contact
from commonweal.importing.quotations import is_attribution

_MOST_QUESTION_WORDS = 10
_MOST_HEADING_WORDS = 6
_MOST_DOUBTFUL_WORDS = 25
_TEXT_LEVEL = 2
_DATED = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[ap]m\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{5,}\b|@|https?:|www\."
)
_ASKING = re.compile(r"(?:How|What|Who|When|Where|Why|Which)\b")
_PICTURE = re.compile(
    r"\b(?:photo|photos|photograph|photographs|picture|pictured|pictures|image|images|logo|"
    r"illustration|infographic|screenshot|drawing|cartoon|poster|banner|headshot|portrait|"
    r"smiling|holding|standing|sitting|seated|posing|wearing|waving|walking|laughing|hugging|"
    r"pointing|gathered|huddled|silhouette|close-up|background|foreground)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|can|could|should|must|may|might|has|have|had|"
    r"do|does|did|needs?|please|includes?|offers?|provides?|runs?|starts?|begins?|takes?|"
    r"you|your|we|our|us|they|their|it|its|I|my)\b"
    r"|\w(?:’|')(?:re|ve|ll|m)\b"
)


def with_lone_lines_told(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lone lines made headings or questions.

    A question is an ``Image`` with ``is_question`` and the line as its ``alt``.
    """
    told: list[Block] = []
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not _stands_alone(block):
            told.append(block)
            continue
        is_spoken = place > 0 and _is_attribution(blocks[place - 1])
        is_last = place == len(blocks) - 1
        is_under_heading = bool(told) and isinstance(told[-1], Heading)
        if is_spoken:
            told.append(block)
        else:
            told.append(_told(block, can_head=not (is_last or is_under_heading)))
    return told


def _stands_alone(block: Paragraph) -> bool:
    text = block.text
    words = len(text.split())
    return (
        "<a " not in block.html
        and "\n" not in text
        and words <= _MOST_DOUBTFUL_WORDS
        and text[:1].isupper()
        and text[-1] not in '.,;:!)”’"…'
        and not _DATED.search(text)
        and not has_lost_contact(text)
        and not begins_with_a_call(text)
    )


def _told(block: Paragraph, *, can_head: bool) -> Block:
    text = block.text
    words = len(text.split())
    if text.endswith("?") or (_ASKING.match(text) and words <= _MOST_QUESTION_WORDS):
        is_heading = words <= _MOST_QUESTION_WORDS and can_head
        return Heading(_TEXT_LEVEL, text) if is_heading else block
    if _PICTURE.search(text):
        return Image(alt=text, is_question=True)
    if _SENTENCE.search(text):
        return block
    if words <= _MOST_HEADING_WORDS:
        return Heading(_TEXT_LEVEL, text) if can_head else block
    return Image(alt=text, is_question=True)


def _is_attribution(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_attribution(block.text)
