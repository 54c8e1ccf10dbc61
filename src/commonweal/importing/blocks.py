"""What a news item is made of, as plain values.

Inline text is *safe HTML*: escaped, with no tag but ``a`` (with ``href``),
``strong``, ``em`` and ``br``. Plain fields (``text``, ``alt``, ``speaker``,
``role``) are text and must be escaped when shown.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Self

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an item. ``level`` is 2 for the highest, at most 4."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of safe HTML."""

    html: str

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return a paragraph of plain text, escaped."""
        return cls(escape(text, quote=False))

    @property
    def text(self) -> str:
        """The words alone; a line break is a newline."""
        return plain_text(self.html)


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list. Each item is safe HTML."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said. ``paragraphs`` are safe HTML without the outer
    quotation marks; ``speaker`` and ``role`` are empty when not named."""

    paragraphs: tuple[str, ...]
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, or a line that may be the description of one.

    ``is_question`` with an ``alt`` and no ``source``: a lone line that could be
    a heading or a picture's description. Until somebody decides, show it as a
    paragraph, so that no word is lost. ``source`` is an http(s) address.
    """

    alt: str
    is_question: bool
    source: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A line that offers a file. ``url`` is None when the address was lost;
    ``kind`` is in capitals ("PDF"); ``size`` as written ("200KB") or empty."""

    text: str
    url: str | None
    kind: str
    size: str


Block = Heading | Paragraph | BulletList | Quotation | Image | DocumentLink


def plain_text(html: str) -> str:
    """Return the words of safe HTML; ``<br>`` becomes a newline."""
    if "<" not in html and "&" not in html:
        return html
    return unescape(_TAG.sub("", html.replace("<br>", "\n")))


def block_lines(block: Block) -> list[str]:
    """Return the words of a block as lines of plain text, in reading order.

    A list item begins with "• ", as in the captures.
    """
    match block:
        case BulletList(items=items):
            return [f"• {plain_text(item)}" for item in items]
        case Quotation():
            speaker = ", ".join(filter(None, (block.speaker, block.role)))
            said = [plain_text(paragraph) for paragraph in block.paragraphs]
            return [f"{speaker} said:", *said] if speaker else said
        case Image(alt=alt):
            return [alt] if alt else []
        case _:
            return [block.text]
