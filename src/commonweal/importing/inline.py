"""Gathers the words of one paragraph of saved HTML and makes them safe."""

import re
from html import escape
from urllib.parse import urljoin, urlsplit

import nh3

from commonweal.importing.blocks import plain_text

SCHEMES = {"http", "https", "mailto", "tel"}
_TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_BREAK = "<br>"
_ONLY_STRONG = re.compile(r"<strong>([^<]*)</strong>:?")


class Inline:
    """The words between two block boundaries, as they come.

    Tags are written out in our own form, never copied, and the whole is cleaned
    by nh3 at the end: two fences, because the input is somebody else's page.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: dict[str, str] = {}

    def add_text(self, text: str) -> None:
        """Add words; white space is folded later."""
        self._parts.append(escape(_INVISIBLE.sub("", text), quote=False))

    def add_break(self) -> None:
        self._parts.append(_BREAK)

    def open_tag(self, name: str) -> str | None:
        """Begin emphasis; returns what to close it with, None when not ours or
        already open, so that nesting stays shallow whatever the page does."""
        tag = _TAGS.get(name)
        if tag is None or tag in self._open:
            return None
        self._begin(tag, f"<{tag}>")
        return tag

    def open_link(self, href: str) -> str | None:
        """Begin a link; returns what to close it with, None inside another."""
        if "a" in self._open:
            return None
        safe = escape(href.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E"))
        self._begin("a", f'<a href="{safe}">')
        return "a"

    def close_tag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[tag]
            self._parts.append(f"</{tag}>")

    def _begin(self, tag: str, written: str) -> None:
        self._open[tag] = written
        self._parts.append(written)

    def has_words(self) -> bool:
        return any(part.strip() and not part.startswith("<") for part in self._parts)

    def take_lines(self) -> list[str]:
        """Return the lines as safe HTML and start afresh; a blank one is "".

        Emphasis and links that are still open go on in what comes next.
        """
        lines = [_clean(line) for line in "".join(self._parts).split(_BREAK)]
        self._parts = list(self._open.values())
        return lines


def _clean(html: str) -> str:
    if not html.strip():
        return ""
    folded = _SPACE.sub(" ", html).strip()
    if "<" in folded:
        folded = nh3.clean(
            folded,
            tags={"a", "strong", "em"},
            attributes={"a": {"href"}},
            url_schemes=SCHEMES,
            link_rel=None,
        )
    return folded.strip() if plain_text(folded).strip() else ""


def only_strong(html: str) -> str | None:
    """Return the words of a line that is wholly in bold, otherwise None."""
    found = _ONLY_STRONG.fullmatch(html)
    return plain_text(found[1]).strip() if found else None


def resolved(href: str, *, base: str) -> str | None:
    """Return where a link leads, or None when the page does not say.

    A link without address, to a place on the same page, to a script, to a local
    file, or relative on a page whose own address is unknown leads nowhere.
    """
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    is_local = parts.scheme in {"http", "https"} and not parts.netloc
    return None if parts.scheme not in SCHEMES or is_local else address
