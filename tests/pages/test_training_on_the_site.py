"""Training on the site's own pages: menu, home, topics, search, sitemap."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from commonweal.training.models import Session
from tests.pages.factories import (
    NewsPageFactory,
    SearchPageFactory,
    TopicPageFactory,
    home_page,
    news_index,
)
from tests.pages.moments import visitor_at
from tests.training.factories import STARTS, CourseFactory, SessionFactory
from tests.training.reading import text, titles

pytestmark = pytest.mark.django_db

AT = (2026, 4, 20, 10)


def menu(page) -> list[tuple[str, str]]:
    links = page.select(".govuk-service-navigation__link")
    return [(text(link), link["href"]) for link in links]


def test_menu_names_training_after_news_once_there_is_a_course():
    home_page()
    news_index()
    before = menu(visitor_at(*AT).get("/"))
    CourseFactory()
    cache.clear()  # A minute has passed.

    after = menu(visitor_at(*AT).get("/"))

    assert before == [("News", "/news/")]
    assert after == [("News", "/news/"), ("Training", "/training/")]


def test_home_page_names_the_next_dates_of_news_and_training():
    home_page()
    session = SessionFactory(course__title="Neglect")
    NewsPageFactory.create(
        title="Open evening",
        published_on=date(2026, 4, 6),
        dates_in_words="Monday 18 May 2026, 6pm to 8pm",
    )

    diary = visitor_at(*AT).get("/").select(".cw-diary__entry")

    assert [text(entry) for entry in diary] == [
        "Monday 18 May 2026, 6pm to 8pm Open evening",
        "Tuesday 19 May 2026, 9:30am to 1pm Neglect",
    ]
    assert diary[1].a["href"] == f"/training/sessions/{session.pk}/"


def test_home_page_changes_when_a_session_does():
    home_page()
    session = SessionFactory()
    reader = visitor_at(2100, 1, 1, 10)
    reader.get("/")
    before = reader.response["Last-Modified"]

    Session.objects.filter(pk=session.pk).update(
        changed_at=session.changed_at + timedelta(days=1)
    )

    reader.get("/")
    assert reader.response["Last-Modified"] != before


def test_topic_names_courses_about_it_and_their_dates():
    topic = TopicPageFactory.create(title="Neglect", slug="neglect").topic
    session = SessionFactory(course__title="Recognising neglect")
    session.course.topics.add(topic)
    SessionFactory(course__title="Exploitation")

    page = visitor_at(*AT).get("/topics/neglect/")

    assert titles(page) == ["Recognising neglect"]
    assert [text(entry) for entry in page.select(".cw-diary__entry")] == [
        "Tuesday 19 May 2026, 9:30am to 1pm Recognising neglect"
    ]
    more = page.select_one("section[aria-labelledby=courses] .cw-more")
    assert more["href"] == f"/training/?topic={topic.slug}"


def found(words: str, **more: str) -> list[tuple[str, str]]:
    page = visitor_at(*AT).get("/search/", {"q": words, **more})
    return [
        (text(card.select_one(".cw-card__title")), text(card.select_one(".govuk-tag")))
        for card in page.select(".cw-card")
    ]


def test_search_finds_courses_among_pages():
    SearchPageFactory.create()
    CourseFactory(title="Recognising neglect", slug="recognising")
    CourseFactory(title="Webinar", kind="webinar", outline="Signs of neglect.")
    CourseFactory(title="Neglect in preparation", is_published=False)
    NewsPageFactory.create(title="Neglect strategy")

    assert sorted(found("neglected")) == [
        ("Neglect strategy", "News"),
        ("Recognising neglect", "Course"),
        ("Webinar", "Course"),
    ]
    assert found("neglect", type="course")[0] == ("Recognising neglect", "Course")


def test_search_leads_to_the_course_and_finds_unfinished_words():
    SearchPageFactory.create()
    CourseFactory(title="Exploitation", slug="exploitation")

    page = visitor_at(*AT).get("/search/", {"q": "exploit"})

    assert (
        page.select_one(".cw-card__link")["href"] == "/training/courses/exploitation/"
    )


def test_search_leaves_out_a_replaced_course():
    SearchPageFactory.create()
    new = CourseFactory(title="Foundations")
    CourseFactory(title="Introduction", replaced_by=new, replaced_from=date(2026, 4, 1))

    assert found("introduction") == []


def test_search_suggests_words_of_courses():
    SearchPageFactory.create()
    CourseFactory(title="Recognising neglect")

    page = visitor_at(*AT).get("/search/", {"q": "neglekt"})

    assert page.select_one("a[href*='q=neglect']") is not None


def test_sitemap_names_courses_and_events():
    home_page()
    CourseFactory(slug="neglect")
    CourseFactory(slug="voices", kind="conference")
    CourseFactory(slug="draft", is_published=False)

    body = visitor_at(*AT).fetch("/sitemap.xml").content.decode()

    assert "http://testserver/training/courses/neglect/" in body
    assert "http://testserver/training/events/voices/" in body
    assert "draft" not in body


def test_training_can_be_seen_at_another_moment(desk):
    home_page()
    SessionFactory(course__title="Neglect", starts_at=STARTS)

    past = desk.get("/at/2026-06-01T0900/training/dates/")
    before = desk.get("/at/2026-05-01T0900/training/dates/")

    assert b"No date is open at the moment." in past.content
    assert b"Neglect" in before.content
    assert b"The site at 9am on Friday 1 May 2026." in before.content
