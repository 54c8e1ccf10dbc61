"""How well two colours can be told apart, as WCAG 2.2 counts it.

Sources: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import re

TEXT = 4.5
"""Least ratio for text (success criterion 1.4.3, level AA)."""

NON_TEXT = 3.0
"""Least ratio for lines and shapes that carry meaning (1.4.11, level AA)."""

HEX_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21.

    The order does not matter. Colours are written "#rrggbb".

    Raises:
        ValueError: one of them is not written so.
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb": 0 for black, 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` (0 to 1) of ``other`` mixed in."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(
        f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs
    )


def stronger(colour: str, *, against: str, share: float) -> str:
    """Return ``colour`` moved away from ``against``: darker under light text,
    lighter under dark text. The contrast of the two never falls."""
    darken = luminance(colour) <= luminance(against)
    return mix(colour, "#000000" if darken else "#ffffff", share)


def _channels(colour: str) -> tuple[int, int, int]:
    if not HEX_COLOUR.match(colour.lower()):
        raise ValueError(f"{colour!r} is not a colour written like #1d70b8")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    # sRGB transfer function, with the threshold corrected in May 2021.
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
