"""An issue as a page of the site."""

import json

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from commonweal.newsletter.models import Delivery, Edition, Issue, NewsletterSettings
from tests.directory.factories import TopicFactory
from tests.newsletter.reading_scene import (
    DRAFTED,
    FROZEN,
    IssueFactory,
    ItemFactory,
    SectionFactory,
    SubscriberFactory,
)
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db


def _issue(**fields):
    return IssueFactory(**{"sent": True, "slug": "october-2026", **fields})


def test_issue_page_tells_everything_in_the_issue_in_its_order(visitor):
    training, news = SectionFactory(title="Training"), SectionFactory(title="News")
    issue = _issue(
        leader_words="Dear all,\n\n# Thank you\n- for this", leader_name="Ash"
    )
    ItemFactory(
        issue=issue,
        section=news,
        title="A new guide",
        what_changed="Section 4.",
        summary="Read it.",
    )
    ItemFactory(
        issue=issue,
        section=training,
        title="Neglect",
        url="http://testserver/training/",
        when="Thursday 12 November 2026, 10am",
        topics=[TopicFactory()],
        sectors=[SectorFactory(name="Libraries"), SectorFactory(name="Archives")],
    )

    page = visitor.get("/newsletter/october-2026/")

    article = page.select_one("article.nl-issue")
    headings = [tag.get_text() for tag in article.select("h1, h2, h3")]
    assert headings[:6] == [
        "October 2026",
        "Thank you",
        "Training",
        "Neglect",
        "News",
        "A new guide",
    ]
    assert "Sent 30 October 2026" in article.get_text()
    assert "For Archives and Libraries" in article.get_text()
    assert article.select_one("h3 a")["href"] == "http://testserver/training/"


def test_issue_page_names_nobody_and_may_be_kept(visitor):
    _issue()
    SubscriberFactory(email="robin@example.org")

    page = visitor.get("/newsletter/october-2026/")

    assert "@" not in page.get_text()
    assert "public" in visitor.response["Cache-Control"]
    assert "Cookie" not in visitor.response.get("Vary", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"sent": False},
        {"sent": False, "status": Issue.Status.APPROVED},
        {"kind": Issue.Kind.WEEKLY, "period": "2026-W44"},
        {"kind": Issue.Kind.DAILY, "period": "2026-10-30"},
        {"sent": False, "status": Issue.Status.CANCELLED, "frozen_at": FROZEN},
    ],
)
def test_issue_page_is_there_only_once_its_sending_has_begun(visitor, fields):
    _issue(**fields)

    visitor.get("/newsletter/october-2026/", status=404)


def test_issue_page_stays_for_those_who_had_it_before_it_was_called_off(visitor):
    issue = _issue(status=Issue.Status.CANCELLED)
    edition = Edition.objects.create(
        issue=issue, items=[], subject="", html="", text="", digest="0"
    )
    Delivery.objects.create(
        issue=issue,
        subscriber=SubscriberFactory(),
        edition=edition,
        domain="example.org",
        status=Delivery.Status.HANDED_OVER,
    )

    visitor.get("/newsletter/october-2026/")


def test_issue_page_off_the_archive_is_kept_from_search_engines(visitor):
    _issue(is_listed=False)

    page = visitor.get("/newsletter/october-2026/")

    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


def test_issue_page_leads_to_the_issues_before_and_after(visitor):
    before = IssueFactory(sent=True, title="September", frozen_at=DRAFTED)
    _issue()
    IssueFactory(sent=True, title="Hidden", is_listed=False)

    page = visitor.get("/newsletter/october-2026/")

    links = {a.get_text(): a["href"] for a in page.select(".nl-neighbours a")}
    assert links == {"September": f"/newsletter/{before.slug}/"}


def test_issue_page_tells_search_engines_what_it_is(visitor):
    NewsletterSettings.objects.create(pk=1, name="Oakshire news")
    _issue()

    page = visitor.get("/newsletter/october-2026/")

    [script] = page.select('script[type="application/ld+json"]')
    things = {each["@type"]: each for each in json.loads(script.get_text())["@graph"]}
    assert things["PublicationIssue"]["datePublished"] == "2026-10-30T09:00:00+00:00"
    assert things["PublicationIssue"]["isPartOf"]["name"] == "Oakshire news"
    assert [step["name"] for step in things["BreadcrumbList"]["itemListElement"]] == [
        "Home",
        "Oakshire news",
        "October 2026",
    ]
    canonical = page.select_one('link[rel="canonical"]')["href"]
    assert canonical == "http://testserver/newsletter/october-2026/"


def test_issue_page_asks_the_same_number_of_queries_for_any_number_of_items(
    visitor, django_assert_max_num_queries, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path
    issue = _issue()
    section, topic = SectionFactory(), TopicFactory()
    images = [
        get_image_model().objects.create(
            title=f"Picture {n}", file=get_test_image_file(f"{n}.png")
        )
        for n in range(4)
    ]
    counts = []
    for image in images:
        ItemFactory(issue=issue, section=section, topics=[topic], picture=image)
        main = ItemFactory(issue=issue, section=section, picture_alt="A table")
        ItemFactory(issue=issue, section=section, merged_into=main)
        visitor.get("/newsletter/october-2026/")  # Scales the picture.
        with django_assert_max_num_queries(40) as counted:
            visitor.get("/newsletter/october-2026/")
        counts.append(len(counted))

    assert counts == [counts[0]] * len(counts)
