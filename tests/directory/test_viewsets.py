import pytest

from commonweal.directory.models import Contact
from tests.directory.factories import (
    AudienceFactory,
    ContactFactory,
    PartnerFactory,
    PhoneNumberFactory,
    TopicFactory,
)
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db

MADE_BY = {
    "audience": AudienceFactory,
    "contact": ContactFactory,
    "partner": PartnerFactory,
    "topic": TopicFactory,
}


@pytest.mark.parametrize("name", MADE_BY)
def test_editors_can_list_add_and_edit_each_kind_of_record(visitor, name):
    visitor.sign_in(AdministratorFactory())
    record = MADE_BY[name](name="Findable name")
    base = f"/admin/snippets/directory/{name}/"

    listed = visitor.fetch(base).content.decode()
    visitor.fetch(f"{base}add/")
    edited = visitor.fetch(f"{base}edit/{record.pk}/").content.decode()

    assert "Findable name" in listed
    assert "Findable name" in edited


@pytest.mark.parametrize("name", MADE_BY)
def test_people_without_permission_cannot_open_the_directory(visitor, name):
    visitor.sign_in(PersonFactory())

    visitor.fetch(f"/admin/snippets/directory/{name}/", status=302)


def test_list_of_contacts_shows_their_numbers(visitor):
    visitor.sign_in(AdministratorFactory())
    PhoneNumberFactory(number="01632 960001")

    listed = visitor.fetch("/admin/snippets/directory/contact/").content.decode()

    assert "01632 960001" in listed


def test_editing_a_contact_stores_its_number_in_one_form(visitor):
    visitor.sign_in(AdministratorFactory())
    contact = PhoneNumberFactory().contact
    number = contact.numbers.get()

    visitor.send(
        f"/admin/snippets/directory/contact/edit/{contact.pk}/",
        {
            "name": "Front door",
            "position": "0",
            "numbers-TOTAL_FORMS": "1",
            "numbers-INITIAL_FORMS": "1",
            "numbers-MIN_NUM_FORMS": "0",
            "numbers-MAX_NUM_FORMS": "1000",
            "numbers-0-id": str(number.pk),
            "numbers-0-number": "(01632) 960999",
            "numbers-0-ORDER": "1",
        },
        status=302,
    )

    saved = Contact.objects.get()
    assert saved.name == "Front door"
    assert [n.number for n in saved.numbers.all()] == ["+441632960999"]
