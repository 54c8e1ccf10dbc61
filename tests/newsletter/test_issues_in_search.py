"""Issues among the results of the site's search."""

import pytest

from tests.newsletter.reading_scene import IssueFactory, ItemFactory
from tests.pages.factories import SearchPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(visitor):
    SearchPageFactory.create()

    def found(words):
        page = visitor.get("/search/", {"q": words})
        return [a.get_text() for a in page.select(".cw-card__title a")]

    return found


@pytest.mark.parametrize(
    "words",
    ["newsletter", "October newsletter", "places on training", "cave", "newsl"],
)
def test_search_finds_an_issue_by_its_own_words(found, words):
    IssueFactory(
        sent=True,
        title="October 2026",
        subject="Places on our training",
        leader_words="Notes from the cave.",
    )

    assert found(words) == ["October 2026"]


def test_search_does_not_find_an_issue_by_what_it_tells_of(found):
    issue = IssueFactory(sent=True)
    ItemFactory(issue=issue, title="Exploitation")

    assert found("exploitation") == []


@pytest.mark.parametrize("fields", [{}, {"sent": True, "is_listed": False}])
def test_search_finds_no_issue_that_is_not_in_the_archive(found, fields):
    IssueFactory(**fields)

    assert found("newsletter") == []


def test_search_shows_the_latest_issue_first_and_leads_to_its_page(visitor):
    SearchPageFactory.create()
    IssueFactory(sent=True, title="September", frozen_at="2026-09-30T09:00:00Z")
    IssueFactory(sent=True, title="October", slug="october")

    page = visitor.get("/search/", {"q": "newsletter"})

    cards = page.select(".cw-card")
    assert [card.select_one("a").get_text() for card in cards] == [
        "October",
        "September",
    ]
    assert cards[0].select_one("a")["href"] == "/newsletter/october/"
    assert "Newsletter" in cards[0].get_text()
