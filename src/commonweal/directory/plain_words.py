"""Rich text as plain words, and back."""

import html
import re

BREAKS = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br ?/?>")
TAGS = re.compile(r"<[^<>]*>")


def plain_text(markup: str) -> str:
    """Return the words of rich text, a line for each paragraph and list item."""
    return html.unescape(TAGS.sub("", BREAKS.sub("\n", markup))).strip()


def marked_up(words: str) -> str:
    """Return plain words as rich text, a paragraph for each line."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)
