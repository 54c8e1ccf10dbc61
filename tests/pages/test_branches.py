import pytest
from wagtail.models import PageViewRestriction

from tests.pages.factories import StandardPageFactory, news_index

pytestmark = pytest.mark.django_db


def _menu(page):
    return [
        link.get_text(strip=True)
        for link in page.select(".govuk-service-navigation__link")
    ]


def test_menu_names_live_pages_that_all_may_open_in_their_order(visitor):
    news = news_index()
    StandardPageFactory(title="About us", show_in_menus=True)
    StandardPageFactory(title="Not in the menu")
    StandardPageFactory(title="Draft", show_in_menus=True, live=False)
    restricted = StandardPageFactory(title="Members", show_in_menus=True)
    for password in ("one", "two"):
        PageViewRestriction.objects.create(
            page=restricted, restriction_type="password", password=password
        )

    page = visitor.get(news.url)

    assert _menu(page) == ["News", "About us"]


def test_page_named_since_is_in_the_menu_of_the_next_page(visitor):
    news = news_index()
    visitor.get(news.url)
    StandardPageFactory(title="About us", show_in_menus=True)

    assert _menu(visitor.get(news.url)) == ["News", "About us"]


def test_address_below_the_home_page_leads_to_live_pages_only(visitor):
    section = StandardPageFactory(title="Section", slug="section")
    StandardPageFactory(title="Part", slug="part", parent=section)
    StandardPageFactory(title="Draft", slug="draft", live=False)
    hidden = StandardPageFactory(title="Hidden", slug="hidden", live=False)
    StandardPageFactory(title="Shown", slug="shown", parent=hidden)

    assert visitor.get("/section/part/").h1.get_text() == "Part"
    # As Wagtail has it, a draft does not hide the live pages below it.
    assert visitor.get("/hidden/shown/").h1.get_text() == "Shown"
    for nowhere in ("/draft/", "/nowhere/", "/section/nowhere/"):
        visitor.get(nowhere, status=404)
