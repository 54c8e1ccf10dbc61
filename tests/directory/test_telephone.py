import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commonweal.directory.telephone import display, normalise, numbers_in


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("01632 960123", "+441632960123"),
        ("(01632) 960 123", "+441632960123"),
        ("01632-960-123", "+441632960123"),
        ("01632\u00a0960123", "+441632960123"),
        ("+44 1632 960123", "+441632960123"),
        ("+44 (0)1632 960123", "+441632960123"),
        ("0044 1632 960123", "+441632960123"),
        ("07700 900123", "+447700900123"),
        ("020 7946 0123", "+442079460123"),
        ("0808 157 0123", "+448081570123"),
        ("+353 20 912 3456", "+353209123456"),
        ("999", "999"),
        (" 9 9 9 ", "999"),
        ("101", "101"),
        ("111", "111"),
        ("18000", "18000"),
        ("116 123", "116123"),
        ("0800 1111", "+448001111"),
    ],
)
def test_normalise_holds_a_number_in_one_form(typed, held):
    assert normalise(typed) == held


@pytest.mark.parametrize(
    "typed",
    ["", "ring us", "12", "01632", "2027", "960123", "01632 960123 4567890", "@", "+"],
)
def test_normalise_refuses_what_cannot_be_dialled(typed):
    with pytest.raises(ValidationError, match="is not a telephone number"):
        normalise(typed)


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("+441632960123", "01632 960123"),
        ("+447700900123", "07700 900123"),
        ("+442079460123", "020 7946 0123"),
        ("+353209123456", "+353 20 912 3456"),
        ("+448001111", "0800 1111"),
        ("999", "999"),
        ("18000", "18000"),
        ("116123", "116 123"),
    ],
)
def test_display_shows_a_number_as_it_is_read_out(held, shown):
    assert display(held) == shown


@pytest.mark.parametrize("typed", ["01632 960123", "07700 900123", "101"])
def test_what_is_displayed_normalises_to_the_same_number(typed):
    held = normalise(typed)

    assert normalise(display(held)) == held


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        (
            "Ring 01632 960123, or 07700 900123 after 5pm.",
            [("01632 960123", "+441632960123"), ("07700 900123", "+447700900123")],
        ),
        ("(01632) 960123", [("(01632) 960123", "+441632960123")]),
        ("Call +44 1632 960123.", [("+44 1632 960123", "+441632960123")]),
        (
            "01632 960123\n01632 960124",
            [("01632 960123", "+441632960123"), ("01632 960124", "+441632960124")],
        ),
        ("Childline: 0800 1111.", [("0800 1111", "+448001111")]),
        ("On 01/02/2026 at 10am, room 0123", []),
        ("The reference is AB01632960123X", []),
        ("It cost 1,000,000 in 2026", []),
        ("", []),
    ],
)
def test_numbers_in_finds_the_numbers_of_prose(prose, found):
    assert list(numbers_in(prose)) == found


@given(st.text("0123456789 +()-\n a", max_size=80))
def test_numbers_in_quotes_the_text_and_gives_numbers_that_can_be_held(text):
    for typed, held in numbers_in(text):
        assert typed in text
        assert normalise(held) == held
