"""Support services on the site's own pages: menu, topics, blocks, search, sitemap."""

from datetime import date

import pytest
from django.utils import timezone

from commonweal.pages.blocks import ServiceBlock
from tests.directory.factories import ServiceFactory, ServiceGroupFactory, TopicFactory
from tests.pages.factories import (
    SearchPageFactory,
    StandardPageFactory,
    TopicPageFactory,
    home_page,
    news_index,
)

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


def _menu(page):
    return [
        link.get_text(strip=True)
        for link in page.select(".govuk-service-navigation__link")
    ]


def test_menu_names_support_once_there_is_a_service(visitor):
    home_page()
    news_index()
    before = _menu(visitor.get("/"))
    ServiceFactory()

    assert before == ["News"]
    assert _menu(visitor.get("/")) == ["News", "Find support"]


def test_topic_page_lists_its_services(visitor):
    topic = TopicFactory(name="Young carers")
    ServiceFactory(name="Saturday club", topics=[topic])
    ServiceFactory(name="Draft", topics=[topic], is_published=False)
    ServiceFactory(name="Forgotten", topics=[topic], verified_on=LONG_AGO)
    ServiceFactory(name="Other")
    page = TopicPageFactory(topic=topic)

    shown = visitor.get(page.url)

    section = shown.select_one('[aria-labelledby="services"]')
    assert [link.get_text() for link in section.select(".cw-card__link")] == [
        "Saturday club"
    ]


def _block(service):
    return {"type": "service", "value": {"service": service.pk}}


def test_page_shows_a_service_as_it_is_today(visitor):
    service = ServiceFactory(name="Saturday club")
    page = StandardPageFactory(body=[_block(service)])
    service.name = "Sunday club"
    service.save()

    shown = visitor.get(page.url).select_one("main")

    link = shown.select_one(".cw-card__link")
    assert (link.get_text(), link["href"]) == (
        "Sunday club",
        f"/services/{service.pk}/",
    )


@pytest.mark.parametrize("values", [{"is_published": False}, {"verified_on": LONG_AGO}])
def test_page_leaves_out_a_service_that_is_not_shown(visitor, values):
    page = StandardPageFactory(body=[_block(ServiceFactory(**values))])

    assert not visitor.get(page.url).select(".cw-card")


def test_page_whose_service_was_deleted_stays_whole(visitor):
    service = ServiceFactory()
    page = StandardPageFactory(body=[_block(service)])
    service.delete()

    assert not visitor.get(page.url).select(".cw-card")


def test_block_needs_no_page_around_it():
    service = ServiceFactory(name="Saturday club")
    block = ServiceBlock()

    html = block.render(block.to_python({"service": service.pk}))

    assert "Saturday club" in html


def test_page_asks_as_often_for_five_services_as_for_one(
    visitor, django_assert_num_queries, django_assert_max_num_queries
):
    one = StandardPageFactory(body=[_block(ServiceGroupFactory().service)])
    five = [_block(ServiceGroupFactory().service) for _ in range(5)]
    many = StandardPageFactory(body=five)
    visitor.get(one.url)
    with django_assert_max_num_queries(30) as few:
        visitor.get(one.url)

    with django_assert_num_queries(len(few)):
        visitor.get(many.url)


def _found(visitor, page, words):
    links = visitor.get(page.url, {"q": words}).select(".cw-card")
    return [
        (
            card.select_one(".cw-card__link").get_text(),
            card.select_one(".govuk-tag").get_text(),
        )
        for card in links
    ]


def test_search_finds_services_that_are_shown(visitor):
    page = SearchPageFactory()
    ServiceFactory(name="Young carers club", summary="Games and trips.")
    ServiceFactory(name="Carers’ draft", is_published=False)
    ServiceFactory(name="Carers forgotten", verified_on=LONG_AGO)

    assert _found(visitor, page, "carer") == [("Young carers club", "Service")]
    assert _found(visitor, page, "games") == [("Young carers club", "Service")]
    assert _found(visitor, page, "club trips") == [("Young carers club", "Service")]


def test_search_narrows_to_services(visitor):
    page = SearchPageFactory()
    ServiceFactory(name="Young carers club")
    StandardPageFactory(title="Young carers")

    shown = visitor.get(page.url, {"q": "young carers", "type": "service"})

    links = shown.select(".cw-card__link")
    assert [link.get_text() for link in links] == ["Young carers club"]


def test_sitemap_names_services_that_are_shown(visitor):
    home_page()
    service = ServiceFactory()
    hidden = ServiceFactory(verified_on=LONG_AGO)

    content = visitor.fetch("/sitemap.xml").content.decode()

    assert f"/services/{service.pk}/</loc>" in content
    assert f"/services/{hidden.pk}/</loc>" not in content
    assert timezone.localdate().isoformat() in content
