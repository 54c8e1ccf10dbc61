"""People at the newsletter desk."""

from django.contrib.auth.models import Group

from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role
from tests.people.factories import PersonFactory


def editor(role: Role = Role.EDITOR, **fields: str) -> Person:
    """Return somebody who may write and send the newsletter."""
    person: Person = PersonFactory(is_staff=True, **fields)
    person.groups.add(Group.objects.get(name=GROUPS[role]))
    return person
