"""Who works at the desk."""

import pytest

from commonweal.people.models import Person
from commonweal.people.roles import Role
from tests.conftest import Visitor
from tests.people.factories import person_in


@pytest.fixture
def desk(visitor: Visitor) -> Person:
    """A training administrator, who has signed in."""
    person = person_in(Role.TRAINING_ADMINISTRATOR)
    visitor.sign_in(person)
    return person
