"""Pictures for the demonstration: drawn here, so that they are nobody else's."""

from collections.abc import Callable
from math import cos, pi, sin

from wagtail.images.models import Image

from commonweal.pages.demonstration.drawing import (
    CLAY,
    CREAM,
    DEEP,
    HEIGHT,
    INK,
    LEAF,
    MIST,
    MOSS,
    PEACH,
    PLUM,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHITE,
    WIDTH,
    Canvas,
)


def draw_vale(canvas: Canvas) -> None:
    """Hills, a river and a small town at sunrise."""
    canvas.sky("#f7d9bf", "#fdf3e4")
    canvas.disc(850, 240, 78, SUN)
    canvas.hill(330, 46, 1.1, 0.6, MIST)
    canvas.hill(390, 40, 1.4, 2.2, SEA)
    town = ((330, 66, CREAM), (408, 52, SAND), (470, 74, WHITE), (556, 50, CREAM))
    for x, width, wall in (*town, (618, 62, SAND)):
        canvas.house(x, 452, width, width * 0.95, wall, CLAY)
    canvas.box(505, 300, 30, 150, SAND)
    canvas.shape([(499, 302), (520, 230), (541, 302)], DEEP)
    canvas.hill(470, 30, 1.0, 0.2, LEAF)
    river = [(742, 484), (690, 520), (770, 560), (560, HEIGHT), (880, HEIGHT)]
    canvas.shape([*river, (905, 560), (742, 518), (760, 484)], "#9cc7d0")
    for x, size in ((90, 150), (180, 110), (1010, 130), (1120, 170)):
        canvas.tree(x, 560, size, MOSS if size > 120 else TEAL)


def draw_centre(canvas: Canvas) -> None:
    """A community centre with people at its door."""
    canvas.sky("#dcebea", "#f6faf8")
    canvas.hill(420, 24, 1.5, 1.0, LEAF)
    canvas.box(240, 250, 720, 300, SAND)
    canvas.shape([(210, 254), (600, 120), (990, 254)], DEEP)
    canvas.disc(600, 205, 30, CREAM)
    canvas.line([(600, 205), (600, 186)], INK, 4)
    canvas.line([(600, 205), (614, 211)], INK, 4)
    for x in (290, 400, 730, 840):
        canvas.box(x, 310, 78, 110, CREAM, 6)
        canvas.line([(x + 39, 310), (x + 39, 420)], SEA, 4)
        canvas.line([(x, 362), (x + 78, 362)], SEA, 4)
    canvas.box(530, 340, 140, 210, TEAL, 8)
    canvas.line([(600, 345), (600, 550)], DEEP, 4)
    canvas.box(0, 550, WIDTH, HEIGHT, "#d8cdbb")
    canvas.shape([(500, 550), (700, 550), (820, HEIGHT), (380, HEIGHT)], CREAM)
    people = ((420, 190, PLUM, 0), (478, 130, PEACH, 2), (760, 200, TEAL, 1))
    for x, size, clothes, look in (*people, (830, 185, CLAY, 2)):
        canvas.person(x, 630, size, clothes, look)
    canvas.tree(110, 560, 210)
    canvas.tree(1100, 560, 230, TEAL)


def draw_workshop(canvas: Canvas) -> None:
    """Six people around a table, one of them at a flip chart."""
    canvas.box(0, 0, WIDTH, HEIGHT, MIST)
    canvas.box(0, 520, WIDTH, 155, "#b9cfcc")
    for x in (90, 930):
        canvas.box(x, 80, 180, 210, WHITE, 8)
        canvas.box(x + 12, 92, 156, 186, "#a9d0dc", 4)
    canvas.line([(505, 330), (470, 540)], INK, 8)
    canvas.line([(690, 330), (725, 540)], INK, 8)
    canvas.box(480, 90, 235, 260, WHITE, 6)
    for n, width in enumerate((150, 180, 120, 165)):
        canvas.box(508, 130 + n * 48, width, 14, (TEAL, SEA, PEACH, SEA)[n], 7)
    canvas.person(800, 545, 330, PLUM, 3)
    seats = ((180, TEAL, 0), (330, PEACH, 1), (600, SUN, 4), (990, CLAY, 5))
    for x, clothes, look in (*seats, (450, SEA, 2)):
        canvas.person(x, 620, 270, clothes, look, legs=False)
    canvas.box(60, 520, 1080, 46, SAND, 20)
    canvas.box(60, 552, 1080, 123, CLAY)
    for x in (150, 320, 470, 620, 960):
        canvas.box(x, 506, 74, 16, WHITE, 3)


def draw_staff(canvas: Canvas) -> None:
    """Staff in two rows with a banner."""
    canvas.sky("#cfe3e1", "#eff5f4")
    canvas.box(0, 120, WIDTH, 430, SAND)
    for x in range(60, WIDTH, 190):
        canvas.box(x, 170, 90, 150, "#bcd7dc", 4)
    canvas.box(0, 540, WIDTH, 135, "#c9bda9")
    back = (TEAL, PEACH, DEEP, SUN, PLUM, CLAY, SEA)
    for n, clothes in enumerate(back):
        canvas.person(190 + n * 138, 560, 300, clothes, n)
    canvas.box(120, 420, 960, 150, DEEP, 8)
    canvas.box(132, 432, 936, 126, CREAM, 6)
    for n in range(5):
        _star(canvas, 330 + n * 135, 496, 46)
    for x, clothes, look in ((92, CLAY, 3), (1108, PEACH, 2)):
        canvas.person(x, 640, 320, clothes, look)


