"""A partnership's colours: their names, what must stand out from what, the CSS."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from math import floor

from commonweal.design.contrast import (
    NON_TEXT,
    TEXT,
    contrast,
    luminance,
    mix,
    stronger,
)

PAGE = "#ffffff"
BODY_TEXT = "#14212a"
SECONDARY_TEXT = "#46525a"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours a partnership may choose, each written "#rrggbb"."""

    header_colour: str = "#0f4a55"
    header_text_colour: str = "#ffffff"
    accent_colour: str = "#f0a58b"
    link_colour: str = "#0b5c75"
    link_hover_colour: str = "#06323f"
    link_visited_colour: str = "#5a3680"
    button_colour: str = "#0f6b63"
    button_text_colour: str = "#ffffff"
    focus_colour: str = "#ffdd00"
    focus_text_colour: str = "#0b0c0c"
    surface_colour: str = "#eff5f4"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page, in the words of the settings form.

    ``field`` and ``ground_field`` name a field of ``Palette``, or are empty
    when the colour is fixed.
    """

    field: str
    words: str
    ground_field: str
    ground_words: str
    least: float = TEXT
    fixed: str = ""
    ground_fixed: str = ""

    def colours(self, palette: Palette) -> tuple[str, str]:
        """Return the two colours as they stand in ``palette``."""
        front = self.fixed or getattr(palette, self.field)
        ground = self.ground_fixed or getattr(palette, self.ground_field)
        return front, ground


def _on_page(field: str, words: str, least: float = TEXT) -> Pair:
    return Pair(field, words, "", "page background", least, ground_fixed=PAGE)


def _on_surface(field: str, words: str) -> Pair:
    return Pair(field, words, "surface_colour", "tinted box")


PAIRS = (
    Pair("header_text_colour", "header text", "header_colour", "header"),
    Pair("accent_colour", "accent", "header_colour", "header", NON_TEXT),
    _on_page("link_colour", "link colour"),
    _on_surface("link_colour", "link colour"),
    _on_page("link_hover_colour", "link colour under the pointer"),
    _on_surface("link_hover_colour", "link colour under the pointer"),
    _on_page("link_visited_colour", "visited link colour"),
    _on_surface("link_visited_colour", "visited link colour"),
    Pair("button_text_colour", "button text", "button_colour", "button"),
    _on_page("button_colour", "button", NON_TEXT),
    _on_page("header_colour", "header colour used for lines", NON_TEXT),
    Pair("focus_text_colour", "text in focus", "focus_colour", "focus highlight"),
    _on_page("focus_text_colour", "line under text in focus", NON_TEXT),
    Pair("", "body text", "surface_colour", "tinted box", fixed=BODY_TEXT),
    Pair("", "secondary text", "surface_colour", "tinted box", fixed=SECONDARY_TEXT),
)


def problems(palette: Palette) -> Iterator[tuple[str, str]]:
    """Yield the field to change and a sentence for each pair too much alike.

    Of the two colours, the field is the one that can be changed without
    upsetting a pair in order.
    """
    for pair in PAIRS:
        front, ground = pair.colours(palette)
        ratio = contrast(front, ground)
        if ratio >= pair.least:
            continue
        field, advice = _advice(pair, front, ground)
        yield (
            field,
            f"{_capital(pair.words)} {front} on {pair.ground_words} {ground} has a "
            f"contrast of {_short(ratio)} to 1; at least {pair.least:g} to 1 is "
            f"needed. {advice}",
        )


def _advice(pair: Pair, front: str, ground: str) -> tuple[str, str]:
    """Return which field to change and how; one of the two always can be."""
    ways = [
        (pair.field, pair.words, front, ground),
        (pair.ground_field, pair.ground_words, ground, front),
    ]
    if pair.ground_field == "surface_colour" and contrast(front, PAGE) >= pair.least:
        # It is right on the page, so the tinted box has to give way.
        ways.reverse()
    field, words, mine, theirs = next(way for way in ways if way[0])
    darken = luminance(mine) <= luminance(theirs)
    if contrast("#000000" if darken else "#ffffff", theirs) < pair.least:
        # Even black or white would not do, so it has to cross over. One of
        # the two always stands out: 4.58 to 1 at the worst.
        darken = not darken
    return field, _choose("darker" if darken else "lighter", words)


def _choose(direction: str, words: str) -> str:
    return f"Choose a {direction} {words if 'colour' in words else words + ' colour'}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _short(ratio: float) -> str:
    """Rounded down, so that a ratio just too small never reads as enough."""
    return f"{floor(ratio * 10) / 10:.1f}"


def css_for(palette: Palette) -> str:
    """Return the style sheet that gives a page these colours."""
    header, button = palette.header_colour, palette.button_colour
    footer = stronger(header, against=palette.header_text_colour, share=0.28)
    properties = {
        "--govuk-brand-colour": header,
        "--govuk-link-colour": palette.link_colour,
        "--govuk-link-hover-colour": palette.link_hover_colour,
        "--govuk-link-visited-colour": palette.link_visited_colour,
        "--govuk-focus-colour": palette.focus_colour,
        "--govuk-focus-text-colour": palette.focus_text_colour,
        "--govuk-surface-background-colour": palette.surface_colour,
        "--govuk-surface-border-colour": mix(palette.surface_colour, header, 0.25),
        "--govuk-template-background-colour": footer,
        "--cw-header-text-colour": palette.header_text_colour,
        "--cw-accent-colour": palette.accent_colour,
        "--cw-button-colour": button,
        "--cw-button-text-colour": palette.button_text_colour,
        "--cw-button-hover-colour": stronger(
            button, against=palette.button_text_colour, share=0.2
        ),
        "--cw-button-shadow-colour": mix(button, "#000000", 0.45),
        "--cw-footer-colour": footer,
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f":root {{\n{lines}}}\n"


def digest_of(palette: Palette) -> str:
    """Return 12 hexadecimal digits that change when the style sheet does."""
    return sha256(css_for(palette).encode()).hexdigest()[:12]


FIELD_NAMES = tuple(field.name for field in fields(Palette))
DEFAULT = Palette()
DEFAULTS: dict[str, str] = asdict(DEFAULT)
