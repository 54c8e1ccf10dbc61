from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.timezone import localdate

from commonweal.people.models import Membership, Person, PersonQuerySet
from commonweal.people.roles import (
    EVERY_GROUP,
    GROUPS,
    IN_WORDS,
    Role,
    called,
    staff_roles_of,
)
from commonweal.people.second_step import SECOND_STEPS

NAMES = {"totp": "authenticator app", "webauthn": "passkey"}


@dataclass(frozen=True, slots=True)
class Account:
    """What the account page shows. ``sessions`` counts devices signed in."""

    person: Person
    memberships: list[Membership]
    second_steps: list[str]
    sessions: int


def account_of(person: Person, *, now: datetime) -> Account:
    """Gather one person's account, in three queries."""
    kinds = Authenticator.objects.filter(user=person, type__in=SECOND_STEPS)
    return Account(
        person=person,
        memberships=list(person.memberships.current(today=localdate(now)).for_lists()),
        second_steps=sorted(
            {NAMES[kind] for kind in kinds.values_list("type", flat=True)}
        ),
        sessions=UserSession.objects.filter(user=person).count(),
    )


def find_person(said: str) -> Person | None:
    """Return whom an e-mail address means, or the number of an account as the audit
    trail shows it; None when nobody. An erased account is found by number only."""
    said = said.strip()
    if said.isdecimal():
        return Person.objects.filter(pk=said).first()
    return Person.objects.filter(email__iexact=said).first()


def people_with_roles(*, role: Role | None, today: date) -> PersonQuerySet:
    """Return whoever has a role that is given, or this one, by name.

    Args:
        today: the day on which memberships with a tick must be in force.
    """
    wanted = [role] if role else list(IN_WORDS)
    holds = Q()
    for each in wanted:
        holds |= _holds(each, today=today)
    found: PersonQuerySet = Person.objects.open().filter(holds)
    return found.order_by("last_name", "first_name", "pk")


def _holds(role: Role, *, today: date) -> Q:
    if role in GROUPS:
        member = Person.groups.through.objects.filter(
            person_id=OuterRef("pk"), group__name__in=EVERY_GROUP[role]
        )
        held = Q(Exists(member))
        return held | Q(is_superuser=True) if role is Role.SITE_MANAGER else held
    tick = "is_team_booker" if role is Role.TEAM_BOOKER else "is_organisation_lead"
    memberships = Membership.objects.current(today=today).filter(
        person_id=OuterRef("pk"), **{tick: True}
    )
    return Q(Exists(memberships))


def people_called(said: str) -> PersonQuerySet:
    """Return those whose names and address hold each word of ``said``, by name."""
    found: PersonQuerySet = Person.objects.order_by("last_name", "first_name", "pk")
    for word in said.split():
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
        )
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a list, with what they may do and where they work now."""

    person: Person
    roles: list[str]
    memberships: list[Membership]


def with_roles_and_work(people: PersonQuerySet, *, today: date) -> PersonQuerySet:
    """Fetch what ``listed`` shows along, in two queries more."""
    current = Membership.objects.current(today=today).for_lists()
    return people.prefetch_related("groups", Prefetch("memberships", current))


def listed(people: Iterable[Person]) -> list[Listed]:
    """Return the rows of a list of ``people``, fetched by ``with_roles_and_work``."""
    return [
        Listed(person, called(staff_roles_of(person)), list(person.memberships.all()))
        for person in people
    ]


def people_who_may(permission: str) -> PersonQuerySet:
    """Return the people with an open account who hold a right such as
    "directory.change_supportservice", by address: by a group, by themselves, or
    because they may do everything."""
    label, codename = permission.split(".", 1)
    right = {"content_type__app_label": label, "codename": codename}
    by_group = {f"groups__permissions__{name}": value for name, value in right.items()}
    by_self = {f"user_permissions__{name}": value for name, value in right.items()}
    return (
        Person.objects.filter(Q(**by_group) | Q(**by_self) | Q(is_superuser=True))
        .open()
        .reachable()
        .distinct()
        .order_by("email")
    )