def _star(canvas: Canvas, x: float, y: float, size: float) -> None:
    points = [
        (
            x + size * (1 if n % 2 == 0 else 0.42) * sin(n * pi / 5),
            y - size * (1 if n % 2 == 0 else 0.42) * cos(n * pi / 5),
        )
        for n in range(10)
    ]
    canvas.shape(points, "#d9953b")


def draw_walk(canvas: Canvas) -> None:
    """Families walking along a path through a park."""
    canvas.sky("#cde6ee", "#f4f9f4")
    canvas.disc(180, 130, 56, SUN)
    for x, y in ((420, 110), (860, 150)):
        for step in (-46, 0, 46):
            canvas.oval(x + step, y - abs(step) * -0.2, 50, 26, WHITE)
    canvas.hill(360, 40, 1.2, 0.4, "#b9d7ae")
    canvas.hill(440, 26, 0.9, 2.6, LEAF)
    path = [(0, 600), (420, 520), (1200, 540), (1200, 610), (470, 590), (120, HEIGHT)]
    canvas.shape([*path, (0, HEIGHT)], SAND)
    for x, y, size in (
        (80, 470, 190),
        (250, 450, 140),
        (1010, 480, 210),
        (1130, 460, 150),
    ):
        canvas.tree(x, y, size, TEAL if size == 140 else MOSS)
    walkers = ((380, 210, CLAY, 1), (440, 130, SUN, 1), (497, 205, TEAL, 4))
    others = ((690, 215, PLUM, 5), (748, 150, PEACH, 3), (800, 110, SEA, 3))
    for x, size, clothes, look in (*walkers, *others, (860, 205, DEEP, 2)):
        canvas.person(x, 610, size, clothes, look)


def draw_telephone(canvas: Canvas) -> None:
    """Somebody on the telephone at night, a town's lit windows behind."""
    canvas.sky("#123c4a", "#2f6a75")
    canvas.disc(980, 130, 52, CREAM)
    for n, (x, height) in enumerate(((40, 240), (190, 330), (330, 270), (480, 200))):
        canvas.box(x, 520 - height, 130, height + 40, ("#0b333d", "#0d3a45")[n % 2])
        for row in range(height // 60):
            for column in range(2):
                lit = SUN if (row + column + n) % 3 == 0 else "#1e5360"
                canvas.box(
                    x + 24 + column * 52, 545 - height + row * 58, 30, 34, lit, 3
                )
    canvas.box(0, 545, WIDTH, 130, "#0b2a33")
    canvas.disc(840, 420, 210, "#2c7078")
    canvas.person(840, 690, 520, PEACH, 1, legs=False)
    canvas.box(757, 420, 166, 260, PEACH, 30)
    canvas.line([(772, 480), (740, 420), (776, 328)], "#e59a80", 36)
    canvas.box(766, 255, 26, 84, INK, 8)
    canvas.disc(776, 330, 19, "#8d5a3b")
    for n, radius in enumerate((26, 44, 62)):
        _waves(canvas, 742, 296, radius, (SUN, PEACH, MIST)[n])


def _waves(canvas: Canvas, x: float, y: float, radius: float, fill: str) -> None:
    arc = [
        (x - radius * cos(angle), y + radius * sin(angle))
        for angle in (n * pi / 24 - pi / 4 for n in range(13))
    ]
    canvas.line(arc, fill, 6)


def draw_young_people(canvas: Canvas) -> None:
    """Young people on a wall with speech bubbles above them."""
    canvas.sky("#fdeee2", "#fbf7f0")
    canvas.hill(470, 20, 1.6, 0.0, "#dbe8d2")
    canvas.box(80, 480, 1040, 90, CLAY, 10)
    for x in range(80, 1100, 104):
        canvas.box(x, 522, 100, 5, "#9c4830")
    canvas.box(0, 570, WIDTH, 105, "#d9d1c3")
    bubbles = ((210, 130, 150, TEAL), (470, 100, 170, PLUM), (760, 120, 150, CLAY))
    for x, y, width, fill in (*bubbles, (990, 105, 140, DEEP)):
        canvas.box(x - width / 2, y, width, 96, fill, 26)
        canvas.shape([(x - 18, y + 88), (x + 18, y + 88), (x - 6, y + 132)], fill)
        for n in (-1, 0, 1):
            canvas.disc(x + n * 32, y + 48, 9, CREAM)
    friends = ((210, SUN, 1), (400, TEAL, 2), (545, PEACH, 3), (750, SEA, 4))
    for x, clothes, look in (*friends, (985, PLUM, 0)):
        canvas.person(x, 560, 290, clothes, look, legs=False)
        for left in (-30, 8):
            canvas.box(x + left, 452, 24, 160, INK, 8)


PICTURES: dict[str, tuple[str, Callable[[Canvas], None]]] = {
    "vale": ("Aldermere and the Vale at sunrise", draw_vale),
    "centre": ("Mill Lane Centre", draw_centre),
    "workshop": ("A workshop around a table", draw_workshop),
    "staff": ("Staff with a banner of five stars", draw_staff),
    "walk": ("Families walking in the park", draw_walk),
    "telephone": ("On the telephone at night", draw_telephone),
    "young-people": ("Young people talking on a wall", draw_young_people),
}


def make_pictures() -> dict[str, Image]:
    """Draw and store every picture; return them by their short names."""
    made = {}
    for name, (title, draw) in PICTURES.items():
        canvas = Canvas(CREAM)
        draw(canvas)
        made[name] = Image.objects.create(
            title=title, description=f"{title}, drawn", file=canvas.as_png(name)
        )
    return made
