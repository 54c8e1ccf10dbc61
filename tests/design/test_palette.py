from dataclasses import replace

import pytest

from commonweal.design.contrast import NON_TEXT, TEXT, contrast
from commonweal.design.palette import (
    DEFAULT,
    PAIRS,
    Palette,
    css_for,
    digest_of,
    problems,
)


def test_default_colours_pass_their_own_check() -> None:
    assert list(problems(DEFAULT)) == []


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"button_text_colour": "#0f6b63"},
            "button_text_colour",
            "Button text #0f6b63 on button #0f6b63 has a contrast of 1.0 to 1; at "
            "least 4.5 to 1 is needed. Choose a lighter button text colour.",
        ),
        (
            {"header_colour": "#bbbbbb", "accent_colour": "#222222"},
            "header_text_colour",
            "Header text #ffffff on header #bbbbbb has a contrast of 1.9 to 1; at "
            "least 4.5 to 1 is needed. Choose a darker header text colour.",
        ),
        (
            {"accent_colour": "#0f4a55"},
            "accent_colour",
            "Accent #0f4a55 on header #0f4a55 has a contrast of 1.0 to 1; at least "
            "3 to 1 is needed. Choose a lighter accent colour.",
        ),
        (
            {"focus_colour": "#000000"},
            "focus_text_colour",
            "Text in focus #0b0c0c on focus highlight #000000 has a contrast of 1.0 "
            "to 1; at least 4.5 to 1 is needed. Choose a lighter text in focus colour.",
        ),
        (
            {"surface_colour": "#000000"},
            "surface_colour",
            "Body text #14212a on tinted box #000000 has a contrast of 1.2 to 1; at "
            "least 4.5 to 1 is needed. Choose a lighter tinted box colour.",
        ),
    ],
)
def test_problems_name_the_pair_the_ratio_and_the_way_out(
    change: dict[str, str], field: str, sentence: str
) -> None:
    assert (field, sentence) in list(problems(replace(DEFAULT, **change)))


def test_problems_name_both_grounds_of_a_pale_link() -> None:
    pale = replace(DEFAULT, link_colour="#aaaaaa")

    assert list(problems(pale)) == [
        (
            "link_colour",
            "Link colour #aaaaaa on page background #ffffff has a contrast of 2.3 to "
            "1; at least 4.5 to 1 is needed. Choose a darker link colour.",
        ),
        (
            "link_colour",
            "Link colour #aaaaaa on tinted box #eff5f4 has a contrast of 2.1 to 1; at "
            "least 4.5 to 1 is needed. Choose a darker link colour.",
        ),
    ]


def test_problems_round_down_so_that_a_near_miss_does_not_read_as_enough() -> None:
    near = replace(DEFAULT, link_visited_colour="#777777")

    sentences = [sentence for _, sentence in problems(near)]

    assert "has a contrast of 4.4 to 1; at least 4.5 to 1 is needed." in sentences[0]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.words}/{pair.least}")
def test_each_pair_asks_for_a_ratio_that_wcag_knows(pair: object) -> None:
    assert getattr(pair, "least") in {TEXT, NON_TEXT}  # noqa: B009


def test_css_derives_a_footer_and_a_hover_that_keep_their_text_readable() -> None:
    light = Palette(
        header_colour="#ffd966",
        header_text_colour="#000000",
        button_colour="#9fd8cb",
        button_text_colour="#000000",
    )

    css = css_for(light)

    assert contrast(_value(css, "--cw-footer-colour"), "#000000") >= TEXT
    assert contrast(_value(css, "--cw-button-hover-colour"), "#000000") >= TEXT


def test_digest_changes_with_any_colour() -> None:
    assert digest_of(DEFAULT) == digest_of(Palette())
    assert digest_of(DEFAULT) != digest_of(replace(DEFAULT, accent_colour="#ffffff"))


def _value(css: str, name: str) -> str:
    return css.split(f"{name}: ")[1].split(";")[0]
