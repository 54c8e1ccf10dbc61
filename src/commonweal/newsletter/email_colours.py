"""The partnership's colours in an e-mail, on a light ground and on a dark one."""

from dataclasses import dataclass
from typing import Self

from commonweal.design.contrast import contrast, mix
from commonweal.design.palette import BODY_TEXT, PAGE, SECONDARY_TEXT, Palette

DARK_GROUND = "#0f1417"
DARK_SHEET = "#1a2126"
DARK_BOX = "#28323a"
STEPS = 20
# On a dark ground thin letters need more than WCAG's 4.5 to 1 to be read with ease.
PLAIN = 7.0


@dataclass(frozen=True, slots=True)
class Colours:
    """What an e-mail is drawn with. Text stands out from sheet and box: 4.5 to 1."""

    ground: str
    sheet: str
    box: str
    line: str
    text: str
    quiet: str
    link: str

    @classmethod
    def light(cls, palette: Palette) -> Self:
        """Colours whose contrast the brand's own form has made sure of."""
        return cls(
            ground=palette.surface_colour,
            sheet=PAGE,
            box=palette.surface_colour,
            line=mix(palette.surface_colour, palette.header_colour, 0.25),
            text=BODY_TEXT,
            quiet=SECONDARY_TEXT,
            link=palette.link_colour,
        )

    @classmethod
    def dark(cls, palette: Palette) -> Self:
        return cls(
            ground=DARK_GROUND,
            sheet=DARK_SHEET,
            box=DARK_BOX,
            line=mix(DARK_SHEET, "#ffffff", 0.3),
            text="#eef2f4",
            quiet="#bfc9ce",
            link=lightened(palette.link_colour, against=DARK_BOX),
        )


def lightened(colour: str, *, against: str) -> str:
    """Return ``colour`` with as little white in it as makes it readable on a dark
    ground."""
    shades = (mix(colour, "#ffffff", n / STEPS) for n in range(STEPS + 1))
    return next(shade for shade in shades if contrast(shade, against) >= PLAIN)
