"""The search page. ``tests/run_all`` runs this on SQLite and on PostgreSQL: what
is found, and in which order, must be the same on both."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from commonweal.pages.models import NewsPage
from commonweal.pages.reindexing import follow_topic
from tests.directory.factories import ContactFactory, PhoneNumberFactory, TopicFactory
from tests.pages.factories import (
    NewsPageFactory,
    PolicyPageFactory,
    SearchPageFactory,
    StandardPageFactory,
    TopicPageFactory,
    home_page,
    text,
)
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _search_page() -> None:
    SearchPageFactory(title="Search")


def _until(moment: datetime) -> dict[str, object]:
    return {"shows": NewsPage.Shows.UNTIL, "show_until": moment}


def _titles(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select(".cw-card__link")]


def _found(visitor, typed: str, **fields: str) -> list[str]:
    return _titles(visitor.get("/search/", {"q": typed, **fields}))


def _status(page: BeautifulSoup) -> str:
    return " ".join(page.select_one("[role=status]").get_text().split())


def test_search_orders_by_where_the_words_stand(visitor):
    NewsPageFactory(title="Beginning", summary="The neglectful case reviewers met.")
    NewsPageFactory(title="All words", summary="Review this case of neglect.")
    NewsPageFactory(title="Phrase", body=[text("<p>A neglect case review ended.</p>")])
    NewsPageFactory(title="Review of a case: neglect")
    NewsPageFactory(title="Neglect case review")
    NewsPageFactory(title="Some of the words", summary="A case of neglect.")

    found = _found(visitor, "neglect case review")

    assert found == [
        "Neglect case review",
        "Review of a case: neglect",
        "Phrase",
        "All words",
    ]


def test_search_puts_the_newest_first_where_pages_fit_equally(visitor):
    NewsPageFactory(title="Old", summary="Neglect", published_on=date(2024, 5, 1))
    PolicyPageFactory(title="New", summary="Neglect", changed_on=date(2025, 2, 1))
    NewsPageFactory(title="Middle", summary="Neglect", published_on=date(2025, 1, 1))

    assert _found(visitor, "neglect") == ["New", "Middle", "Old"]


@pytest.mark.parametrize(
    "typed",
    [
        "negl",
        "neglect",
        "NEGLECTED",
        "policies on neglect",
        "what is a policy about neglect",
        "2024/25",
        "2024",
        "www.example.org",
        "cafe",
        "O’Brien",
        "self-harm",
        "childrens policies",
        "children negl",
        "exploitation",
    ],
)
def test_search_finds_the_forms_and_beginnings_of_words(visitor, typed):
    PolicyPageFactory(
        title="Neglect policy 2024/25",
        summary="See www.example.org or the Café. Children’s self-harm.",
        body=[text("<p>By Mr O'Brien: neglected children.</p>")],
        topics=[TopicFactory(name="Exploitation")],
    )
    NewsPageFactory(title="Something else", summary="A day by the sea.")

    assert _found(visitor, typed) == ["Neglect policy 2024/25"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "*",
        "neg*lect NEAR(a b)",
        "-",
        "title: x^2",
        "a AND OR NOT (",
        "') OR 1=1 --",
        "%s %(x)s",
        "\\",
        "\x00",
        "😀",
        "neglect \x00",
        "the of and",
        "x" * 5000,
        "word " * 2000,
        "\u202e\u0300",
    ],
)
def test_search_answers_whatever_is_typed(visitor, typed):
    NewsPageFactory(title="Neglect")

    page = visitor.get(f"/search/?{urlencode({'q': typed})}")

    assert page.h1.get_text() == "Search"


@pytest.mark.parametrize("page_number", ["0", "-1", "999", "x", "", "1" * 400])
def test_search_answers_whatever_page_is_asked_for(visitor, page_number):
    NewsPageFactory(title="Neglect")

    assert _found(visitor, "neglect", page=page_number) == ["Neglect"]


def test_search_reads_quotation_marks_and_operators_as_no_words(visitor):
    NewsPageFactory(title="Neglect review")
    NewsPageFactory(title="Neglect")

    assert _found(visitor, '"review" -neglect*') == ["Neglect review"]


def test_search_leaves_out_what_is_not_current(visitor):
    NewsPageFactory(title="Neglect: over", **_until(NOW - AN_HOUR))
    NewsPageFactory(title="Neglect: a draft", live=False)
    NewsPageFactory(title="Neglect: to come", published_on=(NOW + 48 * AN_HOUR).date())
    NewsPageFactory(title="Neglect: current", **_until(NOW + AN_HOUR))

    assert _found(visitor, "neglect") == ["Neglect: current"]


def test_search_includes_the_archive_when_asked_and_says_so(visitor):
    NewsPageFactory(
        title="Neglect: over", published_on=date(2025, 9, 1), **_until(NOW - AN_HOUR)
    )
    NewsPageFactory(title="Neglect: current", published_on=date(2025, 1, 1))

    page = visitor.get("/search/", {"q": "neglect", "archive": "1"})

    tags = [
        [t.get_text() for t in p.select(".govuk-tag")] for p in page.select("article")
    ]
    assert _titles(page) == ["Neglect: current", "Neglect: over"]
    assert tags == [["News"], ["News", "Archived"]]
    assert page.select_one("#archive").has_attr("checked")
    assert _status(page) == "2 pages found for “neglect”, the archive included."


def test_search_leaves_out_pages_that_not_everybody_may_read(visitor):
    closed = StandardPageFactory(title="Neglect for members")
    closed.view_restrictions.create(restriction_type="login")

    assert _found(visitor, "neglect") == []


def test_search_never_finds_itself(visitor):
    assert "Search" not in _found(visitor, "search")


def test_search_follows_an_edited_page(visitor):
    page = NewsPageFactory(title="Neglect")
    page.title = "Exploitation"
    page.save()

    assert (_found(visitor, "neglect"), _found(visitor, "exploit")) == (
        [],
        ["Exploitation"],
    )


def test_search_forgets_a_deleted_page(visitor):
    NewsPageFactory(title="Neglect").delete()

    assert _found(visitor, "neglect") == []


def test_search_follows_a_published_revision_and_its_topics(visitor):
    page = NewsPageFactory(title="A course")
    page.topics = [TopicFactory(name="Neglect")]
    page.save_revision().publish()

    assert _found(visitor, "neglect") == ["A course"]


def test_search_follows_a_topic_that_is_renamed(visitor):
    topic = TopicFactory(name="Neglect")
    NewsPageFactory(title="A course", topics=[topic])
    PolicyPageFactory(title="A policy", topics=[topic])
    visitor.sign_in(AdministratorFactory())

    visitor.send(
        f"/admin/snippets/directory/topic/edit/{topic.pk}/",
        {"name": "Exploitation", "slug": "exploitation"},
        status=302,
    )

    assert _found(visitor, "neglect") == []
    assert sorted(_found(visitor, "exploitation")) == ["A course", "A policy"]


def test_search_is_as_it_was_after_a_contact_is_edited(visitor):
    NewsPageFactory(title="Neglect")
    request, contact = None, ContactFactory()

    assert follow_topic(request, contact) is None
    assert _found(visitor, "neglect") == ["Neglect"]


def test_search_shows_type_date_and_the_words_marked(visitor):
    NewsPageFactory(title="A course", summary="On <neglect> & more.")

    page = visitor.get("/search/", {"q": "neglect"})

    card = page.select_one("article")
    assert card.select_one("time")["datetime"] == "2025-01-06"
    assert card.select_one(".cw-card__link")["href"] == "/news/a-course/"
    assert card.select_one(".cw-card__summary").decode_contents() == (
        "On &lt;<mark>neglect</mark>&gt; &amp; more."
    )


def test_search_gives_no_date_to_pages_that_have_none(visitor):
    StandardPageFactory(title="About neglect")

    page = visitor.get("/search/", {"q": "neglect"})

    assert page.select("article time") == []


def test_search_narrows_to_a_type(visitor):
    NewsPageFactory(title="Neglect news")
    PolicyPageFactory(title="Neglect policy")
    TopicPageFactory(topic=TopicFactory(name="Neglect"))

    page = visitor.get("/search/", {"q": "neglect", "type": "policy"})

    assert _titles(page) == ["Neglect policy"]
    assert _status(page) == "1 page found for “neglect”, Policy only."
    assert [option.get_text() for option in page.select("#filter-type option")] == [
        "Everything",
        "News (1)",
        "Policy (1)",
        "Topic (1)",
    ]


def test_search_shows_everything_when_the_type_is_unknown(visitor):
    NewsPageFactory(title="Neglect")

    assert _found(visitor, "neglect", type="song") == ["Neglect"]


def test_search_shows_ten_on_a_page_and_keeps_the_question(visitor):
    for number in range(12):
        NewsPageFactory(
            title=f"Neglect {number:02}", published_on=date(2025, 1, 1 + number)
        )

    first = visitor.get("/search/", {"q": "neglect", "archive": "1"})
    second = visitor.get("/search/", {"q": "neglect", "archive": "1", "page": "2"})

    assert _titles(first) == [f"Neglect {number:02}" for number in range(11, 1, -1)]
    assert _titles(second) == ["Neglect 01", "Neglect 00"]
    following = first.select_one("a[rel=next]")["href"]
    assert following == "?q=neglect&archive=1&page=2"
    assert second.select_one("ol.cw-cards")["start"] == "11"
    assert _status(second).endswith("These are 11 to 12.")


def test_search_suggests_a_spelling_that_finds_something(visitor):
    NewsPageFactory(title="Neglect and safeguarding")

    page = visitor.get("/search/", {"q": "safegaurding neglcet"})

    assert page.select_one(".cw-empty strong").get_text() == "safeguarding neglect"
    link = page.select_one(".cw-empty strong").parent["href"]
    assert _titles(visitor.get(f"/search/{link}")) == ["Neglect and safeguarding"]


def test_search_suggests_no_word_of_a_page_that_is_not_current(visitor):
    NewsPageFactory(title="Exploitation", **_until(NOW - AN_HOUR))
    NewsPageFactory(title="Radicalisation", published_on=(NOW + 48 * AN_HOUR).date())
    NewsPageFactory(title="A secret draft", live=False)

    for typed in ("explotation", "radicalistaion", "secrte"):
        assert visitor.get("/search/", {"q": typed}).select(".cw-empty strong") == []


def test_search_suggests_no_word_of_a_page_that_expired_since(visitor):
    page = NewsPageFactory(title="Exploitation")
    visitor.get("/search/", {"q": "explotation"})
    page.shows, page.show_until = NewsPage.Shows.UNTIL, NOW - AN_HOUR
    page.save()

    assert (
        visitor.get("/search/", {"q": "explotation"}).select(".cw-empty strong") == []
    )


def test_search_helps_when_nothing_is_found(visitor):
    TopicPageFactory(topic=TopicFactory(name="Neglect"))
    PhoneNumberFactory(contact=ContactFactory(name="Front door"))

    page = visitor.get("/search/", {"q": "zzzzz"})

    assert _status(page) == "No page has “zzzzz”."
    assert page.find("a", string="Neglect")["href"] == "/topics/neglect/"
    assert page.find("h3", string="Front door") is not None
    archive = page.find("a", string="Look in the archive too")
    assert archive["href"] == "?q=zzzzz&archive=1"


def test_search_says_how_to_search_before_anything_is_asked(visitor):
    page = visitor.get("/search/")

    assert "How to search" in [heading.get_text() for heading in page.select("h2")]
    assert page.select(".cw-empty") == []


def test_search_escapes_what_was_typed(visitor):
    page = visitor.get("/search/", {"q": "<script>alert(1)</script>"})

    assert page.select_one("#question")["value"] == "<script>alert(1)</script>"
    assert "<script>alert" not in visitor.response.content.decode()


def test_search_may_be_kept_for_a_minute_and_not_past_the_end_of_a_result(visitor):
    NewsPageFactory(title="Neglect", **_until(timezone.now() + timedelta(seconds=30)))

    visitor.get("/search/", {"q": "neglect"})
    short = visitor.response["Cache-Control"]
    visitor.get("/search/", {"q": "zzzzz"})
    plain = visitor.response["Cache-Control"]

    assert (int(short.rsplit("=", 1)[1]) <= 30, plain) == (True, "public, max-age=60")
    assert not visitor.response.has_header("Last-Modified")


@pytest.mark.parametrize(
    "typed", ["neglect", "neglect case", "negl", "zzzzz", "neglcet", ""]
)
def test_search_asks_the_database_as_often_for_many_pages_as_for_few(
    visitor, typed, django_assert_max_num_queries
):
    PhoneNumberFactory()
    for number in range(30):
        NewsPageFactory(title=f"Neglect case {number}")
        PolicyPageFactory(title=f"Neglect case policy {number}")
    visitor.get("/search/", {"q": typed})

    with django_assert_max_num_queries(20):
        visitor.get("/search/", {"q": typed})


def test_search_in_the_admin_still_finds_pages_by_title(visitor):
    NewsPageFactory(title="Safeguarding week")
    visitor.sign_in(AdministratorFactory())

    found = visitor.fetch("/admin/pages/search/", {"q": "safeg"}).content.decode()

    assert "Safeguarding week" in found
    assert home_page().title not in found.split("</h1>")[0]
