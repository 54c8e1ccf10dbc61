import pytest

from commonweal.directory.postcodes import district_of


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("YO24", "YO24"),
        ("yo24 4ab", "YO24"),
        ("Yo244aB", "YO24"),
        ("yo 24", "YO24"),
        ("YO1", "YO1"),
        ("YO1 7HH", "YO1"),
        ("EC1A 1BB", "EC1A"),
        ("W1A", "W1A"),
        ("M1 1AE", "M1"),
        ("B33 8TH", "B33"),
    ],
)
def test_district_is_the_first_half_of_a_postcode(typed, district):
    assert district_of(typed) == district


@pytest.mark.parametrize(
    "typed",
    ["", "York", "24", "Y024", "YO24 4A", "YO24 4ABC", "YO24' OR 1=1", "Y" * 500],
)
def test_what_is_no_postcode_has_no_district(typed):
    assert district_of(typed) == ""
