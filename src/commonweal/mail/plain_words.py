"""What somebody wrote as plain text: as HTML, and as lines of text.

The conventions are those of messages (``mail.composing``): paragraphs with an empty
line between, points with "- ", headings with "# ", bare addresses become links. Only
braces mean nothing here: there are no placeholders in somebody's own words.
"""

import textwrap
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.mail import composing
from commonweal.mail.composing import BREAK, POINT, Block, linked

COLUMNS = 72
# Characters that no keyboard writes stand for braces on the way through.
HIDDEN = str.maketrans({"{": "\ue000", "}": "\ue001"})
SHOWN = str.maketrans({"\ue000": "{", "\ue001": "}"})


def as_html(words: str, *, level: int = 2) -> SafeString:
    """Return the words as paragraphs, lists, links and headings, all escaped.

    The tags carry no style: an e-mail's or a page's style sheet says how they look.

    Args:
        level: of a heading that the words begin with "# ": 2 to 6.
    """
    parts = ((_html(block, level),) for block in _blocks(words))
    return format_html_join("\n", "{}", parts)


def _blocks(words: str) -> Iterator[Block]:
    for block in composing.blocks(words.translate(HIDDEN)):
        lines = tuple(line.translate(SHOWN) for line in block.lines)
        yield Block(block.kind, lines)


def _html(block: Block, level: int) -> SafeString:
    if block.kind == "ul":
        points = ((linked(POINT.sub("", line)),) for line in block.lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", points))
    if block.kind == "h2":
        return format_html("<h{0}>{1}</h{0}>", level, block.lines[0][2:])
    lines = ((linked(line),) for line in block.lines)
    return format_html("<p>{}</p>", format_html_join(BREAK, "{}", lines))


def as_text(words: str, *, columns: int = COLUMNS) -> str:
    """Return the words wrapped, without the marks of headings. Addresses stay whole."""
    return "\n\n".join(_text(block, columns) for block in _blocks(words))


def _text(block: Block, columns: int) -> str:
    if block.kind == "h2":
        return wrapped(block.lines[0][2:], columns=columns)
    if block.kind == "ul":
        points = (POINT.sub("", line) for line in block.lines)
        return "\n".join(
            wrapped(f"- {point}", columns=columns, hanging="  ") for point in points
        )
    return "\n".join(wrapped(line, columns=columns) for line in block.lines)


def wrapped(line: str, *, columns: int = COLUMNS, hanging: str = "") -> str:
    """Return one line as several of at most ``columns`` characters. Nothing is broken
    within a word, so a longer address stands on a line of its own.

    Args:
        hanging: what each line but the first begins with.
    """
    return textwrap.fill(
        line,
        columns,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
