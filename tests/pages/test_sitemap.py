"""The sitemap, and that it forgets a page at the moment its time is over."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.pages.factories import (
    CalendarPageFactory,
    NewsPageFactory,
    PolicyPageFactory,
    SearchPageFactory,
    StandardPageFactory,
    StatementPageFactory,
    TopicPageFactory,
    home_page,
)
from tests.pages.moments import LONDON, visitor_at

pytestmark = pytest.mark.django_db

NOON = (2026, 6, 10, 12)
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def places(moment: tuple[int, ...] = NOON) -> dict[str, str]:
    """Return the addresses in the sitemap, each with the day it last changed."""
    content = visitor_at(*moment).fetch("/sitemap.xml").content
    found = ET.fromstring(content).findall("s:url", SITEMAP)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", "", SITEMAP): url.findtext("s:lastmod", "", SITEMAP)
        for url in found
    }


def paths(moment: tuple[int, ...] = NOON) -> list[str]:
    return [address.removeprefix("http://testserver") for address in places(moment)]


def test_sitemap_names_every_kind_of_page_but_the_search() -> None:
    StandardPageFactory.create(title="About us")
    StatementPageFactory.create()
    CalendarPageFactory.create()
    SearchPageFactory.create()
    PolicyPageFactory.create(title="Bruising")
    TopicPageFactory.create(topic__name="Neglect")
    NewsPageFactory.create(title="Briefing")

    assert paths() == [
        "/",
        "/about-us/",
        "/accessibility-statement/",
        "/calendar/",
        "/news/",
        "/news/briefing/",
        "/policies/",
        "/policies/bruising/",
        "/topics/",
        "/topics/neglect/",
    ]


def test_page_leaves_the_sitemap_at_the_moment_it_expires() -> None:
    StandardPageFactory.create(
        title="Offer", show_until=datetime(2026, 6, 10, 12, tzinfo=LONDON)
    )

    assert "/offer/" in paths((2026, 6, 10, 11, 59))
    assert "/offer/" not in paths(NOON)


def test_item_enters_the_sitemap_on_its_day_and_leaves_after_its_last_date() -> None:
    NewsPageFactory.create(
        title="Briefing",
        published_on=date(2026, 6, 1),
        dates_in_words="Tuesday 16 June 2026, 10am to 11am",
    )

    moments = [
        (2026, 5, 31, 23, 59),
        (2026, 6, 1),
        (2026, 6, 16, 10),
        (2026, 6, 16, 11),
    ]
    assert ["/news/briefing/" in paths(moment) for moment in moments] == [
        False,
        True,
        True,
        False,
    ]


def test_drafts_and_restricted_pages_are_not_in_the_sitemap() -> None:
    StandardPageFactory.create(title="Draft", live=False)
    members = StandardPageFactory.create(title="Members")
    StandardPageFactory.create(title="Minutes", parent=members)
    PageViewRestriction.objects.create(page=members, restriction_type="login")

    assert paths() == ["/"]


def test_last_change_is_when_a_page_was_published() -> None:
    StandardPageFactory.create(
        title="About us", published_at=datetime(2026, 3, 4, 9, tzinfo=LONDON)
    )

    assert places()["http://testserver/about-us/"] == "2026-03-04"


def test_sitemap_may_be_kept_until_a_date_changes_it() -> None:
    StandardPageFactory.create(
        title="Offer", show_until=datetime(2026, 6, 10, 12, 3, tzinfo=LONDON)
    )

    response = visitor_at(*NOON).fetch("/sitemap.xml")

    assert response["Cache-Control"] == "public, max-age=180"
    assert response["Content-Type"] == "application/xml"


def test_sitemap_asks_few_queries_however_many_pages() -> None:
    home_page()
    counts = []
    for number in (1, 6):
        for n in range(number):
            StandardPageFactory.create(title=f"Page {number} {n}")
            NewsPageFactory.create(title=f"Item {number} {n}")
        paths()
        with CaptureQueriesContext(connection) as queries:
            paths()
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 8
