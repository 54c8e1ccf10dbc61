"""Compares words as an editor would: a lost full stop, other quotation marks or
other white space are no change."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from commonweal.importing.blocks import Block, block_lines
from commonweal.importing.links import LOST_CONTACT

# Written as code points: several of them look alike on a screen.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\ufeff", None),
        "\u2026": ".",
    }
)
_STOP = re.compile(r"[.]+(?=[\s'\")]|$)")
_MARK = re.compile(r"(?<!\w)['\"]+|['\"]+(?!\w)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+|\[email protected\]", re.IGNORECASE)
# Beyond this the comparison of lines would take longer than it is worth.
_MOST_LINES = 1500
_LONGEST_SHOWN = 300


def essence(text: str) -> str:
    """Return what counts in ``text`` when asking whether two are the same."""
    plain = " ".join(text.translate(_SAME).split())
    return " ".join(_MARK.sub("", _STOP.sub("", plain)).split())


def body_essence(blocks: Sequence[Block]) -> str:
    """Return what counts in the words of blocks, whatever their kinds."""
    lines = (line.removeprefix("• ") for block in blocks for line in block_lines(block))
    return essence(" \n".join(lines))


def says_the_same(one: str, other: str) -> bool:
    """Whether two essences say the same. An e-mail address that one snapshot
    lost is no difference; two different addresses are."""
    if one == other:
        return True
    if LOST_CONTACT not in one and LOST_CONTACT not in other:
        return False
    return _EMAIL.sub(LOST_CONTACT, one) == _EMAIL.sub(LOST_CONTACT, other)


def changes(before: Sequence[Block], after: Sequence[Block]) -> tuple[str, ...]:
    """Return what changed between two versions, a sentence for each line."""
    old = [line for block in before for line in block_lines(block)]
    new = [line for block in after for line in block_lines(block)]
    if max(len(old), len(new)) > _MOST_LINES:
        return ("The text changed; it is too long to show how.",)
    old_essence, new_essence = [*map(essence, old)], [*map(essence, new)]
    told: list[str] = []
    matcher = SequenceMatcher(None, old_essence, new_essence, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            told += _told(old[start:end], new[new_start:new_end])
    return tuple(told)


def _told(old: list[str], new: list[str]) -> list[str]:
    pairs = list(zip(old, new, strict=False))
    return [
        *(f"Changed “{_short(was)}” to “{_short(now)}”" for was, now in pairs),
        *(f"Removed “{_short(was)}”" for was in old[len(pairs) :]),
        *(f"Added “{_short(now)}”" for now in new[len(pairs) :]),
    ]


def is_near(one: str, other: str) -> bool:
    """Whether two titles are so alike that they may be one item's."""
    first, second = essence(one).casefold(), essence(other).casefold()
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 12 and longer.startswith(shorter):
        return True
    words, others = set(first.split()), set(second.split())
    if 2 * len(words & others) < min(len(words), len(others)):
        return False
    return SequenceMatcher(None, first, second).ratio() >= 0.8


def _short(line: str) -> str:
    flat = " ".join(line.split())
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[:_LONGEST_SHOWN]}…"
