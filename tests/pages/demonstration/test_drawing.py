"""Pictures are small, and the size that they say."""

from io import BytesIO

import pytest
from PIL import Image

from commonweal.pages.demonstration.drawing import CREAM, HEIGHT, WIDTH, Canvas
from commonweal.pages.demonstration.pictures import PICTURES

LARGEST = 40 * 1024


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_a_small_png(name):
    canvas = Canvas(CREAM)
    PICTURES[name][1](canvas)

    file = canvas.as_png(name)

    data = file.read()
    assert len(data) <= LARGEST
    image = Image.open(BytesIO(data))
    assert (file.name, image.format, image.size) == (
        f"{name}.png",
        "PNG",
        (WIDTH, HEIGHT),
    )
    assert len(image.convert("RGB").getcolors(maxcolors=1000)) > 10
