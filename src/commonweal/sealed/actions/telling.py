"""Putting what a team is told in the outbox."""

from datetime import datetime

from commonweal.mail.actions import queue
from commonweal.mail.emails import render
from commonweal.people.models import Person
from commonweal.sealed.emails import Told
from commonweal.sealed.models import Team


def tell_team(told: Told, *, team: Team, at: datetime, also: str = "") -> int:
    """Queue a message to each member with an account that is open, in the caller's
    transaction, and return how many there are.

    Args:
        also: one more address; nobody is written to twice.
    """
    members = Person.objects.filter(
        sealed_memberships__team=team, sealed_memberships__left_at=None
    )
    addresses = [each.email for each in members.open().reachable().order_by("pk")]
    if also and also.lower() not in addresses:
        addresses.append(also.lower())
    return tell(told, to=addresses, at=at)


def tell(told: Told, *, to: list[str], at: datetime) -> int:
    """Queue a message to some addresses."""
    if not to:
        return 0
    letter = render(told.template, told.values)
    for number, address in enumerate(to, 1):
        queue(
            to=address,
            letter=letter,
            key=f"{told.key}:{number}",
            at=at,
            about=told.about,
        )
    return len(to)
