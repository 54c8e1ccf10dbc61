import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from commonweal.pages.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> Site:
    Site.objects.all().delete()
    return Site.objects.create(
        hostname="testserver", root_page=_home("First home"), is_default_site=True
    )


def _home(title: str) -> HomePage:
    root = Page.objects.get(depth=1)
    home: HomePage = root.add_child(instance=HomePage(title=title))
    return home


def _page(client: Client, host: str = "testserver") -> str:
    return client.get("/", headers={"host": host}).content.decode()


def test_the_site_is_looked_up_for_the_first_page_only(client: Client):
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            _page(client)
        asked.append(sum('FROM "wagtailcore_site"' in each["sql"] for each in queries))

    assert asked[0] > asked[1]


def test_a_change_of_the_site_shows_on_the_next_page(client: Client, site: Site):
    assert "First home" in _page(client)

    site.root_page = _home("Another home")
    site.save()

    assert "Another home" in _page(client)


def test_each_host_name_keeps_its_own_site(client: Client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "second.example.org"]
    Site.objects.create(
        hostname="second.example.org", port=80, root_page=_home("Second home")
    )

    for _ in range(2):
        assert "First home" in _page(client)
        assert "Second home" in _page(client, "second.example.org")


def test_a_host_that_is_not_ours_is_refused(client: Client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
