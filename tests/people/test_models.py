from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from commonweal.people.models import Person
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_create_user_keeps_the_address_in_lower_case():
    person = Person.objects.create_user(" Robin@Example.ORG ", "a long pass phrase")

    assert (person.email, person.is_staff, person.is_superuser) == (
        "robin@example.org",
        False,
        False,
    )
    assert person.check_password("a long pass phrase")


def test_create_user_without_a_password_makes_an_account_nobody_can_sign_in_to():
    assert not Person.objects.create_user("robin@example.org").has_usable_password()


def test_create_user_refuses_an_empty_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        Person.objects.create_user("")


def test_create_superuser_may_do_everything():
    person = Person.objects.create_superuser("ash@example.org", "a long pass phrase")

    assert (person.is_staff, person.is_superuser) == (True, True)


@pytest.mark.parametrize(
    "typed", ["robin@example.org", "ROBIN@example.org", " Robin@example.org "]
)
def test_sign_in_takes_the_address_in_any_case(rf, typed):
    person = PersonFactory(email="robin@example.org", password="a long pass phrase")

    found = authenticate(rf.post("/"), username=typed, password="a long pass phrase")

    assert found == person


def test_one_person_per_address_whatever_the_case():
    PersonFactory(email="robin@example.org")

    with pytest.raises(IntegrityError):
        PersonFactory(email="Robin@example.org")


def test_clean_lowers_the_address_and_finds_it_taken():
    PersonFactory(email="robin@example.org")
    double = Person(email=" ROBIN@example.org ", password="x")

    with pytest.raises(ValidationError) as refusal:
        double.full_clean()

    assert "email" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"first_name": "Robin", "last_name": "Example"}, "Robin Example"),
        ({"first_name": "", "last_name": ""}, "robin@example.org"),
    ],
)
def test_person_is_shown_by_name_or_address(names, shown):
    assert str(PersonFactory.build(email="robin@example.org", **names)) == shown


def test_somebody_without_an_address_has_no_address_to_write_to():
    person = Person.objects.create_without_email(first_name="Sam", last_name="Example")

    person.full_clean(exclude=["password"])
    assert (person.has_email, person.contact_email, str(person)) == (
        False,
        "",
        "Sam Example",
    )
    assert not person.has_usable_password()
    assert list(Person.objects.reachable()) == []
    assert list(Person.objects.open()) == [person]


def test_somebody_with_neither_name_nor_address_can_be_shown():
    assert str(Person.objects.create_without_email()) == "Somebody without a name"


def test_a_closed_account_is_inactive():
    with pytest.raises(IntegrityError):
        PersonFactory(closed_at=datetime(2025, 5, 29, tzinfo=UTC))


def test_idle_since_counts_from_the_last_sign_in_or_the_beginning():
    then = datetime(2025, 5, 29, tzinfo=UTC)
    long_ago, lately = then - timedelta(days=1), then + timedelta(days=1)
    never = PersonFactory(date_joined=long_ago)
    once = PersonFactory(date_joined=long_ago, last_login=long_ago)
    PersonFactory(date_joined=long_ago, last_login=lately)
    PersonFactory(date_joined=lately)
    PersonFactory(date_joined=long_ago, is_active=False)

    assert set(Person.objects.idle_since(then)) == {never, once}
