"""The words of a body, to read dates and numbers in or to put right."""

import html
import re
from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField

# The parts of blocks that hold words; all others are choices and keys.
SPOKEN = frozenset(
    {"text", "speaker", "role", "answer", "question", "caption", "title", "transcript"}
)
BREAKS = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br ?/?>")
TAGS = re.compile(r"<[^<>]*>")


def plain_text(markup: str) -> str:
    """Return the words of rich text, a line for each paragraph and list item."""
    spaced = BREAKS.sub("\n", markup)
    return html.unescape(TAGS.sub("", spaced)).strip()


def body_text(raw: Any) -> str:
    """Return the words of a stored body, block after block, a blank line between.

    Args:
        raw: the body's ``raw_data``: a list of ``{"type", "value"}``.
    """
    return "\n\n".join(plain_text(part) for part in _parts(raw))


def _parts(raw: Any) -> Iterator[str]:
    for block in raw:
        value = block["value"]
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (
                part
                for name, part in value.items()
                if name in SPOKEN and isinstance(part, str) and part
            )


def replaced(text: str, *, old: str, new: str) -> str:
    """Return ``text``, plain or rich, in which the words ``old`` read ``new``.

    Only whole words are replaced ("1 June" is not part of "11 June"), however
    they are spaced. Words that a link or bold type cuts in two stay as they
    are: what the tag should then hold is for the editor to say.
    """
    is_markup = "<" in text
    spelt = [
        html.escape(word, quote=False) if is_markup else word for word in old.split()
    ]
    pattern = r"(?:\s|&nbsp;)+".join(re.escape(word) for word in spelt)
    instead = html.escape(new, quote=False) if is_markup else new
    return re.sub(rf"(?<!\w){pattern}(?!\w)", lambda _: instead, text)


def with_words_replaced(raw: Any, *, old: str, new: str) -> list[dict[str, Any]]:
    """Return a copy of a stored body in which ``old`` reads ``new``; see ``replaced``."""

    def mended(name: str, part: Any) -> Any:
        if name in SPOKEN and isinstance(part, str):
            return replaced(part, old=old, new=new)
        return part

    body = []
    for block in raw:
        value = block["value"]
        if isinstance(value, dict):
            value = {name: mended(name, part) for name, part in value.items()}
        else:
            value = mended("text", value)
        body.append({**block, "value": value})
    return body


def set_body(page: Any, raw: list[dict[str, Any]], *, field: str = "body") -> None:
    """Put a stored body back on a page."""
    stream: StreamField = page._meta.get_field(field)
    setattr(page, field, stream.to_python(raw))
