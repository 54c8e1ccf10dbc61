"""The archive of issues, its feeds, and the page that says that nobody is followed."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from commonweal.newsletter.models import Issue, NewsletterSettings
from tests.newsletter.reading_scene import FROZEN, IssueFactory
from tests.pages.factories import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def issues():
    """Two in the archive, and one of each that is not."""
    IssueFactory(sent=True, title="September", frozen_at=FROZEN - timedelta(days=30))
    IssueFactory(sent=True, title="October", slug="october", subject="What is new")
    IssueFactory(title="Draft")
    IssueFactory(sent=True, title="Taken off", is_listed=False)
    IssueFactory(sent=True, title="Weekly", kind=Issue.Kind.WEEKLY)
    IssueFactory(title="Begun", status=Issue.Status.SENDING, frozen_at=FROZEN).delete()


def test_archive_names_issues_whose_sending_has_begun_the_latest_first(visitor, issues):
    page = visitor.get("/newsletter/archive/")

    titles = [tag.get_text() for tag in page.select(".cw-card__title")]
    assert titles == ["October", "September"]
    assert page.select_one(".cw-card a")["href"] == "/newsletter/october/"


def test_archive_says_so_when_there_is_no_issue(visitor):
    page = visitor.get("/newsletter/archive/")

    assert "No issue yet" in page.get_text()


def test_archive_is_cut_into_pages_with_an_address_each(visitor):
    IssueFactory.create_batch(25, sent=True)

    page = visitor.get("/newsletter/archive/", {"page": 2})

    assert len(page.select(".cw-card")) == 1
    canonical = page.select_one('link[rel="canonical"]')["href"]
    assert canonical == "http://testserver/newsletter/archive/?page=2"


def test_archive_asks_the_same_number_of_queries_for_any_number_of_issues(
    visitor, django_assert_max_num_queries
):
    visitor.get("/newsletter/archive/")  # The site's own row is kept from here on.
    counts = []
    for _ in range(3):
        IssueFactory.create_batch(3, sent=True)
        with django_assert_max_num_queries(20) as counted:
            visitor.get("/newsletter/archive/")
        counts.append(len(counted))

    assert counts == [counts[0]] * 3


def test_rss_feed_names_the_issues_of_the_archive(visitor, issues):
    NewsletterSettings.objects.create(pk=1, name="Oakshire news")

    content = visitor.fetch("/newsletter/archive/feed.rss").content

    channel = ET.fromstring(content).find("channel")  # noqa: S314 - our own
    assert channel.findtext("title").startswith("Oakshire news – ")
    assert [item.findtext("title") for item in channel.findall("item")] == [
        "October",
        "September",
    ]
    first = channel.find("item")
    assert first.findtext("link") == "http://testserver/newsletter/october/"
    assert first.findtext("pubDate") == "Fri, 30 Oct 2026 09:00:00 +0000"
    assert first.findtext("description") == "<p>What is new</p>"


def test_json_feed_keeps_an_issue_s_identity_when_its_address_changes(visitor, issues):
    def entries():
        content = visitor.fetch("/newsletter/archive/feed.json").content
        return [(item["id"], item["url"]) for item in json.loads(content)["items"]]

    before = entries()
    Issue.objects.filter(slug="october").update(slug="october-2026")

    after = entries()
    assert [name for name, _ in before] == [name for name, _ in after]
    assert after[0][1] == "http://testserver/newsletter/october-2026/"


def test_feed_without_an_issue_is_a_feed(visitor):
    content = visitor.fetch("/newsletter/archive/feed.atom").content

    root = ET.fromstring(content)  # noqa: S314 - our own
    assert root.findall("{http://www.w3.org/2005/Atom}entry") == []


def test_public_page_says_that_nobody_is_followed(visitor):
    page = visitor.get("/newsletter/no-tracking/")

    assert "whether you open an issue" in page.get_text()


def test_page_to_sign_up_on_says_that_nobody_is_followed(visitor):
    page = visitor.get("/newsletter/sign-up/")

    assert "We do not follow you" in page.get_text()
    assert page.select_one('a[href="/newsletter/no-tracking/"]')


def test_sitemap_names_the_issues_of_the_archive(visitor, issues):
    home_page()

    content = visitor.fetch("/sitemap.xml").content.decode()

    assert "http://testserver/newsletter/october/" in content
    assert content.count("/newsletter/") == 2


def test_foot_of_every_page_leads_to_the_archive_once_there_is_an_issue(visitor):
    home_page()
    StandardPageFactory.create(title="About us")

    def links():
        page = visitor.get("/about-us/")
        return [a["href"] for a in page.select(".cw-footer__link")]

    before = links()
    IssueFactory(sent=True)

    assert "/newsletter/archive/" not in before
    assert "/newsletter/archive/" in links()


def test_newsletter_s_shortest_address_leads_to_its_archive(visitor):
    page = visitor.get("/newsletter/")

    assert page.select_one("h1").get_text() == "Partnership newsletter"
