"""The demonstration's two members of staff. Neither has a password."""

from django.contrib.auth.models import Group, Permission

from commonweal.people.models import Person

EDITOR = "editor@example.org"
ADMINISTRATOR = "administrator@example.org"

# Wagtail makes these two groups; both rights together are what a partnership's
# one communications lead needs.
GROUPS = ("Editors", "Moderators")
REGISTER = ("topic", "audience", "partner", "contact")
BRAND = "brand"


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
    """Return the editor's groups, allowed to look after the register and the brand."""
    groups = [Group.objects.get_or_create(name=name)[0] for name in GROUPS]
    register = Permission.objects.filter(
        content_type__app_label="directory", content_type__model__in=REGISTER
    )
    brand = Permission.objects.filter(
        content_type__app_label="design", content_type__model=BRAND
    )
    groups[-1].permissions.add(*register, *brand)
    return groups
