"""What was read of the dates, shown beside their field."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from commonweal.pages.models import NewsPage
from tests.pages.editing import (
    PUBLISH,
    WRONG,
    answer,
    draft,
    news_fields,
    question_about,
    read_page,
    send,
    stored,
)
from tests.pages.factories import news_index
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_warnings_are_told_after_publishing(desk: Client) -> None:
    page = draft()
    words = "Monday 26 May 2025, 10am to 11am"

    shown = read_page(send(desk, page, dates_in_words=words, **PUBLISH))

    assert stored(page).live
    said = [m.get_text(strip=True) for m in shown.select(".messages li.warning")]
    assert said == [
        "“Monday 26 May 2025, 10am to 11am” is over already: it was on Monday 26 May "
        "2025.",
        "Monday 26 May 2025 is a bank holiday (Spring Bank Holiday). Is the date right?",
    ]


def test_what_was_read_stands_beside_the_field_without_script(desk: Client) -> None:
    page = draft(
        dates_in_words="Thursday 29 May 2025, 10am to 2pm, at West Offices",
        shows="dates",
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = read_page(desk.get(address))

    entries = shown.select(".date-guardian__entries li")
    assert [entry.select_one("strong").get_text() for entry in entries] == [  # type: ignore[union-attr]
        "Thursday 29 May 2025, 10am to 2pm"
    ]
    assert "West Offices" in entries[0].get_text()
    assert "Goes straight to the archive" in str(shown)


def _read_back(client: Client, page: NewsPage, **fields: Any) -> BeautifulSoup:
    address = reverse("pages_read_back", args=[page.pk])
    return read_page(client.post(address, news_fields(**fields)))


def test_read_back_reads_what_is_typed_and_saves_nothing(desk: Client) -> None:
    page = draft()

    shown = _read_back(
        desk,
        page,
        dates_in_words="Wednesday 29 May 2030, 10am to 2pm",
        body=["The report is due by Friday 7 June 2030."],
        **answer(question_about(), "2025-05-21"),
    )

    whens = [strong.get_text() for strong in shown.select("li strong")]
    assert whens == [
        "Wednesday 29 May 2030, 10am to 2pm",
        "Closes Friday 7 June 2030",
    ]
    offered = [button["data-add-date"] for button in shown.select("[data-add-date]")]
    assert offered == ["Closes Friday 7 June 2030"]
    assert "Shows until 2pm on Wednesday 29 May 2030." in str(shown)
    assert stored(page).dates_in_words == WRONG


def test_read_back_keeps_answers_given_so_far(desk: Client) -> None:
    page = draft()
    kept = answer(question_about(), "kept", reason="As printed.")

    shown = _read_back(desk, page, dates_in_words=WRONG, **kept)

    reason = shown.select_one("textarea")
    assert reason is not None
    assert reason.get_text() == "As printed."


def test_read_back_works_for_an_item_never_saved(desk: Client) -> None:
    address = reverse("pages_read_back_new", args=[news_index().pk])

    shown = read_page(desk.post(address, news_fields(title="", dates_in_words=WRONG)))

    assert len(shown.select("fieldset.date-question")) == 1


def test_read_back_is_for_those_who_may_edit(client: Client) -> None:
    page = draft()
    addresses = [
        reverse("pages_read_back", args=[page.pk]),
        reverse("pages_read_back_new", args=[news_index().pk]),
    ]

    outsider = PersonFactory()
    outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))

    before = [client.post(address) for address in addresses]
    client.force_login(outsider)
    after = [client.post(address, news_fields()) for address in addresses]

    assert [response["Location"].split("?")[0] for response in before] == [
        "/account/sign-in/",
        "/account/sign-in/",
    ]
    assert [response["Location"] for response in after] == ["/admin/", "/admin/"]


def test_read_back_refuses_what_is_not_the_editors_form(desk: Client) -> None:
    address = reverse("pages_read_back", args=[draft().pk])

    response = desk.post(address, {"title": "Half a form"})

    assert response.status_code == 400
