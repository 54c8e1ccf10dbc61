"""The calendar's pages: a month, and everything to come."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.pages.models.calendar import first_of_month
from tests.directory.factories import AudienceFactory, TopicFactory
from tests.pages.factories import CalendarPageFactory, NewsPageFactory
from tests.pages.moments import visitor_at

pytestmark = pytest.mark.django_db

NOON = (2026, 6, 10, 12)
PUBLISHED = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _calendar() -> None:
    CalendarPageFactory.create()


def item(title: str, words: str, **fields: object) -> None:
    NewsPageFactory.create(
        title=title, dates_in_words=words, published_on=PUBLISHED, **fields
    )


def grid(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the entries in words of each day in the grid that has any."""
    days = {}
    for cell in page.select(".cw-calendar__day--busy"):
        number = cell.select_one(".cw-calendar__number")
        assert number is not None
        days[number.get_text(" ", strip=True).split()[0]] = [
            " ".join(link.get_text(" ").split()) for link in cell.select("li a")
        ]
    return days


def agenda(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Return the days of the list with their entries in words."""
    return [
        (
            " ".join(day.select_one(".cw-agenda__date").get_text(" ").split()),
            [
                " ".join(entry.get_text(" ").split())
                for entry in day.select(".cw-agenda__entry")
            ],
        )
        for day in page.select(".cw-agenda__day")
    ]


def test_calendar_shows_the_month_of_the_moment_with_its_neighbours() -> None:
    page = visitor_at(*NOON).get("/calendar/")

    assert page.caption.get_text() == "June 2026"
    steps = [(a["rel"], a["href"]) for a in page.select(".cw-calendar__bar a")]
    assert steps == [(["prev"], "/calendar/2026/5/"), (["next"], "/calendar/2026/7/")]


def test_calendar_marks_today_in_words() -> None:
    page = visitor_at(*NOON).get("/calendar/")

    today = page.select("td[aria-current=date]")
    assert [" ".join(cell.get_text().split()) for cell in today] == ["10 Today"]


def test_event_stands_on_its_day_in_grid_and_list_and_leads_to_its_item() -> None:
    item("Signs of Safety", "Tuesday 16 June 2026, 10am to 11.30am")

    page = visitor_at(*NOON).get("/calendar/2026/6/")

    assert grid(page) == {"16": ["10am to 11:30am Signs of Safety"]}
    assert agenda(page) == [("Tuesday 16 June", ["10am to 11:30am Signs of Safety"])]
    assert page.select_one("#day-2026-06-16") is not None
    assert page.select_one(".cw-calendar__number[href='#day-2026-06-16']") is not None
    links = page.select(".cw-calendar li a, .cw-agenda__entry a")
    assert {link["href"] for link in links} == {"/news/signs-of-safety/"}


def test_period_spans_its_days_and_is_listed_once() -> None:
    item("Carers Week", "Monday 8 to Thursday 11 June 2026")

    page = visitor_at(*NOON).get("/calendar/2026/6/")

    assert grid(page) == {
        "8": ["Until 11 June Carers Week"],
        "9": ["Until 11 June Carers Week"],
        "10": ["Until 11 June Carers Week"],
        "11": ["Last day Carers Week"],
    }
    assert agenda(page) == [("Monday 8 June", ["Until 11 June Carers Week"])]
    targets = {a["href"] for a in page.select("a.cw-calendar__number")}
    assert targets == {"#day-2026-06-08"}


def test_period_across_two_months_stands_in_both() -> None:
    item("Safer summer", "Monday 29 June to Thursday 2 July 2026")

    june = visitor_at(*NOON).get("/calendar/2026/6/")
    july = visitor_at(*NOON).get("/calendar/2026/7/")

    assert list(grid(june)) == ["29", "30"]
    assert grid(july) == {
        "1": ["Until 2 July Safer summer"],
        "2": ["Last day Safer summer"],
    }
    assert agenda(july) == [("Wednesday 1 July", ["Until 2 July Safer summer"])]


def test_deadline_says_that_it_closes() -> None:
    item("Audit returns", "Closes 5pm on Friday 19 June 2026")
    item("Survey", "Closes Monday 22 June 2026")

    page = visitor_at(*NOON).get("/calendar/2026/6/")

    assert grid(page) == {"19": ["Closes 5pm Audit returns"], "22": ["Closes Survey"]}


def test_deadline_at_midnight_belongs_to_the_day_it_ends() -> None:
    item("Bids", "Closes midnight on Tuesday 30 June 2026")

    june = visitor_at(*NOON).get("/calendar/2026/6/")
    july = visitor_at(*NOON).get("/calendar/2026/7/")

    assert grid(june) == {"30": ["Closes midnight Bids"]}
    assert grid(july) == {}


def test_past_entry_is_said_to_be_past_and_keeps_its_month() -> None:
    item("Briefing", "Tuesday 2 June 2026, 10am to 11am")

    page = visitor_at(*NOON).get("/calendar/2026/6/")

    assert agenda(page) == [("Tuesday 2 June", ["10am to 11am Briefing (past)"])]


@pytest.mark.parametrize(
    "address",
    ["/calendar/2009/12/", "/calendar/2032/1/", "/calendar/2026/13/", "/calendar/0/1/"],
)
def test_month_out_of_range_does_not_exist(address: str) -> None:
    response = visitor_at(*NOON).client.get(address)

    assert response.status_code == 404


def test_calendar_ends_where_its_range_ends() -> None:
    last = visitor_at(*NOON).get("/calendar/2031/12/")
    first = visitor_at(*NOON).get("/calendar/2010/1/")

    assert [a["rel"] for a in last.select(".cw-calendar__bar a")] == [["prev"]]
    assert [a["rel"] for a in first.select(".cw-calendar__bar a")] == [["next"]]


@pytest.mark.parametrize(
    ("address", "rules"),
    [
        ("/calendar/", []),
        ("/calendar/2026/6/", []),
        ("/calendar/2026/7/", []),
        ("/calendar/2026/8/", ["noindex"]),
    ],
)
def test_only_empty_months_are_kept_from_search_engines(
    address: str, rules: list[str]
) -> None:
    item("Summer school", "Wednesday 15 July 2026, 9am to 4pm")

    page = visitor_at(*NOON).get(address)

    assert [tag["content"] for tag in page.select("meta[name=robots]")] == rules


def test_list_holds_what_is_on_and_what_comes_by_month() -> None:
    item("Carers Week", "Monday 8 to Thursday 11 June 2026")
    item("Briefing", "Tuesday 2 June 2026, 10am to 11am\nWednesday 8 July 2026, 2pm")
    item("This morning", "Wednesday 10 June 2026, 9am to 10am")
    item("Tonight", "Wednesday 10 June 2026, 6pm to 7pm")

    page = visitor_at(*NOON).get("/calendar/list/")

    on_now = page.select_one(".cw-agenda__entries--on-now")
    assert " ".join(on_now.get_text(" ").split()) == "Until 11 June Carers Week"
    assert agenda(page) == [
        ("Wednesday 10 June Today", ["6pm to 7pm Tonight"]),
        ("Wednesday 8 July", ["2pm Briefing"]),
    ]


def test_calendar_narrows_by_topic_and_audience_and_keeps_the_choice() -> None:
    topic = TopicFactory.create(name="Neglect", slug="neglect")
    audience = AudienceFactory.create(name="Schools", slug="schools")
    item("Both", "Tuesday 16 June 2026", topics=[topic], audiences=[audience])
    item("Topic only", "Tuesday 16 June 2026", topics=[topic])
    item("Neither", "Tuesday 16 June 2026")

    page = visitor_at(*NOON).get("/calendar/2026/6/?topic=neglect&audience=schools")

    assert grid(page) == {"16": ["Both"]}
    following = page.select_one("a[rel=next]")
    assert following["href"] == "/calendar/2026/7/?topic=neglect&audience=schools"


def test_list_narrows_and_an_unknown_topic_narrows_nothing() -> None:
    topic = TopicFactory.create(name="Neglect", slug="neglect")
    item("Chosen", "Tuesday 16 June 2026", topics=[topic])
    item("Other", "Wednesday 17 June 2026")

    chosen = visitor_at(*NOON).get("/calendar/list/?topic=neglect")
    unknown = visitor_at(*NOON).get("/calendar/list/?topic=gone")

    assert agenda(chosen) == [("Tuesday 16 June", ["Chosen"])]
    assert len(agenda(unknown)) == 2


@pytest.mark.parametrize("address", ["/calendar/2026/6/", "/calendar/list/"])
def test_calendar_asks_the_same_number_of_queries_however_much_there_is(
    address: str,
) -> None:
    counts = []
    for number in (1, 12):
        for n in range(number):
            item(f"Item {number} {n}", f"Tuesday 16 June 2026, {n % 9 + 1}pm")
        visitor_at(*NOON).get(address)
        with CaptureQueriesContext(connection) as queries:
            visitor_at(*NOON).get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_calendar_may_be_kept_until_the_next_date_passes() -> None:
    item("Briefing", "Wednesday 10 June 2026, 11am to 12.02pm")

    visitor = visitor_at(*NOON)
    visitor.get("/calendar/")

    assert visitor.response["Cache-Control"] == "public, max-age=120"


def test_calendar_is_new_after_midnight() -> None:
    before, after = visitor_at(2026, 6, 9, 23, 59), visitor_at(2026, 6, 10)
    before.get("/calendar/")
    after.get("/calendar/")

    assert before.response["Cache-Control"] == "public, max-age=60"
    assert after.response["Last-Modified"] == "Tue, 09 Jun 2026 23:00:00 GMT"


def test_page_offers_to_subscribe_on_this_device_and_by_address() -> None:
    page = visitor_at(*NOON).get("/calendar/")

    subscribe = page.select_one(".cw-subscribe")
    assert subscribe.select_one("a[href='webcal://testserver/calendar/feed.ics']")
    assert subscribe.code.get_text() == "http://testserver/calendar/feed.ics"
    assert subscribe.select_one("a[href='/calendar/feed.ics']")


@pytest.mark.parametrize(
    ("months", "first"),
    [
        (0, date(2026, 1, 1)),
        (-1, date(2025, 12, 1)),
        (11, date(2026, 12, 1)),
        (12, date(2027, 1, 1)),
        (-24, date(2024, 1, 1)),
    ],
)
def test_first_of_month_counts_across_years(months: int, first: date) -> None:
    assert first_of_month(date(2026, 1, 31), months=months) == first
