"""Divides the blocks and marks of a saved page into its news items."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonweal.importing.blocks import Block, Heading, Image, Paragraph, block_lines
from commonweal.importing.furniture import title_without_furniture
from commonweal.importing.lone_lines import with_lone_lines_told
from commonweal.importing.pieces import (
    BackLink,
    ContainerEnd,
    LostLink,
    Piece,
    Published,
)
from commonweal.importing.quotations import with_quotations

# A title may stand this many blocks above its published line (a picture, a
# category and an author's name come between) …
_FARTHEST_TITLE = 4
# … as long as what comes between is no longer than a label.
_LONGEST_LABEL = 80
_LOWEST_LEVEL = 4
_HIGHEST_LEVEL = 2


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item as one file has it. ``lost_links`` are the words of links whose
    addresses are not in the file."""

    title: str
    published: date
    blocks: tuple[Block, ...]
    lost_links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The items of a page in its order, the lines that belong to none (page
    furniture), and what is wrong with it as sentences."""

    items: tuple[NewsItem, ...]
    left_out: tuple[str, ...]
    problems: tuple[str, ...]


def divide(pieces: Sequence[Piece]) -> Division:
    """Return the news items of a page.

    An item is a title, a published line and what follows up to "Back to list of
    news" or the next title.
    """
    marks = [at for at, piece in enumerate(pieces) if isinstance(piece, Published)]
    if not marks:
        return Division((), _words(pieces), ())
    titles = [
        _title_place(pieces, mark, floor)
        for mark, floor in zip(marks, [-1, *marks], strict=False)
    ]
    starts = [
        mark if title is None else title
        for title, mark in zip(titles, marks, strict=True)
    ]
    ends = [*starts[1:], _end_of_last(pieces, starts, marks)]
    furniture = list(pieces[: starts[0]])
    items: list[NewsItem] = []
    problems: list[str] = []
    for title_at, mark_at, end in zip(titles, marks, ends, strict=True):
        body = _up_to_back_link(pieces[mark_at + 1 : end])
        furniture += pieces[mark_at + 1 + len(body) : end]
        found = _item(pieces, title_at, mark_at, body)
        if isinstance(found, NewsItem):
            items.append(found)
        else:
            problems.append(found)
    furniture += pieces[ends[-1] :]
    return Division(tuple(items), _words(furniture), tuple(problems))


def _item(
    pieces: Sequence[Piece], title_at: int | None, mark_at: int, body: list[Piece]
) -> NewsItem | str:
    """Return the item, or a sentence that says why there is none."""
    mark = pieces[mark_at]
    title_block = pieces[title_at] if title_at is not None else None
    title = (
        title_without_furniture(title_block.text.replace("\n", " "))
        if isinstance(title_block, Heading | Paragraph)
        else ""
    )
    if not isinstance(mark, Published) or mark.on is None:
        says = mark.text if isinstance(mark, Published) else ""
        return f"“{title or 'An item without a title'}” says “{says}”, which is not a day. It was left out."
    if not title or title_at is None:
        return f"An item under “{mark.text}” has no title. It was left out."
    between = [
        piece for piece in pieces[title_at + 1 : mark_at] if isinstance(piece, Image)
    ]
    return NewsItem(
        title=title,
        published=mark.on,
        blocks=_finished([*between, *body]),
        lost_links=tuple(piece.text for piece in body if isinstance(piece, LostLink)),
    )


def _title_place(pieces: Sequence[Piece], mark: int, floor: int) -> int | None:
    """Return where the title of the published line at ``mark`` stands: the
    nearest heading just above it, or else the line just above it."""
    nearest: int | None = None
    for at in range(mark - 1, max(floor, mark - 2 * _FARTHEST_TITLE), -1):
        piece = pieces[at]
        if isinstance(piece, Heading):
            return at
        if isinstance(piece, BackLink | Published | ContainerEnd):
            break
        if isinstance(piece, Paragraph):
            nearest = at if nearest is None else nearest
            if len(piece.text) > _LONGEST_LABEL:
                break
    return nearest


def _up_to_back_link(pieces: Sequence[Piece]) -> list[Piece]:
    for at, piece in enumerate(pieces):
        if isinstance(piece, BackLink):
            return list(pieces[:at])
    return list(pieces)


def _end_of_last(pieces: Sequence[Piece], starts: list[int], marks: list[int]) -> int:
    """Return where the last item ends.

    When every other item lies wholly inside its own container, so does the
    last, and what follows that container is the page's foot.
    """
    if len(marks) < 2:
        return len(pieces)
    container_ends = [
        at for at, piece in enumerate(pieces) if isinstance(piece, ContainerEnd)
    ]
    if len(container_ends) != len(marks):
        return len(pieces)
    gaps = zip(container_ends, starts[1:], strict=False)
    if any(_words(pieces[end:start]) for end, start in gaps):
        return len(pieces)
    return container_ends[-1]


def _finished(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    blocks = [
        piece
        for piece in pieces
        if not isinstance(piece, Published | BackLink | ContainerEnd | LostLink)
    ]
    return tuple(_levelled(with_quotations(with_lone_lines_told(blocks))))


def _levelled(blocks: list[Block]) -> list[Block]:
    """Return the blocks with heading levels from 2 down without a gap."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    rank = {
        level: min(_HIGHEST_LEVEL + place, _LOWEST_LEVEL)
        for place, level in enumerate(levels)
    }
    return [
        Heading(rank[block.level], block.text) if isinstance(block, Heading) else block
        for block in blocks
    ]


def _words(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the words of what is left out, for the report."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Paragraph | Heading):
            lines.append(piece.text)
        elif not isinstance(piece, Published | BackLink | ContainerEnd | LostLink):
            lines += block_lines(piece)
    return tuple(dict.fromkeys(lines))
