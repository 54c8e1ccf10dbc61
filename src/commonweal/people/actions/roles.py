from collections.abc import Set
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.exceptions import RoleError
from commonweal.people.models import Person
from commonweal.people.roles import EVERY_GROUP, GROUPS, Role


@transaction.atomic
def give_role(*, person: Person, role: Role, by: Person | None, at: datetime) -> None:
    """Put ``person`` in the group of a staff role. Giving it twice changes nothing.

    Args:
        by: None on the command line.

    Raises:
        RoleError: the account is closed, cannot sign in, or the role comes from
            an account or a membership rather than a group.
    """
    if not person.is_active or not person.has_email:
        raise RoleError("Only somebody who can sign in can be given a role.")
    groups = _groups_of(role)
    if set(groups) <= set(person.groups.all()):
        return
    person.groups.add(*groups)
    record("people.role_given", subject=person, by=by, at=at, reason=role)


@transaction.atomic
def take_role(*, person: Person, role: Role, by: Person | None, at: datetime) -> None:
    """Take ``person`` out of the groups of a staff role, if they are in one.

    Raises:
        RoleError: the role comes from an account or a membership.
    """
    groups = _groups_of(role)
    if not set(groups) & set(person.groups.all()):
        return
    person.groups.remove(*groups)
    record("people.role_taken", subject=person, by=by, at=at, reason=role)


@transaction.atomic
def set_roles(
    *, person: Person, roles: Set[Role], by: Person | None, at: datetime
) -> None:
    """Give ``person`` these staff roles, and take away those that are not among them.

    Raises:
        RoleError: the person cannot sign in, or would take the site manager's role
            from themselves: so somebody is left who can give it back.
    """
    keeps = Role.SITE_MANAGER in roles or person.is_superuser
    if person == by and not keeps:
        raise RoleError(
            "You cannot take the role of site manager from yourself. "
            "Another site manager can."
        )
    for role in GROUPS:
        if role in roles:
            give_role(person=person, role=role, by=by, at=at)
        else:
            take_role(person=person, role=role, by=by, at=at)


def _groups_of(role: Role) -> list[Group]:
    if role not in GROUPS:
        raise RoleError(
            f"“{role}” is not given: it comes with an account or a membership."
        )
    return [Group.objects.get_or_create(name=name)[0] for name in EVERY_GROUP[role]]
