"""Each of the admin's other ways to publish says why it does not."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.pages.actions import override_question
from commonweal.pages.models import NewsPage
from tests.pages.editing import draft, stored

pytestmark = pytest.mark.django_db

AT = datetime(2025, 3, 20, 9, 0, tzinfo=UTC)


def test_bulk_publish_says_why_and_publishes_nothing(desk: Client) -> None:
    page, good = draft(), draft(title="Good", dates_in_words="Friday 21 March")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = desk.post(
        f"{address}?id={good.pk}&id={page.pk}&next=/admin/",
        {"include_descendants": ""},
        follow=True,
    )

    assert response.status_code == 200
    assert "Nothing was published. “Spring webinar” has dates in question." in str(
        response.content, "utf-8"
    )
    assert not NewsPage.objects.live().exists()


def test_admin_copy_says_why_and_copies_nothing(desk: Client) -> None:
    page = draft()
    _override_and_publish(page)

    response = desk.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
        follow=True,
    )

    assert response.status_code == 200
    assert "“Copy” has dates in question" in str(response.content, "utf-8")
    assert NewsPage.objects.count() == 1


def test_admin_api_answers_400(desk: Client) -> None:
    page = draft()
    page.save_revision()

    response = desk.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]),
        content_type="application/json",
    )

    assert response.status_code == 400
    assert list(response.json()) == ["dates_in_words"]
    assert not stored(page).live


def _override_and_publish(page: NewsPage) -> None:
    (question,) = page.undecided_questions()
    override_question(page, question=question, reason="As printed.", by=None, at=AT)
    page.save_revision().publish()
