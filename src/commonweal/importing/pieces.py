"""What both readers give: blocks, and between them the marks that tell where
one news item ends and the next begins."""

from dataclasses import dataclass
from datetime import date

from commonweal.importing.blocks import Block


@dataclass(frozen=True, slots=True)
class Published:
    """A line "Published 16 April 2025.". ``on`` is None when the line is
    meant as one but names no day that exists."""

    on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class BackLink:
    """ "Back to list of news": the item above it is over."""


@dataclass(frozen=True, slots=True)
class ContainerEnd:
    """The end of the markup that holds one item's "Published" line and no
    other's. Only saved HTML has it."""


@dataclass(frozen=True, slots=True)
class LostLink:
    """The block before this held a link whose address is not in the file."""

    text: str


Piece = Block | Published | BackLink | ContainerEnd | LostLink
