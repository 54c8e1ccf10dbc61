"""Turns the lines of a saved HTML page into blocks, as the walk over it goes."""

import re

from commonweal.importing.blocks import (
    Block,
    BulletList,
    Heading,
    Image,
    Paragraph,
    Quotation,
    plain_text,
)
from commonweal.importing.documents import document_link
from commonweal.importing.furniture import is_page_furniture, split_at_back_links
from commonweal.importing.inline import Inline, only_strong
from commonweal.importing.pieces import BackLink, LostLink, Piece
from commonweal.importing.publication import published_line
from commonweal.importing.quotations import speaker_and_role, without_marks

BOLD_LINE_LEVEL = 7
"""The level of a line wholly in bold: a heading below all real ones."""

_MOST_HEADING_WORDS = 12
_HREF = re.compile(r'<a href="([^"]*)">')
_FILE_NAME = re.compile(
    r".{0,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic)"
    r"|(?:img|dsc|dscn|image|photo|picture|screenshot|scan)[\s_-]*\d[\d\s_-]*",
    re.IGNORECASE,
)


class PageBlocks:
    """Gathers pieces. What a line becomes depends on what is open round it."""

    def __init__(self, words: Inline) -> None:
        self._words = words
        self._pieces: list[Piece] = []
        self._lost: list[str] = []
        self._heading: int | None = None
        self._list: list[str] | None = None
        self._list_is_numbered = False
        self._list_depth = 0
        self._quoted: list[str] | None = None
        self._quotation_depth = 0
        self._attribution = ""
        self._attributions: list[int] = []

    def finish(self) -> list[Piece]:
        self.end_block()
        return self._pieces

    def mark(self, piece: Piece) -> None:
        """Put a mark or a picture between the blocks."""
        self.end_block()
        self._pieces.append(piece)

    def lose_link(self, text: str) -> None:
        """Note that the words ``text`` were a link whose address is lost."""
        if text and self._heading is None and not _is_back_link(text):
            self._lost.append(text)

    def start_heading(self, level: int) -> None:
        self.end_block()
        self._heading = level

    def end_heading(self) -> None:
        self.end_block()
        self._heading = None

    def start_list(self, *, is_numbered: bool) -> None:
        """Begin a list. One inside another adds its items to the outer one."""
        self.end_block()
        self._list_depth += 1
        if self._list is None:
            self._list, self._list_is_numbered = [], is_numbered

    def start_item(self) -> None:
        self.end_block()
        if self._list is not None:
            self._list.append("")

    def end_list(self) -> None:
        self.end_block()
        self._list_depth -= 1
        if self._list_depth or self._list is None:
            return
        items = [item for item in self._list if item]
        self._list = None
        news = tuple(item for item in items if not _is_back_link(plain_text(item)))
        if news:
            self._pieces.append(BulletList(news, self._list_is_numbered))
        if len(news) < len(items):
            self._pieces.append(BackLink())
        self._note_lost_links()

    def start_quotation(self) -> None:
        """Begin a quotation. One inside another goes on with the outer one."""
        self.end_block()
        self._quotation_depth += 1
        if self._quoted is None:
            self._quoted, self._attribution = [], ""

    def start_attribution(self) -> None:
        """What comes now, up to its end, names who is quoted."""
        self.end_block()
        self._attributions.append(len(self._quoted or []))

    def end_attribution(self) -> None:
        self.end_block()
        quoted, start = self._quoted or [], self._attributions.pop()
        name = " ".join(map(plain_text, quoted[start:])).strip(" —–-")
        del quoted[start:]
        self._attribution = self._attribution or name

    def end_quotation(self) -> None:
        self.end_block()
        self._quotation_depth -= 1
        if self._quotation_depth or self._quoted is None:
            return
        said, attribution = self._quoted, self._attribution
        self._quoted = None
        if len(said) > 1 and plain_text(said[-1])[:1] in "—–-":
            attribution = attribution or plain_text(said.pop())
        if said:
            speaker, role = speaker_and_role(attribution)
            self._pieces.append(Quotation(without_marks(said), speaker, role))
        self._note_lost_links()

    def is_in_quotation(self) -> bool:
        return self._quoted is not None

    def end_block(self) -> None:
        """Make what has been gathered into a block of the kind that is open."""
        lines = self._words.take_lines()
        if not any(lines):
            return
        if self._list is not None:
            self._add_to_item("<br>".join(filter(None, lines)))
        elif self._quoted is not None:
            self._quoted += _joined(lines)
        else:
            for line in _joined(lines):
                self._add_line(line)
            self._note_lost_links()

    def _add_to_item(self, html: str) -> None:
        items = self._list if self._list is not None else []
        if not items:
            items.append("")
        items[-1] = f"{items[-1]}<br>{html}" if items[-1] else html

    def _add_line(self, html: str) -> None:
        text = plain_text(html)
        parts = split_at_back_links(text)
        if parts == [text]:
            self._add_words(html, text)
            return
        for part in parts:
            if isinstance(part, str):
                self._add_words(Paragraph.from_text(part).html, part)
            else:
                self._pieces.append(part)

    def _add_words(self, html: str, text: str) -> None:
        published = published_line(text)
        if published:
            self._pieces.append(published)
        elif not is_page_furniture(text):
            self._pieces.append(self._block(html, text))

    def _block(self, html: str, text: str) -> Block:
        if self._heading is not None:
            return Heading(self._heading, text)
        bold = only_strong(html)
        if bold and _could_head_a_section(bold):
            return Heading(BOLD_LINE_LEVEL, bold)
        links = _HREF.findall(html)
        document = (
            document_link(text, url=plain_text(links[0])) if len(links) == 1 else None
        )
        return document or Paragraph(html)

    def _note_lost_links(self) -> None:
        self._pieces += [LostLink(text) for text in self._lost]
        self._lost = []


def image(*, alternative: str | None, source: str | None) -> Image:
    """Return a picture; one without description, or with a file name for one,
    is a question."""
    alt = " ".join((alternative or "").split())
    is_question = not alt or bool(_FILE_NAME.fullmatch(alt))
    return Image("" if is_question else alt, is_question, source)


def _joined(lines: list[str]) -> list[str]:
    """Return paragraphs: single line breaks stay inside one, blank lines part
    them, and a mark stands alone on its line."""
    apart = [""]
    for line in lines:
        text = plain_text(line)
        if not line or published_line(text) or _is_back_link(text):
            apart += [line, ""]
        else:
            apart[-1] = f"{apart[-1]}<br>{line}" if apart[-1] else line
    return [paragraph for paragraph in apart if paragraph]


def _is_back_link(text: str) -> bool:
    return split_at_back_links(text) == [BackLink()]


def _could_head_a_section(text: str) -> bool:
    return (
        len(text.split()) <= _MOST_HEADING_WORDS
        and text[-1] not in ".,;:!"
        and not any(character.isdigit() for character in text)
    )
