from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.python import Serializer
from django.db.models import ForeignKey, QuerySet
from django.utils.timezone import localdate

from commonweal.governance.retention import Holding, holdings
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


def held_about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what the tables hold about one person, by table.

    Every table with a column that points at a person is asked, as far as its
    room declares fields personal (UK GDPR article 15). One query a table.
    """
    return {
        str(holding.model._meta.verbose_name_plural): rows
        for holding in holdings()
        if (rows := [row for query in _about(holding, person) for row in query])
    }


def _about(holding: Holding, person: Person) -> Iterator[list[dict[str, Any]]]:
    shown = sorted(holding.personal - {"password"})
    if holding.model is Person:
        yield _rows(Person.objects.filter(pk=person.pk), shown)
        return
    for field in holding.model._meta.local_fields:
        if isinstance(field, ForeignKey) and field.related_model is Person:
            manager = holding.model._default_manager
            yield _rows(manager.filter(**{field.name: person}), shown)


def _rows(query: QuerySet[Any], fields: list[str]) -> list[dict[str, Any]]:
    return [dict(row["fields"]) for row in Serializer().serialize(query, fields=fields)]
