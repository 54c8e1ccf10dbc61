"""Two people whom tests of the admin and of its commands are about."""

import pytest

from commonweal.people.models import Person
from commonweal.people.roles import Role
from tests.conftest import Visitor
from tests.people.factories import PersonFactory, person_in


@pytest.fixture
def robin() -> Person:
    return PersonFactory(
        email="robin@example.org", first_name="Robin", last_name="Quill"
    )


@pytest.fixture
def manager(visitor: Visitor) -> Person:
    """A site manager, who has signed in."""
    person = person_in(
        Role.SITE_MANAGER, email="ash@example.org", first_name="Ash", last_name="Abbey"
    )
    visitor.sign_in(person)
    return person
