"""Who may do what: seven roles, from groups and from memberships."""

from collections.abc import Iterator, Set
from datetime import date
from enum import StrEnum
from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from commonweal.people.models import Person


class Role(StrEnum):
    """A role, by its name in addresses and on the command line."""

    PRACTITIONER = "practitioner"
    TEAM_BOOKER = "team-booker"
    ORGANISATION_LEAD = "organisation-lead"
    TRAINER = "trainer"
    TRAINING_ADMINISTRATOR = "training-administrator"
    EDITOR = "editor"
    SITE_MANAGER = "site-manager"


# Staff roles are groups; the others follow from having an account and from
# memberships. "Editors" is the group that Wagtail makes itself.
GROUPS = {
    Role.TRAINER: "Trainers",
    Role.TRAINING_ADMINISTRATOR: "Training administrators",
    Role.EDITOR: "Editors",
    Role.SITE_MANAGER: "Site managers",
}
# All groups of each; whoever is in one of them has the role. Wagtail's second group
# publishes, and nobody is in it who is no editor. The role of editor is both: in a unit
# of three people nobody else would be there to publish.
EVERY_GROUP = {
    **{role: (name,) for role, name in GROUPS.items()},
    Role.EDITOR: (GROUPS[Role.EDITOR], "Moderators"),
}
# What each is called, and may do, where people choose among them.
IN_WORDS = {
    Role.TRAINER: ("Trainer", "Sees their own sessions and keeps the register."),
    Role.TRAINING_ADMINISTRATOR: (
        "Training administrator",
        "Runs training, and looks after people and organisations.",
    ),
    Role.EDITOR: ("Editor", "Writes and publishes pages, contacts and the brand."),
    Role.SITE_MANAGER: (
        "Site manager",
        "All of training, roles, personal data, the audit trail and e-mail.",
    ),
    Role.TEAM_BOOKER: ("Team booker", "Books named people of an organisation."),
    Role.ORGANISATION_LEAD: (
        "Organisation lead",
        "Sees the bookings of an organisation, and of its schools.",
    ),
}


def roles_of(person: Person, *, today: date) -> frozenset[Role]:
    """Return the roles of somebody on ``today``. Two queries.

    A closed account has none. A superuser is a site manager, whatever their groups.
    """
    if not person.is_active:
        return frozenset()
    roles = {Role.PRACTITIONER} | staff_roles_of(person)
    for books, leads in person.memberships.current(today=today).values_list(
        "is_team_booker", "is_organisation_lead"
    ):
        roles |= {Role.TEAM_BOOKER} if books else set()
        roles |= {Role.ORGANISATION_LEAD} if leads else set()
    return frozenset(roles)


def staff_roles_of(person: Person) -> set[Role]:
    """Return the roles that come from groups. One query, unless the groups were
    fetched along."""
    names = {group.name for group in person.groups.all()}
    roles = {role for role, groups in EVERY_GROUP.items() if names.intersection(groups)}
    if person.is_superuser:
        roles.add(Role.SITE_MANAGER)
    return roles


def called(roles: Set[Role]) -> list[str]:
    """Return what roles are called, in the order in which people choose among them."""
    return [words for role, (words, _) in IN_WORDS.items() if role in roles]


def grants() -> Iterator[tuple[Role, str]]:
    """Yield what each room grants to staff roles: its module ``grants`` holds
    ``GRANTS``, a dictionary from role to permissions such as "training.administer"."""
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "grants"):
            for role, permissions in import_module(f"{app.name}.grants").GRANTS.items():
                yield from ((role, permission) for permission in permissions)


def settle_roles(sender: AppConfig, *, using: str, **kwargs: object) -> None:
    """Give the groups of staff roles what the rooms grant on ``sender``'s tables.

    Runs after each migration, so that an upgrade brings a role its new rights.
    Rights that a site gave a group besides stay.

    Raises:
        Permission.DoesNotExist: a room grants a permission that no model has.
    """
    granted = [
        (role, permission.split(".", 1)[1])
        for role, permission in grants()
        if permission.split(".", 1)[0] == sender.label
    ]
    if not granted:
        return
    create_permissions(sender, verbosity=0, using=using)
    for role, codename in granted:
        group, _ = Group.objects.using(using).get_or_create(name=GROUPS[role])
        group.permissions.add(
            Permission.objects.using(using).get(
                Q(content_type__app_label=sender.label), codename=codename
            )
        )
