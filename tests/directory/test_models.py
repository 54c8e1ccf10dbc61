import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from commonweal.directory.models import Contact, PhoneNumber
from tests.directory.factories import (
    AudienceFactory,
    ContactFactory,
    PartnerFactory,
    PhoneNumberFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def test_phone_number_is_stored_in_one_form_whoever_saves_it():
    number = PhoneNumberFactory(number="(01632) 960-123")

    number.refresh_from_db()
    assert (number.number, str(number), number.link) == (
        "+441632960123",
        "01632 960123",
        "tel:+441632960123",
    )


def test_phone_number_that_cannot_be_dialled_is_not_stored():
    contact = ContactFactory()

    with pytest.raises(ValidationError, match="is not a telephone number"):
        PhoneNumberFactory(contact=contact, number="ring us")

    assert list(contact.numbers.all()) == []


def test_phone_number_form_says_which_field_is_wrong():
    number = PhoneNumber(contact=ContactFactory(), number="ring us")

    with pytest.raises(ValidationError) as refusal:
        number.full_clean()

    assert list(refusal.value.message_dict) == ["number"]


def test_contact_has_a_number_once_however_it_is_typed():
    number = PhoneNumberFactory(number="01632 960123")

    with pytest.raises(IntegrityError):
        PhoneNumberFactory(contact=number.contact, number="+44 1632 960123")


def test_help_lines_are_the_contacts_marked_as_such_in_their_order():
    second = ContactFactory(is_help_line=True, position=2)
    first = ContactFactory(is_help_line=True, position=1)
    ContactFactory()

    assert list(Contact.objects.help_lines()) == [first, second]


def test_with_numbers_asks_twice_however_many_contacts_there_are(
    django_assert_num_queries,
):
    for _ in range(3):
        PhoneNumberFactory()

    with django_assert_num_queries(2):
        shown = [
            str(number)
            for contact in Contact.objects.with_numbers()
            for number in contact.numbers.all()
        ]

    assert len(shown) == 3


def test_topic_name_is_taken_whatever_its_case():
    TopicFactory(name="Neglect")

    with pytest.raises(IntegrityError):
        TopicFactory(name="NEGLECT")


@pytest.mark.parametrize(
    "made_by", [AudienceFactory, ContactFactory, PartnerFactory, TopicFactory]
)
def test_records_are_shown_by_their_names(made_by):
    assert str(made_by(name="A name")) == "A name"
