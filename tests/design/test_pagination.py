import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from commonweal.design.pagination import page_address, page_numbers


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (1, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, None, 9]),
        (2, 9, [1, 2, 3, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (6, 9, [1, None, 5, 6, 7, 8, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_page_numbers_are_those_of_the_govuk_pattern(
    current: int, last: int, numbers: list[int | None]
) -> None:
    assert page_numbers(current, last) == numbers


@given(st.integers(1, 300), st.integers(1, 300))
def test_page_numbers_rise_show_the_ends_and_hide_two_or_more(
    one: int, other: int
) -> None:
    current, last = sorted((one, other))

    numbers = page_numbers(current, last)

    shown = [number for number in numbers if number is not None]
    assert shown == sorted(set(shown))
    assert {1, current, last} <= set(shown)
    for i, number in enumerate(numbers):
        if number is None:
            before, after = numbers[i - 1], numbers[i + 1]
            assert before is not None
            assert after is not None
            assert after - before > 2


def test_page_address_keeps_the_other_arguments() -> None:
    query = QueryDict("topic=neglect&page=3&topic=online")

    assert page_address(query, param="page", number=4) == (
        "?topic=neglect&topic=online&page=4"
    )
    assert page_address(query, param="page", number=1) == "?topic=neglect&topic=online"
    assert page_address(QueryDict("page=2"), param="page", number=1) == "./"


def test_pagination_marks_the_current_page_and_its_neighbours() -> None:
    html = _render(
        "{% pagination page %}", "/?q=a%22b", Paginator(range(90), 10).page(5)
    )

    nav = BeautifulSoup(html, "html.parser").nav
    assert nav is not None
    links = [(a.get_text(), a["href"], a.get("rel")) for a in nav.find_all("a")]
    assert links == [
        ("Previous page", "?q=a%22b&page=4", ["prev"]),
        ("1", "?q=a%22b", None),
        ("4", "?q=a%22b&page=4", None),
        ("5", "?q=a%22b&page=5", None),
        ("6", "?q=a%22b&page=6", None),
        ("9", "?q=a%22b&page=9", None),
        ("Next page", "?q=a%22b&page=6", ["next"]),
    ]
    assert [a.get_text() for a in nav.select("[aria-current=page]")] == ["5"]
    assert next(a["aria-label"] for a in nav.select("li a")) == "Page 1"


def test_pagination_shows_nothing_when_there_is_one_page() -> None:
    assert _render("{% pagination page %}", "/", Paginator(range(9), 10).page(1)) == ""


def _render(source: str, address: str, page: object) -> str:
    request = RequestFactory().get(address)
    return Template(source).render(Context({"page": page, "request": request}))
