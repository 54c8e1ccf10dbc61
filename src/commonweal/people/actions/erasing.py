from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from commonweal.governance.exceptions import ErasureError
from commonweal.people.actions.accounts import close_account, forget_ways_in
from commonweal.people.models import NO_EMAIL_DOMAIN, Person
from commonweal.people.roles import staff_roles_of

HAS_A_ROLE = (
    "This person has a staff role ({roles}). Take it away first, so that nobody "
    "erases the last site manager by accident."
)


@transaction.atomic
def erase_accounts(
    rows: QuerySet[Person], *, by: AbstractBaseUser | None, at: datetime
) -> int:
    """Close accounts and erase who they belonged to. The rows stay, without a name.

    Returns:
        How many were erased now; one that was erased before is not counted.

    Raises:
        ErasureError: somebody has a staff role.
    """
    return sum(_erase_account(person, by=by, at=at) for person in rows)


def _erase_account(
    person: Person, *, by: AbstractBaseUser | None, at: datetime
) -> bool:
    roles = staff_roles_of(person)
    if roles:
        raise ErasureError(HAS_A_ROLE.format(roles=", ".join(sorted(roles))))
    if person.closed_at is None:
        close_account(person=person, by=_as_person(by), at=at)
        person.refresh_from_db()
    elif _is_erased(person):
        return False
    forget_ways_in(person)
    person.email = f"{uuid4().hex}@{NO_EMAIL_DOMAIN}"
    person.first_name = person.last_name = person.line_manager_email = ""
    person.last_login = person.idle_warned_at = None
    person.save(
        update_fields=[
            *("email", "password", "first_name", "last_name"),
            *("line_manager_email", "last_login", "idle_warned_at"),
        ]
    )
    return True


def _is_erased(person: Person) -> bool:
    said = (person.contact_email, person.get_full_name(), person.line_manager_email)
    return not any((*said, person.last_login))


def _as_person(by: AbstractBaseUser | None) -> Person | None:
    return by if isinstance(by, Person) else None
