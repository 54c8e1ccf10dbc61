"""One message to one person, ready for the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from commonweal.mail.wording import Template
from commonweal.people.models import Person
from commonweal.sealed.models import Team, TeamMember


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told; ``key`` names the message, so that it goes once."""

    to: str
    template: Template
    values: Mapping[str, str | Sequence[str]]
    key: str
    about: Model | None = None


def members_of(team: Team) -> list[TeamMember]:
    """Return a team's members who have an address. One query."""
    members = TeamMember.objects.current().filter(team=team).select_related("person")
    return [member for member in members if member.person.has_email]


def first_name(person: Person) -> str:
    return person.first_name or str(person)


def whole(name: str, *args: object) -> str:
    """Return a whole address on this site."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"
