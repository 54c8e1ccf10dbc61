"""A manager's deeds: teams, and at which addresses forms are offered."""

from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import Route, Team

# Addresses beside those of forms.
TAKEN = frozenset({"desk", "teams", "break-glass", "status", "log", "leave"})


@transaction.atomic
def save_team(
    *, team: Team | None, values: dict[str, Any], by: Person, at: datetime
) -> Team:
    """Make a team (None), or change what is known of one."""
    verb = "sealed.team_changed" if team else "sealed.team_made"
    held = Team.objects.select_for_update(no_key=True)
    team = held.get(pk=team.pk) if team else Team()
    for name, value in values.items():
        setattr(team, name, value)
    team.save()
    record(verb, by=by, subject=team, at=at)
    return team


@transaction.atomic
def save_route(
    *, route: Route | None, values: dict[str, Any], by: Person, at: datetime
) -> Route:
    """Offer a form at an address (None), or change how it is offered.

    Raises:
        SealedError: the address is one of the desk's own.
    """
    if values.get("slug") in TAKEN:
        raise SealedError("This address is used by the site itself. Choose another.")
    verb = "sealed.route_changed" if route else "sealed.route_made"
    held = Route.objects.select_for_update(no_key=True)
    route = held.get(pk=route.pk) if route else Route()
    for name, value in values.items():
        setattr(route, name, value)
    route.save()
    record(verb, by=by, subject=route, at=at)
    return route
