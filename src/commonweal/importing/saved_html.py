"""Reads a page saved from the browser, whatever its markup, as the same blocks
and marks that a text capture gives."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement
from bs4.exceptions import ParserRejectedMarkup

from commonweal.importing.exceptions import ImportingError
from commonweal.importing.hidden_emails import decoded_email, email_in_address
from commonweal.importing.inline import Inline, resolved
from commonweal.importing.page_blocks import PageBlocks, image
from commonweal.importing.page_shape import BLOCKS, PageShape
from commonweal.importing.pieces import ContainerEnd, Piece
from commonweal.importing.publication import published_line

_XML = re.compile(r"<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)")
_START_OF_PAGE = 20_000
# How many nodes into an element its first words are looked for. Without a limit
# deep nesting would be walked again from every level.
_NEAR = 6


def read_saved_html(text: str, *, name: str) -> list[Piece]:
    """Return the blocks and marks of a saved HTML page, in order.

    Menus, footers, cookie banners, scripts and what is hidden are left out.

    Raises:
        ImportingError: the markup is broken beyond reading.
    """
    try:
        page = BeautifulSoup(_without_declaration(text), "html.parser")
    except (ParserRejectedMarkup, AssertionError, RecursionError):
        raise ImportingError(
            f"{name} has markup that cannot be read. Expected a saved “Latest news”"
            " page. Save it again from the browser, or as text, and import that."
        ) from None
    return _Reader(page, base=_base(page, text)).pieces()


def _without_declaration(text: str) -> str:
    """Return the page without "<?xml …?>", which would make it seem no HTML."""
    start = text.lstrip()
    found = _XML.match(start)
    return start[found.end() :] if found else start


def _base(page: BeautifulSoup, text: str) -> str:
    """Return the page's own address, as far as it says so; may be empty."""
    saved_from = _SAVED_FROM.search(text[:_START_OF_PAGE])
    if saved_from:
        return saved_from[1]
    for selector, attribute in (
        ("base[href]", "href"),
        ('link[rel="canonical"]', "href"),
        ('meta[property="og:url"]', "content"),
    ):
        found = page.select_one(selector)
        if found and str(found.get(attribute) or "").startswith("http"):
            return str(found[attribute])
    return ""


