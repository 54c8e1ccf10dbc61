import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.design.contrast import contrast, luminance, mix, stronger

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the grey that famously just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#aaaaaa", "#ffffff", 2.32),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_what_wcag_counts(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


@given(COLOURS, COLOURS)
def test_contrast_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_stronger_never_lowers_the_contrast(
    colour: str, other: str, share: float
) -> None:
    moved = stronger(colour, against=other, share=share)

    # Channels are whole numbers, so a hair may be lost in rounding.
    assert contrast(moved, other) >= contrast(colour, other) - 0.02


@pytest.mark.parametrize("text", ["", "#fff", "123456", "#12345g", "#1234567", "red"])
def test_luminance_refuses_what_is_not_a_colour(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        luminance(text)


def test_mix_gives_the_share_asked_for() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#0f4a55", "#ffffff", 0) == "#0f4a55"
