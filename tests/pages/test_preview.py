"""What editors see before publishing, and readers never do."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Workflow

from commonweal.pages.blocks import ImageBlock
from commonweal.pages.models import NewsPage
from commonweal.pages.userbar import AccessibilityChecks, check_content
from tests.pages.editing import news_fields
from tests.pages.factories import NewsPageFactory, home_page, news_index
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db


def _preview(client: Client, page: NewsPage, **fields: Any) -> Any:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = client.post(address, news_fields(**fields))
    assert sent.json()["is_valid"], sent.content
    return client.get(f"{address}?in_preview_panel=true&mode=")


def test_preview_shows_the_dates_typed_just_now(client: Client) -> None:
    page = NewsPageFactory(live=False, published_on=date(2025, 3, 20))
    client.force_login(AdministratorFactory())

    shown = _preview(client, page, dates_in_words="Thursday 29 May 2025, 10am to 2pm")

    page_shown = BeautifulSoup(shown.content, "html.parser")
    assert "29 May 2025" in page_shown.select_one("main").get_text()  # type: ignore[union-attr]
    assert not NewsPage.objects.get().occasions.exists()


def test_preview_of_dates_in_question_still_shows(client: Client) -> None:
    page = NewsPageFactory(live=False, published_on=date(2025, 3, 20))
    client.force_login(AdministratorFactory())

    shown = _preview(client, page, dates_in_words="Wednesday 21 March")

    assert shown.status_code == 200


def test_preview_carries_the_checker_under_the_policy_of_readers(
    client: Client,
) -> None:
    page = NewsPageFactory(live=False, published_on=date(2025, 3, 20))
    client.force_login(AdministratorFactory())

    shown = _preview(client, page)

    assert "wagtail-userbar" in str(shown.content, "utf-8")
    assert "The summary is empty" in str(shown.content, "utf-8")
    assert "'unsafe-inline'" not in shown["Content-Security-Policy"]


def test_public_pages_carry_no_userbar_even_for_staff(client: Client) -> None:
    NewsPageFactory(title="Item")
    client.force_login(AdministratorFactory())

    shown = client.get("/news/item/")

    assert shown.status_code == 200
    assert "wagtail-userbar" not in str(shown.content, "utf-8")
    assert "'unsafe-inline'" not in shown["Content-Security-Policy"]


def test_check_content_puts_our_checks_in_the_place_of_wagtails() -> None:
    other = object()
    items: list[Any] = [other, ContentCheckerItem()]

    check_content(None, items, None)

    assert items[0] is other
    assert isinstance(items[1], AccessibilityChecks)


def test_each_message_of_ours_belongs_to_a_rule_that_runs() -> None:
    assert set(AccessibilityChecks.axe_messages) <= set(
        AccessibilityChecks.axe_run_only
    )


def test_a_picture_starts_without_alternative_text() -> None:
    block = ImageBlock()

    assert isinstance(block.child_blocks["image"], ImageChooserBlock)
    assert not block.get_default()["alternative_text"]


def test_the_moderators_workflow_is_there_from_the_start() -> None:
    home_page()

    workflow = news_index().get_workflow()

    assert workflow == Workflow.objects.get(name="Moderators approval")
