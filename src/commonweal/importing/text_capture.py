"""Reads a text capture: the words of a page as a text browser writes them,
paragraphs apart by blank lines, list items after an indented bullet."""

import re
from collections.abc import Iterator
from html import escape

from commonweal.importing.blocks import BulletList, DocumentLink, Paragraph
from commonweal.importing.documents import document_link
from commonweal.importing.furniture import is_page_furniture, split_at_back_links
from commonweal.importing.links import lost_links
from commonweal.importing.pieces import LostLink, Piece
from commonweal.importing.publication import published_line

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"\s*[•·▪‣◦●∙]\s*(?=\S)|\s+[*–-]\s+(?=\S)|\*\s+(?=\S)")
_NUMBER = re.compile(r"\s+\d{1,2}[.)]\s+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>\"’”]+[^\s<>\"’”.,;:!?)]")
# A capture is taken as hard-wrapped when no line is longer than this …
_WRAPPED_AT_MOST = 100
# … and then a line this long goes on in the next one.
_WRAPPED_AT_LEAST = 60


def read_text_capture(text: str) -> list[Piece]:
    """Return the blocks and marks of a text capture, in order."""
    pieces: list[Piece] = []
    items: list[str] = []
    is_numbered = False
    for kind, line in _paragraphs(_lines(text)):
        if items and (kind == "" or (kind == "number") != is_numbered):
            pieces += _list(items, is_numbered)
            items = []
        if kind:
            items.append(line)
            is_numbered = kind == "number"
        else:
            pieces += _line_pieces(line)
    return pieces + (_list(items, is_numbered) if items else [])


def _lines(text: str) -> list[str]:
    return [_INVISIBLE.sub("", line).rstrip() for line in text.splitlines()]


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ("bullet" | "number" | "", words) with wrapped lines joined."""
    is_wrapped = max(map(len, lines), default=0) <= _WRAPPED_AT_MOST
    kind, words, goes_on = "", "", False
    for line in lines:
        found = _kind(line)
        stripped = _SPACES.sub(" ", line).strip()
        joins = goes_on and found == "" and bool(stripped)
        if kind and line[:1].isspace() and not found and words and stripped:
            joins = True
        if joins and not published_line(stripped):
            words = f"{words} {stripped}"
        else:
            if words:
                yield kind, words
            kind, words = found, _without_bullet(line, found)
        goes_on = is_wrapped and len(line) >= _WRAPPED_AT_LEAST
    if words:
        yield kind, words


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    return "number" if _NUMBER.match(line) else ""


def _without_bullet(line: str, kind: str) -> str:
    pattern = {"bullet": _BULLET, "number": _NUMBER}.get(kind)
    words = pattern.sub("", line, count=1) if pattern else line
    return _SPACES.sub(" ", words).strip()


def _list(items: list[str], is_numbered: bool) -> list[Piece]:
    lost: list[Piece] = [LostLink(link) for item in items for link in lost_links(item)]
    block = BulletList(tuple(_html(item) for item in items), is_numbered)
    return [block, *lost]


def _line_pieces(line: str) -> Iterator[Piece]:
    for part in split_at_back_links(line):
        if not isinstance(part, str):
            yield part
        elif published := published_line(part):
            yield published
        elif not is_page_furniture(part):
            yield from _text_pieces(part)


def _text_pieces(text: str) -> Iterator[Piece]:
    block = document_link(text, url=None) or Paragraph(_html(text))
    yield block
    if not isinstance(block, DocumentLink):
        yield from map(LostLink, lost_links(text))


def _html(text: str) -> str:
    """Return text as safe HTML, with the addresses written out in it linked."""
    html = ""
    end = 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        html += escape(text[end : found.start()], quote=False)
        html += f'<a href="{address}">{escape(found[0], quote=False)}</a>'
        end = found.end()
    return html + escape(text[end:], quote=False)
