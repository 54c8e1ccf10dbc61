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


def with_words_replaced(raw: Any, *, old: str, new: str) -> list[dict[str, Any]]:
    """Return a copy of a stored body in which ``old`` reads ``new``.

    Only whole runs of text are replaced: words that a link or bold type cuts in
    two stay as they are, for the editor to see.
    """
    before, after = html.escape(old, quote=False), html.escape(new, quote=False)

    def mended(name: str, part: Any) -> Any:
        if name in SPOKEN and isinstance(part, str):
            return part.replace(old, new).replace(before, after)
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
