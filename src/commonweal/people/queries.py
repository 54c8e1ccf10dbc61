from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.timezone import localdate

from commonweal.people.models import Membership, Person
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
