"""Fixtures for every room. ``visitor`` is the only way a test opens a page."""

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core import management
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from commonweal.people.models import Person
from tests.prepared_database import prepared

CONTROLS = "input:not([type=hidden], [type=submit], [type=button]), select, textarea"
# A browser says of a form's POST where it came from; see people.access.
FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


class PersonClient(Client):
    """A test client whose people have taken the second step of signing in."""

    takes_second_step = True

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        if self.takes_second_step:
            session = self.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "at": time.time(), "type": "totp"}
            ]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()


@pytest.fixture(scope="session")
def _copying() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, _copying: pytest.MonkeyPatch
) -> None:
    """Let the test database begin as a copy of one that was migrated before."""
    copied = prepared(management.call_command)
    _copying.setattr(management, "call_command", copied)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, _copying: pytest.MonkeyPatch) -> None:
    """Once it stands, ``migrate`` migrates again."""
    _copying.undo()


class Visitor:
    """Opens pages as one person would, and insists that every page is well made."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.is_signed_in = False
        self.response: Any = None

    def sign_in(self, person: Person) -> None:
        self.client.force_login(person)
        self.is_signed_in = True

    def get(
        self, url: str, fields: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> BeautifulSoup:
        """Open one of our own pages, check it and return it, redirects followed."""
        response = self.client.get(url, fields or {}, follow=True)
        return self._read(response, status)

    def post(
        self, url: str, fields: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> BeautifulSoup:
        """Send a form of ours from a page of ours; check and return the answer."""
        response = self.client.post(url, fields or {}, follow=True, headers=FROM_HERE)
        return self._read(response, status)

    def fetch(
        self, url: str, fields: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> Any:
        """Fetch what is not a page of ours (feeds, files, the editor's admin).

        Redirects are not followed. Only the status is checked.
        """
        self.response = self.client.get(url, fields or {})
        assert self.response.status_code == status, _about(self.response)
        return self.response

    def send(
        self,
        url: str,
        fields: Mapping[str, Any] | None = None,
        *,
        status: int,
        headers: Mapping[str, str] = FROM_HERE,
    ) -> Any:
        """Send a form and return the bare answer; redirects are not followed."""
        self.response = self.client.post(url, fields or {}, headers=dict(headers))
        assert self.response.status_code == status, _about(self.response)
        return self.response

    def _read(self, response: Any, status: int) -> BeautifulSoup:
        self.response = response
        assert response.status_code == status, _about(response)
        assert response["Content-Type"].startswith("text/html"), response[
            "Content-Type"
        ]
        page = BeautifulSoup(response.content, "html.parser")
        check_page(page)
        if not self.is_signed_in:
            assert not self.client.cookies, "a page for the public set a cookie"
        return page


def _about(response: Any) -> str:
    start = response.content[:400] if not response.streaming else b"(a file)"
    return f"{response.status_code} {response.get('Location', '')} {start!r}"


def check_page(page: BeautifulSoup) -> None:
    """Insist on what every page must have, whoever made it."""
    assert page.html is not None
    assert page.html.get("lang") == "en-GB"
    headings = page.find_all("h1")
    assert len(headings) == 1, headings
    _check_title(page, headings[0])
    _check_controls(page)
    _check_nothing_inline(page)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    missing = [image for image in page.find_all("img") if not image.has_attr("alt")]
    assert missing == [], "an image without alternative text"


def _check_title(page: BeautifulSoup, heading: Tag) -> None:
    title = page.title.get_text() if page.title else ""
    shared = _words(title) & _words(heading.get_text())
    assert shared, f"the title {title!r} says nothing of the heading {heading!r}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _check_controls(page: BeautifulSoup) -> None:
    for control in page.select(CONTROLS):
        assert control.get("id"), f"no label can name {control}"
        assert page.select_one(f'label[for="{control["id"]}"]'), f"no label: {control}"


def _check_nothing_inline(page: BeautifulSoup) -> None:
    scripts = page.select("script:not([src], [nonce], [type='application/ld+json'])")
    assert scripts == [], "a script inside the page, without a nonce"
    assert page.select("style, [style]") == [], "style inside the page"
    handlers = [
        tag
        for tag in page.find_all(True)
        if any(name.startswith("on") for name in tag.attrs)
    ]
    assert handlers == [], "a handler inside the page"


@pytest.fixture
def client() -> PersonClient:
    """In the place of pytest-django's own."""
    return PersonClient()


@pytest.fixture
def visitor(client: Client) -> Visitor:
    return Visitor(client)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What one test's database held is not true of the next."""
    cache.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """Put back what migrations wrote, after a test that emptied the database: Django
    does so only for the next test of that kind, and which comes next is chance."""
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            content = connection._test_serialized_contents
            connection.creation.deserialize_db_from_string(content)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what needs PostgreSQL itself where the run is on SQLite.

    ``tests/run_all`` runs the suite on both, so each of them runs once at least.
    """
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
