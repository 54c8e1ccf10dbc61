from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.exceptions import RoleError
from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role


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
    group = _group_of(role)
    if person.groups.filter(pk=group.pk).exists():
        return
    person.groups.add(group)
    record("people.role_given", subject=person, by=by, at=at, reason=role)


@transaction.atomic
def take_role(*, person: Person, role: Role, by: Person | None, at: datetime) -> None:
    """Take ``person`` out of the group of a staff role, if they are in it.

    Raises:
        RoleError: the role comes from an account or a membership.
    """
    group = _group_of(role)
    if not person.groups.filter(pk=group.pk).exists():
        return
    person.groups.remove(group)
    record("people.role_taken", subject=person, by=by, at=at, reason=role)


def _group_of(role: Role) -> Group:
    if role not in GROUPS:
        raise RoleError(
            f"“{role}” is not given: it comes with an account or a membership."
        )
    return Group.objects.get_or_create(name=GROUPS[role])[0]
