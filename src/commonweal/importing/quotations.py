"""Finds what people said: "Name, role, said:" and the paragraphs after it.

Captures lose the opening mark of the first paragraph, and in British use each
further paragraph opens with a mark while only the last one closes.
"""

import re
from collections.abc import Sequence

from commonweal.importing.blocks import Block, Heading, Paragraph, Quotation

_OPENING = '“"‘'
_CLOSING = {"“": '”"', '"': '"”', "‘": "’"}
_SAID = re.compile(
    r"(?P<who>.{2,240}?),?\s+(?:said|says|added|adds|commented|explained|told us|stated|writes|wrote)"
    r"(?:\s+(?:today|recently|that))?\s*:\s*(?P<words>[“\"‘].*)?",
    re.DOTALL,
)
_SAID_AFTER = re.compile(
    r"(?P<words>[“\"].{15,}[,.!?][”\"])\s*(?:said|says)\s+(?P<who>[A-Z][^“”\"]{2,160}?)\.?",
    re.DOTALL,
)
_SENTENCE_BREAK = re.compile(r"[.?!][”’\")]*\s+(?=[A-Z])")
_TITLE_OR_INITIAL = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Prof|Rev|Revd|Fr|Sr|St|Hon|Det|Insp|Supt|Sgt|Ch|Lt|Col|Jr)|\b[A-Z])\.\s+$"
)
_NAME_PART = re.compile(
    r"(?:[A-Z][\w’'.-]*|and|&|of|the|de|da|di|du|van|von|der|al|bin|ap|Lord|Lady)(?:’s|'s)?"
)
_MOST_NAME_WORDS = 8
_MOST_QUESTION_WORDS = 10
# How far to look for the mark that closes an open quotation.
_FARTHEST = 8


def speaker_and_role(attribution: str) -> tuple[str, str]:
    """Return ("Ann Lee", "Chair of X") for "– Ann Lee, Chair of X"; either may
    be empty."""
    name, _, role = attribution.strip(" —–-").partition(",")
    return name.strip(), role.strip().rstrip(".,")


def is_attribution(text: str) -> bool:
    """Whether a paragraph ends by saying who speaks in the next one."""
    found = _SAID.fullmatch(text)
    return bool(found and not found["words"])


def with_quotations(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with what people said gathered into quotations."""
    done: list[Block] = []
    at = 0
    while at < len(blocks):
        taken, made = _quotation_at(blocks, at)
        done += made
        at += taken
    return done


def _quotation_at(blocks: Sequence[Block], at: int) -> tuple[int, list[Block]]:
    """Return how many blocks from ``at`` on were read, and what they became."""
    block = blocks[at]
    if not isinstance(block, Paragraph):
        return 1, [block]
    if after := _SAID_AFTER.fullmatch(block.text):
        speaker, role = speaker_and_role(after["who"])
        said = Paragraph.from_text(after["words"]).html
        return 1, [Quotation(without_marks([said]), speaker, role)]
    found = _SAID.fullmatch(block.text)
    if not found:
        return 1, [block]
    return _attributed(blocks, at, found)


def _attributed(
    blocks: Sequence[Block], at: int, found: re.Match[str]
) -> tuple[int, list[Block]]:
    lead, who = _lead_and_speaker(found["who"])
    first = [Paragraph.from_text(found["words"])] if found["words"] else []
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    before = _lead_blocks(lead)
    if not first and isinstance(following, Quotation) and not following.speaker:
        speaker, role = speaker_and_role(who)
        return 2, [*before, Quotation(following.paragraphs, speaker, role)]
    rest = blocks[at + 1 : at + 1 + _FARTHEST]
    said = first + _said(first, rest)
    if not said or not (_is_name(who) or said[0].text[:1] in _OPENING):
        return 1, [blocks[at]]
    speaker, role = speaker_and_role(who)
    paragraphs = without_marks([paragraph.html for paragraph in said])
    taken = 1 + len(said) - len(first)
    return taken, [*before, Quotation(paragraphs, speaker, role)]


def _lead_blocks(lead: str) -> list[Block]:
    if not lead:
        return []
    is_question = lead.endswith("?") and len(lead.split()) <= _MOST_QUESTION_WORDS
    return [Heading(2, lead) if is_question else Paragraph.from_text(lead)]


def _lead_and_speaker(text: str) -> tuple[str, str]:
    """Part "How did this begin? Ann Lee, Chair" at the last full sentence."""
    for found in reversed(list(_SENTENCE_BREAK.finditer(text))):
        if not _TITLE_OR_INITIAL.search(text[: found.end()]):
            return text[: found.end()].strip(), text[found.end() :]
    return "", text


def _is_name(who: str) -> bool:
    words = who.partition(",")[0].split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and words[0][:1].isupper()
        and sum(1 for word in words if not _NAME_PART.fullmatch(word)) == 0
    )


def _said(first: list[Paragraph], rest: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs of ``rest`` that go on with what was said."""
    following = _plain_run(rest)
    if first:
        opened, taken = first[0].text, 0
    elif following:
        opened, taken = following[0].text, 1
    else:
        return []
    mark = opened[:1] if opened[:1] in _OPENING else "“"
    closing = _CLOSING[mark]
    if _closes(opened, closing):
        return following[:taken]
    for end in range(taken, len(following)):
        text = following[end].text
        if text[:1] == mark and _closes(text, closing):
            return following[: end + 1]
        if text[:1] != mark and _closes_alone(text, closing):
            return following[: end + 1]
    while taken < len(following) and following[taken].text[:1] == mark:
        taken += 1
    return following[:taken]


def _plain_run(blocks: Sequence[Block]) -> list[Paragraph]:
    run: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or _SAID.fullmatch(block.text):
            break
        run.append(block)
    return run


def _closes(text: str, closing: str) -> bool:
    """Whether a paragraph ends with a mark that closes what it, or one before
    it, opened – not merely a phrase in marks."""
    if not text.rstrip(" .,").endswith(tuple(closing)):
        return False
    return text[:1] in _OPENING or _closes_alone(text, closing)


def _closes_alone(text: str, closing: str) -> bool:
    ends = text.rstrip(" .,").endswith(tuple(closing))
    opened = sum(text.count(mark) for mark in "“")
    closed = sum(text.count(mark) for mark in "”")
    straight = text.count('"')
    return ends and (closed > opened or (closed + opened + straight) % 2 == 1)


def without_marks(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return paragraphs of safe HTML without the quotation marks round them.

    Marks stay where taking the outer ones away would leave an inner one alone:
    “We will,” she said. “Soon.”
    """
    return tuple(_without_marks(html) for html in paragraphs)


def _without_marks(html: str) -> str:
    start = 1 if html[:1] in _OPENING and html[:1] != "‘" else 0
    bare = html.rstrip()
    end = len(bare) - (len(bare) > start and bare[-1] in '”"')
    inner = bare[start:end]
    return inner.strip() if _is_whole(inner) else bare


def _is_whole(text: str) -> bool:
    """Whether every mark in ``text`` has its partner, in the right order."""
    depth = 0
    for mark in re.findall("[“”]", text):
        depth += 1 if mark == "“" else -1
        if depth < 0:
            return False
    return depth == 0 and text.count('"') % 2 == 0
