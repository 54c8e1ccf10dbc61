"""The demonstration's two members of staff. Neither has a password."""

from django.contrib.auth.models import Group

from commonweal.people.models import Person
from commonweal.people.roles import EVERY_GROUP, Role

EDITOR = "editor@example.org"
ADMINISTRATOR = "administrator@example.org"


def make_people() -> dict[str, Person]:
    """Find the demonstration's staff by their addresses, or make them."""
    editor = Person.objects.filter(email=EDITOR).first()
    if editor is None:
        editor = Person.objects.create_user(
            EDITOR, first_name="Erin", last_name="Halloran", is_staff=True
        )
    editor.groups.add(*_groups())
    administrator = Person.objects.filter(email=ADMINISTRATOR).first()
    if administrator is None:
        administrator = Person.objects.create_superuser(
            ADMINISTRATOR, first_name="Samir", last_name="Whitlock"
        )
    return {"editor": editor, "administrator": administrator}


def _groups() -> list[Group]:
    return [
        Group.objects.get_or_create(name=name)[0] for name in EVERY_GROUP[Role.EDITOR]
    ]
