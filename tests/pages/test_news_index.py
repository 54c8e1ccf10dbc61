from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.directory.factories import AudienceFactory, TopicFactory
from tests.pages.factories import NewsPageFactory, news_index, text

pytestmark = pytest.mark.django_db

AHEAD = timezone.localdate() + timedelta(days=30)
PAST = datetime(2025, 6, 1, tzinfo=UTC)


def _titles(page):
    return [link.get_text() for link in page.select(".cw-card__title a")]


def _archived(**fields):
    return NewsPageFactory(shows="until", show_until=PAST, **fields)


def test_list_shows_current_news_pinned_first_then_newest(visitor):
    NewsPageFactory(title="Older", published_on=date(2025, 1, 1))
    NewsPageFactory(title="Newer", published_on=date(2025, 2, 1))
    NewsPageFactory(title="Pinned", published_on=date(2024, 1, 1), is_pinned=True)
    NewsPageFactory(title="Draft", live=False)
    NewsPageFactory(title="Ahead", published_on=date(2999, 1, 1))
    _archived(title="Over")

    page = visitor.get(news_index().url)

    assert _titles(page) == ["Pinned", "Newer", "Older"]


def test_list_is_narrowed_by_topic_and_by_audience_together(visitor):
    topic, audience = TopicFactory(slug="neglect"), AudienceFactory(slug="schools")
    NewsPageFactory(title="Both", topics=[topic], audiences=[audience])
    NewsPageFactory(title="Topic only", topics=[topic])
    NewsPageFactory(title="Audience only", audiences=[audience])

    url = news_index().url
    by_topic = visitor.get(url, {"topic": "neglect"})
    by_both = visitor.get(url, {"topic": "neglect", "audience": "schools"})

    assert set(_titles(by_topic)) == {"Both", "Topic only"}
    assert _titles(by_both) == ["Both"]
    removals = {chip["href"] for chip in by_both.select(".cw-filter__chip")}
    assert removals == {"?audience=schools", "?topic=neglect"}


def test_list_says_so_when_nothing_fits_and_where_to_look(visitor):
    TopicFactory(slug="neglect")
    NewsPageFactory()

    page = visitor.get(news_index().url, {"topic": "neglect"})

    assert "Nothing current fits" in page.get_text()
    assert page.find("a", href=f"{news_index().url}archive/")


@pytest.mark.parametrize(
    "query", ["?page=99", "?page=x", "?page=-1", "?topic=%00", "?topic="]
)
def test_list_answers_any_address_with_news(visitor, query):
    NewsPageFactory(title="Something")

    page = visitor.get(news_index().url + query)

    assert _titles(page) == ["Something"]


def test_list_shows_twenty_items_and_leads_on(visitor):
    for _ in range(21):
        NewsPageFactory()

    first = visitor.get(news_index().url)
    second = visitor.get(news_index().url, {"page": "2"})

    assert (len(_titles(first)), len(_titles(second))) == (20, 1)
    assert first.select_one('a[rel="next"]')["href"] == "?page=2"
    assert "page 2 of 2" in second.title.get_text()


def test_everything_current_stands_on_one_page(visitor):
    NewsPageFactory(title="First", body=[text("<p>Words of the first.</p>")])
    NewsPageFactory(title="Second", is_sensitive=True, body=[text("<p>Hidden.</p>")])
    _archived(title="Over")

    page = visitor.get(f"{news_index().url}all/")

    assert {h.get_text() for h in page.select("article h2")} == {"First", "Second"}
    assert "Words of the first." in page.get_text()
    assert "Hidden." not in page.get_text(), (
        "a sensitive item has a page with a way out"
    )


def test_archive_is_browsed_by_year_and_topic(visitor):
    topic = TopicFactory(slug="neglect")
    _archived(title="Last year", published_on=date(2024, 5, 1), topics=[topic])
    _archived(title="This year", published_on=date(2025, 5, 1))
    NewsPageFactory(title="Current")

    url = f"{news_index().url}archive/"
    every, year = visitor.get(url), visitor.get(f"{url}2024/")
    by_topic = visitor.get(url, {"topic": "neglect"})

    assert _titles(every) == ["This year", "Last year"]
    assert _titles(year) == _titles(by_topic) == ["Last year"]
    assert [a.get_text() for a in every.select('nav[aria-label="Years"] a')] == [
        "2025",
        "2024",
    ]
    visitor.get(f"{url}2019/", status=404)


def test_queries_of_the_list_stay_a_dozen_however_much_news_there_is(visitor):
    url = news_index().url
    counted = []
    for more in (3, 30):
        for number in range(more):
            NewsPageFactory(
                topics=[TopicFactory()],
                dates_in_words=f"{AHEAD + timedelta(days=number):%-d %B %Y}, 10am",
            )
        visitor.get(url)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(url)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 12


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("3", 3), ("02", 2), ("4", 3), ("-1", 3), ("9999999", 3)],
)
def test_number_of_a_page_leads_to_it_or_to_the_last(visitor, asked, number):
    for _ in range(41):
        NewsPageFactory()

    page = visitor.get(news_index().url, {"page": asked})

    assert f"page {number} of 3" in page.title.get_text()
    assert "41 items" in page.find(role="status").get_text()


def test_list_is_kept_no_longer_than_until_an_item_enters_or_leaves(visitor):
    soon = timezone.now() + timedelta(minutes=3)
    NewsPageFactory(shows="until", show_until=soon)

    leaving = visitor.fetch(news_index().url)
    NewsPageFactory(go_live_at=soon - timedelta(minutes=2))
    entering = visitor.fetch(news_index().url)

    ages = [
        int(response["Cache-Control"].split("max-age=")[1])
        for response in (leaving, entering)
    ]
    assert 120 < ages[0] <= 180
    assert 0 <= ages[1] <= 60


def test_empty_list_is_kept_no_longer_than_until_its_first_item_comes(visitor):
    NewsPageFactory(go_live_at=timezone.now() + timedelta(minutes=1))

    response = visitor.fetch(news_index().url)

    assert int(response["Cache-Control"].split("max-age=")[1]) <= 60
