from typing import Any

import factory
from django.contrib.auth.models import Group, Permission

from commonweal.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Somebody invented, with an account and no permission."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Example {n}")
    password = factory.django.Password("a long enough pass phrase")


class AdministratorFactory(PersonFactory):
    """May do everything."""

    first_name = "Ash"
    is_staff = True
    is_superuser = True


class EditorFactory(PersonFactory):
    """In Wagtail's group of editors, and may open its admin."""

    class Meta:
        skip_postgeneration_save = True

    first_name = "Jo"

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        group, _ = Group.objects.get_or_create(name="Editors")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        self.groups.add(group)
