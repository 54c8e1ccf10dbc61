"""Feeds of news, read back by their formats' rules."""

import json
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from commonweal.pages.models import NewsPage
from tests.directory.factories import TopicFactory
from tests.pages.factories import NewsPageFactory, news_index, text
from tests.pages.moments import visitor_at

pytestmark = pytest.mark.django_db

NOON = (2026, 6, 10, 12)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FORMS = ("rss", "atom", "json")


def fetch(form: str, moment: tuple[int, ...] = NOON) -> bytes:
    content: bytes = visitor_at(*moment).fetch(f"/news/feed.{form}").content
    return content


def titles(form: str, moment: tuple[int, ...] = NOON) -> list[str]:
    content = fetch(form, moment)
    if form == "json":
        return [item["title"] for item in json.loads(content)["items"]]
    root = ET.fromstring(content)  # noqa: S314 - our own
    path = "channel/item/title" if form == "rss" else "a:entry/a:title"
    return [title.text or "" for title in root.findall(path, ATOM)]


def briefing(**fields: Any) -> NewsPage:
    return NewsPageFactory.create(
        **{
            "title": "Briefing",
            "summary": "For schools & <colleges>.",
            "dates_in_words": "Tuesday 16 June 2026, 10am to 11am",
            "published_on": date(2026, 6, 1),
            "published_at": datetime.fromisoformat("2026-06-02T09:30:00+01:00"),
            **fields,
        }
    )


@pytest.fixture(autouse=True)
def _index() -> None:
    news_index()


@pytest.mark.parametrize("form", FORMS)
def test_feed_lists_current_items_newest_first_pinned_or_not(form: str) -> None:
    briefing(title="Older", published_on=date(2026, 5, 1), is_pinned=True)
    briefing(title="Newer", published_on=date(2026, 6, 1))
    briefing(title="Over", dates_in_words="Tuesday 2 June 2026")
    briefing(title="To come", published_on=date(2026, 6, 11))
    briefing(title="Draft", live=False)

    assert titles(form) == ["Newer", "Older"]


@pytest.mark.parametrize("form", FORMS)
def test_item_leaves_the_feed_at_the_moment_its_last_date_is_over(form: str) -> None:
    briefing()

    assert titles(form, (2026, 6, 16, 10, 59)) == ["Briefing"]
    assert titles(form, (2026, 6, 16, 11)) == []


@pytest.mark.parametrize("form", FORMS)
def test_item_enters_the_feed_at_the_moment_it_is_published(form: str) -> None:
    briefing()

    assert titles(form, (2026, 5, 31, 23, 59)) == []
    assert titles(form, (2026, 6, 1, 0)) == ["Briefing"]


@pytest.mark.parametrize("form", FORMS)
def test_restricted_item_is_in_no_feed(form: str) -> None:
    page = briefing()
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert titles(form) == []


def test_json_feed_has_the_fields_of_version_1_1() -> None:
    index = news_index()
    page = briefing(topics=[TopicFactory.create(name="Neglect")])

    feed = json.loads(fetch("json"))

    name = feed["authors"][0]["name"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{index.title} – {name}",
        "home_page_url": "http://testserver/news/",
        "feed_url": "http://testserver/news/feed.json",
        "description": f"News from {name}",
        "language": "en-gb",
        "authors": [{"name": name, "url": "http://testserver/news/"}],
        "items": [
            {
                "id": f"urn:uuid:{page.translation_key}",
                "url": "http://testserver/news/briefing/",
                "title": "Briefing",
                "summary": "For schools & <colleges>.",
                "content_html": (
                    "<p>For schools &amp; &lt;colleges&gt;.</p>"
                    "<ul><li>Tuesday 16 June 2026, 10am to 11am</li></ul>"
                ),
                "date_published": "2026-05-31T23:00:00+00:00",
                "date_modified": "2026-06-02T08:30:00+00:00",
                "tags": ["Neglect"],
            }
        ],
    }


