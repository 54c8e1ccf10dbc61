"""Drawing with a few flat shapes and one palette, smooth at the edges."""

import io
from collections.abc import Sequence
from math import pi, sin
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
# Drawn at twice the size and scaled down: Pillow's shapes have hard edges.
SCALE = 2
COLOURS = 200

DEEP, TEAL, SEA, MIST = "#0f4a55", "#0f6b63", "#5f9ea0", "#cfe3e1"
PEACH, CLAY, SAND, CREAM = "#f0a58b", "#b9583c", "#f3d9b8", "#fbf4ea"
SUN, PLUM, LEAF, MOSS = "#f4c95d", "#5a3680", "#8fb573", "#4d7c57"
INK, WHITE = "#14212a", "#ffffff"
SKINS = ("#f1c9a5", "#8d5a3b", "#d9a074", "#5f3b28", "#e8b98f", "#b07a52")
HAIRS = ("#3b2417", "#1d1512", "#a8562b", "#20150f", "#c9a25a", "#6b6b70")

Point = tuple[float, float]


class Canvas:
    """A picture 1,200 by 675, counted from the top left."""

    def __init__(self, ground: str) -> None:
        size = (WIDTH * SCALE, HEIGHT * SCALE)
        self._image = Image.new("RGB", size, ground)
        self._draw: Any = ImageDraw.Draw(self._image)

    def sky(self, top: str, bottom: str) -> None:
        """Fill the whole with bands that go from one colour to the other."""
        bands = 24
        mixed = Image.new("RGB", (1, 2))
        mixed.putdata([_rgb(top), _rgb(bottom)])
        column = mixed.resize((1, bands), Image.Resampling.BILINEAR)
        filled = column.resize(self._image.size, Image.Resampling.NEAREST)
        self._image.paste(filled)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        round_: float = 0,
    ) -> None:
        shape = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rounded_rectangle(shape, radius=round_ * SCALE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.oval(x, y, radius, radius, fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        shape = [(x - across), (y - down), (x + across), (y + down)]
        self._draw.ellipse([n * SCALE for n in shape], fill=fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")

    def hill(
        self, base: float, rise: float, waves: float, shift: float, fill: str
    ) -> None:
        """A rolling line across the picture, filled down to the foot."""
        crest = [
            (x, base - rise * sin(shift + waves * 2 * pi * x / WIDTH))
            for x in range(0, WIDTH + 1, 8)
        ]
        self.shape([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], fill)

    def tree(self, x: float, y: float, size: float, fill: str = MOSS) -> None:
        """A round tree whose trunk stands at ``x``, ``y``."""
        self.box(x - size * 0.06, y - size * 0.55, size * 0.12, size * 0.55, CLAY)
        self.oval(x, y - size * 0.85, size * 0.38, size * 0.46, fill)

    def house(
        self, x: float, y: float, width: float, height: float, wall: str, roof: str
    ) -> None:
        """A gabled house standing on ``y``, with a door and windows."""
        self.box(x, y - height, width, height, wall)
        top = y - height - width * 0.45
        eaves = width * 0.08
        corners = [(x - eaves, y - height), (x + width / 2, top)]
        self.shape([*corners, (x + width + eaves, y - height)], roof)
        pane = width * 0.2
        for left in (0.16, 0.64):
            self.box(x + width * left, y - height * 0.8, pane, pane, CREAM)
        self.box(x + width * 0.4, y - height * 0.42, width * 0.2, height * 0.42, roof)

    def person(
        self,
        x: float,
        y: float,
        size: float,
        clothes: str,
        look: int,
        *,
        legs: bool = True,
    ) -> None:
        """Somebody ``size`` high who stands on ``y``; ``look`` varies skin and hair."""
        head = size * 0.12
        skin, hair = SKINS[look % len(SKINS)], HAIRS[look % len(HAIRS)]
        if legs:
            for left in (-0.095, 0.015):
                self.box(
                    x + size * left, y - size * 0.42, size * 0.08, size * 0.42, INK
                )
        top = y - size * 0.74
        self.box(x - size * 0.16, top, size * 0.32, size * 0.4, clothes, size * 0.11)
        self.box(x - size * 0.04, top - size * 0.06, size * 0.08, size * 0.1, skin)
        self.disc(x, top - head * 1.05, head * 1.12, hair)
        if look % 2:
            self.box(
                x - head * 1.1, top - head, head * 2.2, head * 1.1, hair, head * 0.4
            )
        self.oval(x, top - head * 0.85, head * 0.9, head * 0.92, skin)

    def as_png(self, name: str) -> "ContentFile[bytes]":
        """Return the picture as a small PNG file."""
        image = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        flat = image.quantize(COLOURS, dither=Image.Dither.NONE)
        file = io.BytesIO()
        flat.save(file, "PNG", optimize=True)
        return ContentFile(file.getvalue(), name=f"{name}.png")


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
