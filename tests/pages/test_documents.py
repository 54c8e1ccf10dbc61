"""A file is public when a page that readers can open refers to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction

from commonweal.pages.models import PartnershipDocument
from tests.conftest import Visitor
from tests.pages.factories import (
    NewsPageFactory,
    PolicyPageFactory,
    StandardPageFactory,
    home_page,
    text,
)
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(settings: Any, tmp_path: Any) -> PartnershipDocument:
    settings.MEDIA_ROOT = tmp_path
    return PartnershipDocument.objects.create(
        title="Form", file=ContentFile(b"words", name="form.txt")
    )


def _status(client: Client, document: PartnershipDocument) -> int:
    response = client.get(document.url)
    if response.streaming:
        response.close()
    return response.status_code


def _block(document: PartnershipDocument) -> dict[str, Any]:
    return {"type": "document", "value": {"document": document.pk, "title": ""}}


def test_document_of_a_published_page_is_public(
    client: Client, document: PartnershipDocument
) -> None:
    NewsPageFactory(body=[_block(document)])

    assert _status(client, document) == 200


def test_document_linked_in_the_words_of_a_page_is_public(
    client: Client, document: PartnershipDocument
) -> None:
    link = f'<p><a linktype="document" id="{document.pk}">The form</a></p>'
    StandardPageFactory(body=[text(link)])

    assert _status(client, document) == 200


def test_document_of_a_published_policy_is_public(
    client: Client, document: PartnershipDocument
) -> None:
    PolicyPageFactory(document=document)

    assert _status(client, document) == 200


def test_document_of_a_draft_is_not_public(
    client: Client, document: PartnershipDocument
) -> None:
    NewsPageFactory(body=[_block(document)], live=False)

    assert _status(client, document) == 404


def test_document_that_only_a_draft_of_a_published_page_names_is_not_public(
    client: Client, document: PartnershipDocument
) -> None:
    page = NewsPageFactory()
    page.body = page._meta.get_field("body").to_python([_block(document)])
    page.save_revision()

    assert _status(client, document) == 404


def test_document_of_no_page_is_not_public(
    client: Client, document: PartnershipDocument
) -> None:
    home_page()

    assert _status(client, document) == 404


def test_document_of_an_unpublished_page_is_public_no_more(
    client: Client, document: PartnershipDocument
) -> None:
    page = NewsPageFactory(body=[_block(document)])
    page.unpublish()

    assert _status(client, document) == 404


def test_document_of_a_restricted_page_is_not_public(
    client: Client, document: PartnershipDocument
) -> None:
    page = NewsPageFactory(body=[_block(document)])
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN
    )

    assert _status(client, document) == 404


def test_document_of_a_draft_is_served_to_staff_only(
    client: Client, document: PartnershipDocument
) -> None:
    NewsPageFactory(body=[_block(document)], live=False)

    client.force_login(PersonFactory())
    to_somebody = _status(client, document)
    client.force_login(AdministratorFactory())
    to_staff = _status(client, document)

    assert (to_somebody, to_staff) == (404, 200)


def test_document_of_a_page_whose_time_has_not_come_is_not_found(
    client: Client, document: PartnershipDocument
) -> None:
    tomorrow = localdate() + timedelta(days=1)
    page = NewsPageFactory(body=[_block(document)], published_on=tomorrow)

    assert client.get(page.url).status_code == 404
    assert _status(client, document) == 404


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_wagtails_groups_of_staff_may_add_and_choose_documents(
    visitor: Visitor, document: PartnershipDocument, group: str
) -> None:
    person = PersonFactory()
    person.groups.add(Group.objects.get(name=group))
    visitor.sign_in(person)

    added = visitor.send(
        "/admin/documents/add/",
        {
            "title": "Leaflet",
            "file": ContentFile(b"words", name="leaflet.txt"),
            "collection": document.collection_id,
        },
        status=302,
    )
    chosen = visitor.fetch("/admin/documents/chooser/").json()["html"]

    assert added["Location"] == "/admin/documents/"
    assert f"/admin/documents/chooser/chosen/{document.pk}/" in chosen
    assert "Leaflet" in chosen
