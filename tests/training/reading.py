"""Reading the public pages of training as a visitor does, at ``NOW`` unless told."""

from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag

from commonweal.training.models import Level
from tests.conftest import Visitor
from tests.pages.moments import visitor_at

AT = (2026, 4, 20, 10)
TODAY = date(2026, 4, 20)


def visitor(*moment: int) -> Visitor:
    return visitor_at(*(moment or AT))


def read(address: str, fields: dict[str, Any] | None = None) -> BeautifulSoup:
    return visitor().get(address, fields)


def warm_up() -> None:
    """Let the site be looked up, as each process does once a minute, before queries
    are counted."""
    read("/training/which-course/")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def cards(page: BeautifulSoup) -> dict[str, str]:
    """Return the titles of the cards, each with what is said of its next date."""
    return {
        text(card.select_one(".cw-card__title")): text(
            card.select_one(".cw-card__when")
        )
        for card in page.select(".cw-card")
    }


def titles(page: BeautifulSoup) -> list[str]:
    return list(cards(page))


def tags(page: BeautifulSoup, title: str) -> list[str]:
    """Return the tags on the card with that title."""
    (card,) = (
        card
        for card in page.select(".cw-card")
        if text(card.select_one(".cw-card__title")) == title
    )
    return [text(tag) for tag in card.select(".govuk-tag")]


def dates(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return (when, how it stands) of each date in a list."""
    return [
        (text(row.select_one(".cw-session__when")), text(row.select_one(".govuk-tag")))
        for row in page.select(".cw-session")
    ]


def facts(page: BeautifulSoup) -> dict[str, str]:
    """Return every row of the summary lists."""
    return {
        text(row.dt): text(row.dd) for row in page.select(".govuk-summary-list__row")
    }


def level(number: int) -> Level:
    return Level.objects.get_or_create(
        slug=f"level-{number}",
        defaults={"name": f"Level {number}", "position": 10 * number},
    )[0]
