"""Error pages, robots, and the policy for browsers."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.config import views
from tests.conftest import FROM_HERE, check_page
from tests.pages.factories import NewsPageFactory, home_page
from tests.people.factories import AdministratorFactory, PersonFactory

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def _policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.forbidden, 403),
        (views.csrf_failure, 403),
        (views.server_error, 500),
    ],
)
def test_error_pages_are_whole_and_ask_no_database(rf, view, status):
    # Without the mark `django_db` any query fails the test.
    response = view(rf.get("/"))

    page = BeautifulSoup(response.content, "html.parser")
    check_page(page)
    assert response.status_code == status
    assert page.select_one('a[href="tel:999"]') is not None


@pytest.mark.django_db
def test_an_address_that_names_nothing_gets_a_page_with_the_sites_frame(visitor):
    NewsPageFactory()

    page = visitor.get("/nothing/here/", status=404)

    assert page.h1.get_text() == "Page not found"
    assert page.select_one('a[href="tel:999"]') is not None
    assert page.select_one('main a[href="/news/"]') is not None


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_the_400_page(client):
    response = client.get("/", headers={"host": "elsewhere.example.org"})

    assert response.status_code == 400
    check_page(BeautifulSoup(response.content, "html.parser"))


@pytest.mark.django_db
def test_a_page_one_may_not_open_gets_the_403_page(visitor):
    visitor.sign_in(PersonFactory())

    page = visitor.get("/design/", status=403)

    assert page.h1.get_text() == "You may not open this page"


@pytest.mark.django_db
def test_a_form_of_the_admin_without_its_token_gets_the_403_page():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {}, headers=FROM_HERE)

    assert response.status_code == 403
    check_page(BeautifulSoup(response.content, "html.parser"))


@pytest.mark.parametrize(
    ("demonstration", "rule"), [(False, "Disallow: /admin/"), (True, "Disallow: /")]
)
def test_robots_keep_crawlers_out_of_a_demonstration(
    visitor, settings, demonstration, rule
):
    settings.COMMONWEAL_DEMONSTRATION = demonstration

    lines = visitor.fetch("/robots.txt").content.decode().splitlines()

    assert lines == ["User-agent: *", rule, "Sitemap: http://testserver/sitemap.xml"]


@pytest.mark.django_db
def test_public_pages_have_the_strict_policy(visitor):
    home_page()

    visitor.get("/")
    policy = _policy(visitor.response)

    assert {name: policy[name] for name in STRICT} == STRICT
    assert "unsafe" not in str(policy)
    assert "http:" not in str(policy)


@pytest.mark.django_db
def test_the_admin_may_style_and_script_itself(visitor):
    visitor.sign_in(AdministratorFactory())

    policy = _policy(visitor.fetch("/admin/"))

    assert "'unsafe-inline'" in policy["script-src"]
    assert (policy["default-src"], policy["object-src"]) == ("'self'", "'none'")


@pytest.mark.django_db
def test_only_the_admin_has_the_looser_policy(visitor):
    home_page()

    policy = _policy(visitor.fetch("/administration/", status=404))

    assert "unsafe" not in str(policy)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/robots.txt", "/nothing/"])
def test_every_answer_says_not_to_guess_types_nor_to_tell_addresses(client, path):
    home_page()

    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