class _Reader:
    """Walks the page once, without recursion: pages can be nested very deep."""

    def __init__(self, page: BeautifulSoup, *, base: str) -> None:
        self._base = base
        self._shape = PageShape(page)
        self._root = self._shape.root(page)
        self._words = Inline()
        self._blocks = PageBlocks(self._words)
        self._tables = 0
        self._to_close: dict[int, str] = {}

    def pieces(self) -> list[Piece]:
        """Return the blocks and marks of the whole page."""
        waiting: list[tuple[PageElement, bool]] = [(self._root, True)]
        while waiting:
            node, is_start = waiting.pop()
            if not isinstance(node, Tag):
                if type(node) in (NavigableString, CData):
                    self._words.add_text(str(node))
            elif not is_start:
                self._leave(node)
            elif not self._shape.is_beside_the_news(node) and self._enter(node):
                waiting.append((node, False))
                waiting += [(child, True) for child in reversed(node.contents)]
        return self._blocks.finish()

    def _enter(self, tag: Tag) -> bool:
        """Take note of a tag that begins; False leaves out what is inside it."""
        if self._is_block(tag):
            self._enter_block(tag)
            return True
        if tag.name in {"td", "th"}:
            self._words.add_text(", " if self._words.has_words() else "")
            return True
        return self._enter_inline(tag)

    def _enter_block(self, tag: Tag) -> None:
        self._blocks.end_block()
        level = _heading_level(tag)
        if level:
            self._blocks.start_heading(level)
        elif tag.name in {"ul", "ol"} and self._is_list(tag):
            self._blocks.start_list(is_numbered=tag.name == "ol")
        elif tag.name == "li":
            self._blocks.start_item()
        elif tag.name == "blockquote" and not self._shape.holds_news(tag):
            self._blocks.start_quotation()
        elif self._is_data_table(tag):
            self._tables += 1
        elif self._is_attribution(tag):
            self._blocks.start_attribution()

    def _enter_inline(self, tag: Tag) -> bool:
        encoded = tag.get("data-cfemail")
        email = decoded_email(str(encoded)) if encoded else None
        if email:
            self._add_email(email)
            return False
        if tag.name == "br":
            self._words.add_break()
        elif tag.name == "img":
            self._add_image(tag)
        elif tag.name in {"iframe", "video"}:
            self._add_video(tag)
            return False
        elif tag.name == "a":
            self._open_link(tag)
        elif closing := self._words.open_tag(tag.name):
            self._to_close[id(tag)] = closing
        elif self._tables and tag.name in {"p", "div"}:
            self._words.add_text(" ")
        return True

    def _leave(self, tag: Tag) -> None:
        if id(tag) in self._to_close:
            self._words.close_tag(self._to_close.pop(id(tag)))
        if self._is_block(tag):
            self._leave_block(tag)
        if self._shape.is_one_item(tag):
            self._blocks.mark(ContainerEnd())

    def _leave_block(self, tag: Tag) -> None:
        if _heading_level(tag):
            self._blocks.end_heading()
        elif tag.name in {"ul", "ol"} and self._is_list(tag):
            self._blocks.end_list()
        elif tag.name == "blockquote" and self._blocks.is_in_quotation():
            self._blocks.end_quotation()
        elif self._is_attribution(tag):
            self._blocks.end_attribution()
        else:
            self._blocks.end_block()
            self._tables -= self._is_data_table(tag)

    def _is_block(self, tag: Tag) -> bool:
        if self._tables and tag.name in {"p", "div"}:
            return False
        if tag.name in {"td", "th"}:
            return not self._tables
        if self._blocks.is_in_quotation() and tag.name == "cite":
            return True
        return tag.name in BLOCKS or _says_when_published(tag)

    def _is_list(self, tag: Tag) -> bool:
        return not self._shape.holds_news(tag)

    def _is_data_table(self, tag: Tag) -> bool:
        return tag.name == "table" and not self._shape.holds_news(tag)

    def _is_attribution(self, tag: Tag) -> bool:
        return self._blocks.is_in_quotation() and tag.name in {
            "cite",
            "footer",
            "figcaption",
        }

    def _open_link(self, tag: Tag) -> None:
        href = str(tag.get("href") or "")
        email = email_in_address(href)
        address = f"mailto:{email}" if email else resolved(href, base=self._base)
        if "/cdn-cgi/l/email-protection" in href and not email:
            return
        if address is None:
            if _was_a_link(tag, href):
                self._blocks.lose_link(" ".join(tag.get_text().split()))
        elif closing := self._words.open_link(address):
            self._to_close[id(tag)] = closing

    def _add_email(self, email: str) -> None:
        closing = self._words.open_link(f"mailto:{email}")
        self._words.add_text(email)
        if closing:
            self._words.close_tag(closing)

    def _add_image(self, tag: Tag) -> None:
        alternative = tag.get("alt")
        is_decoration = alternative == "" or tag.get("role") in {"presentation", "none"}
        if not is_decoration and tag.get("width") not in {"0", "1"}:
            source = resolved(str(tag.get("src") or ""), base=self._base)
            self._blocks.mark(
                image(
                    alternative=None if alternative is None else str(alternative),
                    source=source,
                )
            )

    def _add_video(self, tag: Tag) -> None:
        """A film becomes a link to it: nothing may load from its host."""
        source = tag if tag.get("src") else tag.find("source")
        address = (
            resolved(str(source.get("src") or ""), base=self._base) if source else None
        )
        closing = self._words.open_link(address) if address else None
        if closing:
            self._words.add_text(str(tag.get("title") or "Video"))
            self._words.close_tag(closing)


def _heading_level(tag: Tag) -> int:
    """Return 1 to 6, or 0 when ``tag`` is no heading."""
    if re.fullmatch("h[1-6]", tag.name):
        return int(tag.name[1])
    if tag.get("role") == "heading":
        level = str(tag.get("aria-level") or "2")
        return int(level) if re.fullmatch("[1-6]", level) else 2
    return 3 if tag.name == "summary" else 0


def _says_when_published(tag: Tag) -> bool:
    """Whether an inline element holds the published line and nothing else."""
    if not _first_words(tag).lower().startswith("publish"):
        return False
    return published_line(" ".join(tag.get_text().split())) is not None


def _first_words(tag: Tag) -> str:
    node: PageElement | None = tag
    for _ in range(_NEAR):
        node = node.next_element if node else None
        if isinstance(node, NavigableString) and node.strip():
            return node.strip()
    return ""


def _was_a_link(tag: Tag, href: str) -> bool:
    """Whether words in ``a`` led somewhere that is lost; a place on the same
    page is not lost, and a named place is no link."""
    if href.startswith("#") and len(href) > 1:
        return False
    return bool(href) or not (tag.get("name") or tag.get("id"))
