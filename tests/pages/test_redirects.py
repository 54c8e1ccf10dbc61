"""A page that moves leaves a way from its old address to the new one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.editing import news_fields
from tests.pages.factories import NewsPageFactory, StandardPageFactory, home_page
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

Committed = Callable[..., AbstractContextManager[list[Any]]]


def test_an_item_renamed_in_the_editor_redirects_to_its_new_address(
    client: Client, django_capture_on_commit_callbacks: Committed
) -> None:
    page = NewsPageFactory(
        title="Spring webinar",
        published_on=date(2025, 3, 20),
        dates_in_words="Friday 21 March, 10am to 11am",
    )
    client.force_login(AdministratorFactory())

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            news_fields(
                slug="summer-webinar",
                dates_in_words="Friday 21 March, 10am to 11am",
                **{"action-publish": "1"},
            ),
        )
    client.logout()
    old = client.get("/news/spring-webinar/")
    new = client.get("/news/summer-webinar/")

    assert (old.status_code, old["Location"]) == (301, "/news/summer-webinar/")
    assert new.status_code == 200


def test_a_page_moved_below_another_redirects(
    client: Client, django_capture_on_commit_callbacks: Committed
) -> None:
    parent = StandardPageFactory(title="About us")
    page = StandardPageFactory(title="Who we are", parent=home_page())

    with django_capture_on_commit_callbacks(execute=True):
        page.move(parent, pos="last-child")
    old = client.get("/who-we-are/")

    assert (old.status_code, old["Location"]) == (301, "/about-us/who-we-are/")
