"""The button that archives a page now."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from commonweal.governance.models import AuditEvent
from commonweal.pages.actions import archive
from commonweal.pages.exceptions import PagesError
from commonweal.pages.models import NewsPage
from tests.pages.factories import NewsPageFactory, StandardPageFactory
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 3, 21, 9, 0, tzinfo=UTC)


def _item(**fields: object) -> NewsPage:
    return NewsPageFactory(
        **{
            "title": "Young carers",
            "published_on": date(2025, 3, 20),
            "shows": "evergreen",
            **fields,
        }
    )


def test_archive_takes_an_item_off_the_lists_and_is_audited() -> None:
    page = _item()
    editor = AdministratorFactory()

    archive(page, by=editor, at=AT)

    assert list(NewsPage.objects.current(now=AT)) == []
    assert list(NewsPage.objects.archived(now=AT)) == [page]
    events = AuditEvent.objects.values_list("verb", "subject_id", "by_id", "at")
    assert list(events) == [("pages.archived", str(page.pk), editor.pk, AT)]


def test_archive_holds_when_a_draft_on_top_is_published_later() -> None:
    page = _item()
    page.title = "Young carers, revised"
    page.save_revision()
    page = NewsPage.objects.get(pk=page.pk)

    archive(page, by=None, at=AT)
    NewsPage.objects.get(pk=page.pk).get_latest_revision().publish()

    stored = NewsPage.objects.get(pk=page.pk)
    assert (stored.title, stored.visible_until) == ("Young carers, revised", AT)


def test_archive_works_for_an_item_whose_words_a_better_reader_doubts() -> None:
    page = _item(live=False, dates_in_words="Wednesday 21 March")
    NewsPage.objects.filter(pk=page.pk).update(live=True)

    archive(NewsPage.objects.get(pk=page.pk), by=None, at=AT)

    assert list(NewsPage.objects.archived(now=AT)) == [page]


def test_archive_refuses_a_draft_and_an_archived_page() -> None:
    archived = _item()
    archive(archived, by=None, at=AT)

    with pytest.raises(PagesError, match="Only a published page"):
        archive(_item(title="Draft", live=False), by=None, at=AT)
    with pytest.raises(PagesError, match="archived already"):
        archive(archived, by=None, at=AT)


def test_the_editor_offers_it_asks_and_does_it(client: Client) -> None:
    page = StandardPageFactory(title="About us")
    client.force_login(AdministratorFactory())
    address = reverse("pages_archive_now", args=[page.pk])

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    asked = client.get(address)
    page.refresh_from_db()
    assert page.visible_until is None
    done = client.post(address, follow=True)

    page.refresh_from_db()
    assert address in str(editor.content, "utf-8")
    assert "Archive it now" in str(asked.content, "utf-8")
    assert "“About us” is archived." in str(done.content, "utf-8")
    assert page.visible_until is not None


def test_archiving_a_draft_says_why_not(client: Client) -> None:
    page = _item(live=False)
    client.force_login(AdministratorFactory())

    done = client.post(reverse("pages_archive_now", args=[page.pk]), follow=True)

    assert "Only a published page can be archived." in str(done.content, "utf-8")


def test_archiving_is_for_those_who_may_publish(client: Client) -> None:
    page = _item()
    outsider = PersonFactory()
    outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(outsider)

    client.post(reverse("pages_archive_now", args=[page.pk]))

    page.refresh_from_db()
    assert page.visible_until is None
