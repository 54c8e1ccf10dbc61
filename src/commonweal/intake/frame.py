"""What stands around the right door's pages: kept with it, so that nothing is looked up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link at the foot."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture beside the name, and the words that stand for it."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A partnership's name, logo and colours, and the links at the foot.

    Attributes:
        colours: its style sheet; empty when the colours are the usual ones.
        foot: the statements that the law wants on every page, among others.
    """

    name: str = "Safeguarding Children Partnership"
    strapline: str = ""
    logo: Logo | None = None
    header_colour: str = "#0f4a55"
    colours: str = ""
    foot: tuple[Link, ...] = ()
