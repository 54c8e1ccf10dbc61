"""What pages tell search engines and cards of themselves."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from commonweal.design.structured_data import as_script
from commonweal.pages.models import NewsPage, Occasion
from tests.pages.factories import (
    NewsPageFactory,
    StandardPageFactory,
    home_page,
    text,
)
from tests.pages.moments import visitor_at

NOON = (2026, 6, 10, 12)


def things(page: BeautifulSoup) -> dict[str, list[dict[str, Any]]]:
    """Return the structured data of a page by its types."""
    (script,) = page.select("script[type='application/ld+json']")
    document = json.loads(script.string or "")
    assert document["@context"] == "https://schema.org"
    found: dict[str, list[dict[str, Any]]] = {}
    for thing in document["@graph"]:
        found.setdefault(thing["@type"], []).append(thing)
    return found


def properties(page: BeautifulSoup) -> dict[str, str]:
    return {
        str(tag["property"]): str(tag["content"])
        for tag in page.select("meta[property]")
    }


def briefing(**fields: Any) -> NewsPage:
    return NewsPageFactory.create(
        **{
            "title": "Briefing",
            "summary": "For schools.",
            "dates_in_words": "Tuesday 16 June 2026, 10am to 11am",
            "published_on": date(2026, 6, 1),
            "published_at": datetime.fromisoformat("2026-06-02T09:30:00+01:00"),
            **fields,
        }
    )


@pytest.mark.django_db
def test_item_is_a_news_article() -> None:
    briefing()

    found = things(visitor_at(*NOON).get("/news/briefing/"))

    publisher = {"@id": "http://testserver/#partnership"}
    assert found["NewsArticle"] == [
        {
            "@type": "NewsArticle",
            "@id": "http://testserver/news/briefing/#article",
            "headline": "Briefing",
            "description": "For schools.",
            "url": "http://testserver/news/briefing/",
            "mainEntityOfPage": "http://testserver/news/briefing/",
            "inLanguage": "en-GB",
            "datePublished": "2026-06-01T00:00:00+01:00",
            "dateModified": "2026-06-02T09:30:00+01:00",
            "publisher": publisher,
            "author": publisher,
            "expires": "2026-06-16T11:00:00+01:00",
        }
    ]
    assert found["Organization"][0]["@id"] == publisher["@id"]


@pytest.mark.django_db
def test_only_coming_events_are_events() -> None:
    page = briefing(
        dates_in_words=(
            "Tuesday 9 June 2026, 10am to 11am\n"
            "Tuesday 16 June 2026, 10am to 11am\n"
            "Monday 22 to Friday 26 June 2026\n"
            "Closes 5pm on Friday 12 June 2026"
        )
    )

    found = things(visitor_at(*NOON).get("/news/briefing/"))

    coming = page.occasions.get(starts_at=datetime.fromisoformat("2026-06-16T09:00Z"))
    assert found["Event"] == [
        {
            "@type": "Event",
            "@id": f"http://testserver/news/briefing/#{coming.uid}",
            "name": "Briefing",
            "description": "For schools.",
            "url": "http://testserver/news/briefing/",
            "startDate": "2026-06-16T10:00:00+01:00",
            "endDate": "2026-06-16T11:00:00+01:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "organizer": {"@id": "http://testserver/#partnership"},
        }
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("venue", "mode", "attendance", "kinds"),
    [
        ("West Offices", "in person", "OfflineEventAttendanceMode", ["Place"]),
        ("MS Teams", "online", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        (
            "West Offices",
            "hybrid",
            "MixedEventAttendanceMode",
            ["Place", "VirtualLocation"],
        ),
    ],
)
def test_event_says_where_and_how_people_attend(
    venue: str, mode: str, attendance: str, kinds: list[str]
) -> None:
    briefing()
    Occasion.objects.update(venue=venue, mode=mode)

    (event,) = things(visitor_at(*NOON).get("/news/briefing/"))["Event"]

    location = event["location"]
    locations = location if isinstance(location, list) else [location]
    assert [place["@type"] for place in locations] == kinds
    assert locations[0]["name"] == venue
    assert event["eventAttendanceMode"] == f"https://schema.org/{attendance}"


@pytest.mark.django_db
def test_winter_event_starts_with_winter_s_offset() -> None:
    briefing(dates_in_words="Tuesday 1 December 2026, 10am to 11am")

    (event,) = things(visitor_at(*NOON).get("/news/briefing/"))["Event"]

    assert event["startDate"] == "2026-12-01T10:00:00+00:00"


@pytest.mark.django_db
def test_whole_day_event_starts_on_a_day() -> None:
    briefing(dates_in_words="Tuesday 1 December 2026")

    (event,) = things(visitor_at(*NOON).get("/news/briefing/"))["Event"]

    assert event["startDate"] == "2026-12-01"


@pytest.mark.django_db
def test_trail_leads_from_home_to_the_page() -> None:
    about = StandardPageFactory.create(title="About us")
    team = StandardPageFactory.create(title="Team", parent=about)
    StandardPageFactory.create(title="Contact", parent=team)

    found = things(visitor_at(*NOON).get("/about-us/team/contact/"))

    (trail,) = found["BreadcrumbList"]
    assert [
        (step["position"], step["name"], step["item"])
        for step in trail["itemListElement"]
    ] == [
        (1, "Home", "http://testserver/"),
        (2, "About us", "http://testserver/about-us/"),
        (3, "Team", "http://testserver/about-us/team/"),
        (4, "Contact", "http://testserver/about-us/team/contact/"),
    ]


@pytest.mark.django_db
def test_home_page_has_no_trail() -> None:
    home_page()

    found = things(visitor_at(*NOON).get("/"))

    assert list(found) == ["Organization"]


@pytest.mark.django_db
def test_words_cannot_end_the_block_of_data() -> None:
    title = "</script><script>alert('&amp;')</script>"
    briefing(title=title, slug="briefing")

    page = visitor_at(*NOON).get("/news/briefing/")

    assert things(page)["NewsArticle"][0]["headline"] == title


def test_block_of_data_holds_no_character_that_html_reads() -> None:
    script = as_script([{"name": "<!-- </script> & ]]>"}])

    inside = script.removeprefix('<script type="application/ld+json">')
    inside = inside.removesuffix("</script>")
    assert not set(inside) & set("<>&")


@pytest.mark.django_db
def test_page_has_open_graph_properties() -> None:
    briefing()

    found = properties(visitor_at(*NOON).get("/news/briefing/"))

    assert found.pop("og:site_name")
    assert found == {
        "og:type": "article",
        "og:title": "Briefing",
        "og:description": "For schools.",
        "og:url": "http://testserver/news/briefing/",
        "og:locale": "en_GB",
        "article:published_time": "2026-05-31T23:00:00+00:00",
        "article:modified_time": "2026-06-02T08:30:00+00:00",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"search_description": "For search.", "summary": "For lists."}, "For search."),
        ({"summary": "For lists."}, "For lists."),
        ({"summary": "", "body": [text("<p>One.</p><p>Two.</p>")]}, "One. Two."),
    ],
)
def test_description_is_the_page_s_own_or_how_it_begins(
    fields: dict[str, Any], words: str
) -> None:
    briefing(**fields)

    page = visitor_at(*NOON).get("/news/briefing/")

    assert page.select_one("meta[name=description]")["content"] == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/news/?utm_source=x&topic=neglect", "/news/"),
        ("/news/?page=2&utm_source=x", "/news/?page=2"),
        ("/news/?page=999", "/news/?page=2"),
        ("/news/?page=1", "/news/"),
        ("/news/item-1/?fbclid=x", "/news/item-1/"),
    ],
)
def test_canonical_address_keeps_only_the_page_number(
    address: str, canonical: str
) -> None:
    for n in range(1, 23):
        briefing(title=f"Item {n}")

    page = visitor_at(*NOON).get(address)

    (link,) = page.select("link[rel=canonical]")
    assert link["href"] == f"http://testserver{canonical}"


@pytest.mark.django_db
def test_what_is_shared_is_the_address_that_the_site_was_given() -> None:
    briefing()
    Site.objects.update(hostname="localhost", port=80)

    page = visitor_at(*NOON).get("/news/briefing/")

    (link,) = page.select("a[href^=mailto]")
    assert "http%3A%2F%2Ftestserver%2Fnews%2Fbriefing%2F" in str(link["href"])
