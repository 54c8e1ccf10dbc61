"""What a browser would send from the page editor."""

from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from commonweal.dates import Question, read
from commonweal.pages.forms import field_name
from commonweal.pages.models import NewsPage
from tests.pages.factories import NewsPageFactory

WRONG = "Wednesday 21 March, 9.15am to 3.00pm"
WORDS = "Wednesday 21 March"
MESSAGE = (
    "21 March 2025 is a Friday, not a Wednesday. Check the day, the month and the year."
)
PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
SETTLE = {"action-settle-dates": "1"}


def news_fields(**fields: Any) -> dict[str, Any]:
    """Return the fields of the news editor's form, as a browser sends them.

    ``body`` is a list of paragraphs in plain words. No button is pressed; give
    ``**{"action-publish": "1"}`` for one.
    """
    paragraphs = fields.pop("body", [])
    written = {
        "title": "Spring webinar",
        "slug": "spring-webinar",
        "published_on": "2025-03-20",
        "summary": "",
        "dates_in_words": "",
        "shows": "dates",
        "booking": "",
        "body": streamfield(
            [("text", rich_text(f"<p>{paragraph}</p>")) for paragraph in paragraphs]
        ),
        "comments": inline_formset([]),
        **fields,
    }
    return dict(nested_form_data(written))


def answer(question: Question, choice: str, **more: str) -> dict[str, str]:
    """Return the fields that answer a question: a day, "typed" or "kept"."""
    name = field_name(question)
    return {name: choice, **{f"{name}-{key}": value for key, value in more.items()}}


def question_about(words: str = WRONG) -> Question:
    (question,) = read(words, published=date(2025, 3, 20)).refusing
    return question


def draft(**fields: object) -> NewsPage:
    return NewsPageFactory(
        **{
            "title": "Spring webinar",
            "live": False,
            "published_on": date(2025, 3, 20),
            "dates_in_words": WRONG,
            **fields,
        }
    )


def send(client: Client, page: NewsPage, **fields: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(
        address, news_fields(**{"dates_in_words": WRONG, **fields}), follow=True
    )


def read_page(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def stored(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def draft_of(page: NewsPage) -> NewsPage:
    draft: NewsPage = stored(page).get_latest_revision_as_object()
    return draft