def test_rss_item_says_what_it_is_in_the_standard_s_terms() -> None:
    page = briefing(topics=[TopicFactory.create(name="Neglect")])

    root = ET.fromstring(fetch("rss"))  # noqa: S314 - our own

    (item,) = root.findall("channel/item")
    assert root.attrib == {"version": "2.0"}
    assert root.findtext("channel/language") == "en-gb"
    assert item.findtext("link") == "http://testserver/news/briefing/"
    assert item.findtext("guid") == f"urn:uuid:{page.translation_key}"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("pubDate") == "Sun, 31 May 2026 23:00:00 +0000"
    assert item.findtext("category") == "Neglect"
    assert item.findtext("description") == (
        "<p>For schools &amp; &lt;colleges&gt;.</p>"
        "<ul><li>Tuesday 16 June 2026, 10am to 11am</li></ul>"
    )


def test_atom_feed_and_entry_have_ids_updates_and_authors() -> None:
    index, page = news_index(), briefing()

    root = ET.fromstring(fetch("atom"))  # noqa: S314 - our own

    (entry,) = root.findall("a:entry", ATOM)
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {
        "alternate": "http://testserver/news/",
        "self": "http://testserver/news/feed.atom",
    }
    assert root.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{index.translation_key}"
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    assert entry.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{page.translation_key}"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-06-02T08:30:00+00:00"
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-05-31T23:00:00+00:00"


@pytest.mark.parametrize("form", FORMS)
def test_item_keeps_its_id_when_it_is_renamed(form: str) -> None:
    page = briefing()
    page.slug = "briefings"
    page.save()

    content = fetch(form).decode()

    assert f"urn:uuid:{page.translation_key}" in content
    assert "/news/briefings/" in content


@pytest.mark.parametrize("form", FORMS)
def test_feed_survives_characters_that_xml_cannot_hold(form: str) -> None:
    briefing(title="Pasted\x0bfrom\x1fWord", summary="One\x0ctwo")

    assert len(titles(form)) == 1


@pytest.mark.parametrize("form", FORMS)
def test_feed_without_items_is_valid_and_the_same_every_time(form: str) -> None:
    assert titles(form) == []
    assert fetch(form) == fetch(form)


def test_item_without_a_summary_is_told_by_the_beginning_of_its_body() -> None:
    briefing(summary="", body=[text("<p>First things first.</p><p>Then more.</p>")])

    feed = json.loads(fetch("json"))

    assert feed["items"][0]["summary"] == "First things first. Then more."


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("rss", "application/rss+xml; charset=utf-8"),
        ("atom", "application/atom+xml; charset=utf-8"),
        ("json", "application/feed+json; charset=utf-8"),
    ],
)
def test_feed_may_be_kept_until_a_date_changes_it(form: str, content_type: str) -> None:
    briefing(dates_in_words="Wednesday 10 June 2026, 11am to 12.01pm")

    response = visitor_at(*NOON).fetch(f"/news/feed.{form}")

    assert response["Content-Type"] == content_type
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_reader_that_asks_by_date_only_learns_that_an_item_has_left() -> None:
    briefing()
    before = visitor_at(2026, 6, 16, 10, 30).fetch("/news/feed.rss")

    after = visitor_at(2026, 6, 16, 11).client.get(
        "/news/feed.rss", headers={"if-modified-since": before["Last-Modified"]}
    )

    assert after.status_code == 200
    assert b"Briefing" not in after.content


@pytest.mark.parametrize("form", FORMS)
def test_feed_asks_the_same_number_of_queries_however_many_items(form: str) -> None:
    counts = []
    for number in (1, 8):
        for n in range(number):
            briefing(title=f"Item {number} {n}")
        fetch(form)
        with CaptureQueriesContext(connection) as queries:
            fetch(form)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_every_page_names_the_feeds_in_its_head() -> None:
    briefing()

    page = visitor_at(*NOON).get("/news/briefing/")

    links = page.select("link[rel=alternate]")
    assert [link["href"] for link in links] == [
        "/news/feed.rss",
        "/news/feed.atom",
        "/news/feed.json",
    ]
