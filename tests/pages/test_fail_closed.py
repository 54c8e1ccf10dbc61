"""An item shows everywhere from one moment until another, whatever has run."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import Visitor
from tests.pages.factories import (
    CalendarPageFactory,
    NewsPageFactory,
    SearchPageFactory,
    home_page,
)
from tests.pages.moments import visitor_at

pytestmark = pytest.mark.django_db

TITLE = "Zebra crossing"
BEFORE, BEGUN = (2026, 6, 7, 23, 59, 59), (2026, 6, 8)
LAST, OVER = (2026, 6, 16, 10, 59, 59), (2026, 6, 16, 11)


def on_page(address: str) -> Callable[[Visitor], bool]:
    """Ask whether a page names the item."""
    return lambda visitor: TITLE in visitor.get(address).main.get_text()


def in_file(address: str, words: str = TITLE) -> Callable[[Visitor], bool]:
    """Ask whether a file names the item."""
    return lambda visitor: words in visitor.fetch(address).content.decode()


@pytest.fixture(autouse=True)
def _site() -> None:
    home_page()
    CalendarPageFactory.create()
    SearchPageFactory.create()
    NewsPageFactory.create(
        title=TITLE,
        published_on=date(2026, 6, 8),
        dates_in_words="Tuesday 16 June 2026, 10am to 11am",
    )


@pytest.mark.parametrize(
    "shows",
    [
        on_page("/"),
        on_page("/news/"),
        on_page("/news/all/"),
        on_page("/calendar/list/"),
        in_file("/news/feed.rss"),
        in_file("/news/feed.atom"),
        in_file("/news/feed.json"),
        in_file("/sitemap.xml", "/news/zebra-crossing/"),
        lambda visitor: bool(
            visitor.get("/search/?q=zebra").select("a[href*=zebra-crossing]")
        ),
    ],
    ids=["home", "news", "all", "to-come", "rss", "atom", "json", "sitemap", "search"],
)
def test_item_shows_from_its_moment_until_it_is_over(
    shows: Callable[[Visitor], bool],
) -> None:
    seen = [shows(visitor_at(*moment)) for moment in (BEFORE, BEGUN, LAST, OVER)]

    assert seen == [False, True, True, False]


@pytest.mark.parametrize(
    "shows",
    [on_page("/calendar/2026/6/"), in_file("/calendar/feed.ics")],
    ids=["month", "whole-calendar"],
)
def test_past_occasion_keeps_its_place_in_the_calendar(
    shows: Callable[[Visitor], bool],
) -> None:
    seen = [shows(visitor_at(*moment)) for moment in (BEFORE, BEGUN, LAST, OVER)]

    assert seen == [False, True, True, True]


def test_address_and_dates_of_an_expired_item_keep_answering() -> None:
    visitor = visitor_at(*OVER)

    page = visitor.get("/news/zebra-crossing/")

    assert "Archived" in page.main.get_text()
    assert b"Zebra" in visitor.fetch("/news/zebra-crossing/dates.ics").content


def test_every_answer_is_to_be_asked_again_by_the_next_moment() -> None:
    addresses = [
        "/news/",
        "/calendar/",
        "/calendar/feed.ics",
        "/news/feed.rss",
        "/sitemap.xml",
    ]

    kept = []
    for address in addresses:
        response = visitor_at(2026, 6, 16, 10, 58).client.get(address)
        kept.append(response["Cache-Control"])

    assert kept == ["public, max-age=120"] * len(addresses)
