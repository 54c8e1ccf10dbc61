from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.directory.factories import TopicFactory
from tests.pages.factories import (
    NewsPageFactory,
    PolicyPageFactory,
    StandardPageFactory,
    StatementPageFactory,
    TopicPageFactory,
    heading,
    home_page,
    text,
    topic_index,
)

pytestmark = pytest.mark.django_db

NEXT_MONTH = f"{timezone.localdate() + timedelta(days=30):%-d %B %Y}, 10am to 2pm"


def test_long_page_lists_its_sections_and_leads_to_each(visitor):
    page = StandardPageFactory(
        body=[
            heading("One & only"),
            heading("Aside", level="3"),
            heading("Two"),
            heading("Three"),
        ]
    )

    shown = visitor.get(page.url)

    links = shown.select(".cw-contents a")
    assert [link.get_text() for link in links] == ["One & only", "Two", "Three"]
    assert all(shown.find(id=link["href"][1:]) for link in links)


def test_sections_of_the_same_name_get_addresses_of_their_own(visitor):
    page = StandardPageFactory(
        body=[heading("Contact"), heading("Who"), heading("Contact")]
    )

    shown = visitor.get(page.url)

    targets = [link["href"] for link in shown.select(".cw-contents a")]
    assert len(set(targets)) == 3
    assert all(shown.find(id=target[1:]) for target in targets)


def test_short_page_needs_no_contents(visitor):
    page = StandardPageFactory(body=[heading("One"), text("<p>Words.</p>")])

    assert visitor.get(page.url).select(".cw-contents") == []


def test_page_leads_to_the_pages_below_it_and_back_to_those_above(visitor):
    above = StandardPageFactory(title="Above")
    below = StandardPageFactory(title="Below", parent=above)
    StandardPageFactory(title="Draft", parent=above, live=False)

    shown_above, shown_below = visitor.get(above.url), visitor.get(below.url)

    listed = shown_above.select("#in-this-section")[0].parent.select("a")
    assert [link["href"] for link in listed] == [below.url]
    trail = [a["href"] for a in shown_below.select(".govuk-breadcrumbs a")]
    assert trail == ["/", above.url]


def test_statement_says_when_it_was_last_checked_and_stands_at_the_foot(visitor):
    statement = StatementPageFactory(checked_on=date(2025, 3, 1))

    shown = visitor.get(statement.url)

    assert "Last checked on 1 March 2025" in shown.get_text(" ", strip=True).replace(
        "Saturday ", ""
    )
    assert shown.select_one(f'footer a[href="{statement.url}"]')


def test_topic_page_gathers_what_is_current_about_it(visitor):
    topic = TopicFactory(name="Neglect")
    page = TopicPageFactory(topic=topic)
    NewsPageFactory(title="Course", topics=[topic], dates_in_words=NEXT_MONTH)
    NewsPageFactory(title="Other")
    PolicyPageFactory(title="Strategy", topics=[topic])

    shown = visitor.get(page.url)

    assert [a.get_text() for a in shown.select(".cw-card__title a")] == [
        "Course",
        "Strategy",
    ]
    assert shown.select_one(".cw-diary a").get_text() == "Course"
    assert visitor.get(topic_index().url).find("a", href=page.url)


def test_home_page_shows_whom_to_call_what_is_new_and_what_comes(visitor):
    home = home_page()
    home.urgent = "Call 999 if a child is in danger."
    home.save()
    NewsPageFactory(title="Course", dates_in_words=NEXT_MONTH)

    shown = visitor.get("/")

    assert "Call 999 if a child is in danger." in shown.get_text()
    assert [a.get_text() for a in shown.select(".cw-card__title a")] == ["Course"]
    assert shown.select_one(".cw-diary a").get_text() == "Course"
