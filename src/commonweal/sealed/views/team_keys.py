"""For members: who is in the team, who waits to be let in, who leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commonweal.people.access import PersonRequest
from commonweal.sealed.access import UnlockedRequest, member, unlocked
from commonweal.sealed.actions import (
    let_in,
    needs_new_key,
    remove_member,
    rotate,
    start_team,
)
from commonweal.sealed.actions.teams import holders_of
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import MemberKey, Team, TeamKey, TeamMember
from commonweal.sealed.sealing import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """One member on the page."""

    member: TeamMember
    key_id: UUID | None
    fingerprint: str
    is_in: bool
    is_you: bool

    @property
    def take_off(self) -> str:
        return f"Take {self.member.person} off the list"

    @property
    def is_waiting(self) -> bool:
        return bool(self.fingerprint) and not self.is_in


@member
@require_safe
def team_keys(request: PersonRequest, team_id: int) -> HttpResponse:
    """Show the team's members and whether they can open what it receives."""
    team = _own_team(request, team_id)
    standings = standings_of(team, you=request.user.pk)
    context = {
        "team": team,
        "standings": standings,
        "has_key": TeamKey.objects.filter(team=team).exists(),
        "you_are_in": any(each.is_in and each.is_you for each in standings),
        "needs_new_key": needs_new_key(team),
    }
    return render(request, "sealed/keys/team.html", context)


@unlocked
@require_POST
def start(request: UnlockedRequest, team_id: int) -> HttpResponse:
    """Make the team its first key."""
    team = _own_team(request, team_id)
    return _done(
        request,
        team,
        lambda: start_team(
            team=team, unlocked=request.unlocked, by=request.user, at=timezone.now()
        ),
        "The team can receive forms now. Let your colleagues in.",
    )


@unlocked
@require_POST
def let_member_in(
    request: UnlockedRequest, team_id: int, member_id: int
) -> HttpResponse:
    """Give a colleague the team's keys."""
    team = _own_team(request, team_id)
    colleague = get_object_or_404(TeamMember.objects.current(), pk=member_id, team=team)
    key_id = _uuid(request.POST.get("key", ""))
    return _done(
        request,
        team,
        lambda: let_in(
            member=colleague,
            key_id=key_id,
            unlocked=request.unlocked,
            by=request.user,
            at=timezone.now(),
        ),
        f"{colleague.person} can open what the team receives now.",
    )


@unlocked
@require_POST
def take_off(request: UnlockedRequest, team_id: int, member_id: int) -> HttpResponse:
    """Take a colleague off the list, and make the team a new key."""
    team = _own_team(request, team_id)
    colleague = get_object_or_404(TeamMember.objects.current(), pk=member_id, team=team)
    return _done(
        request,
        team,
        lambda: remove_member(
            member=colleague,
            unlocked=request.unlocked,
            by=request.user,
            at=timezone.now(),
        ),
        f"{colleague.person} is no longer in the team, and the team has a new key.",
    )


@unlocked
@require_POST
def new_key(request: UnlockedRequest, team_id: int) -> HttpResponse:
    """Make the team a new key, because somebody has left."""
    team = _own_team(request, team_id)
    return _done(
        request,
        team,
        lambda: rotate(
            team=team, unlocked=request.unlocked, by=request.user, at=timezone.now()
        ),
        "The team has a new key.",
    )


def standings_of(team: Team, *, you: int) -> list[Standing]:
    """Return a team's members, as the page shows them. Four queries."""
    members = list(
        TeamMember.objects.current().filter(team=team).select_related("person")
    )
    keys = {
        key.person_id: key
        for key in MemberKey.objects.filter(
            person__in=[each.person_id for each in members], retired_at=None
        )
    }
    present = TeamKey.objects.filter(team=team, retired_at=None).first()
    holders = set(holders_of(present)) if present else set()
    return [
        Standing(
            each,
            key.pk if key else None,
            fingerprint(bytes(key.public)) if key else "",
            is_in=key is not None and key.pk in holders,
            is_you=each.person_id == you,
        )
        for each in members
        for key in (keys.get(each.person_id),)
    ]


def _uuid(words: str) -> UUID:
    """Return the key that a form names; one that is nobody's when it names none."""
    try:
        return UUID(words)
    except ValueError:
        return UUID(int=0)


def _own_team(request: PersonRequest, team_id: int) -> Team:
    return get_object_or_404(Team.objects.of(request.user), pk=team_id)


def _done(
    request: PersonRequest, team: Team, deed: Callable[[], object], words: str
) -> HttpResponse:
    try:
        deed()
    except (SealedError, SealError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("sealed:team_keys", team.pk)
