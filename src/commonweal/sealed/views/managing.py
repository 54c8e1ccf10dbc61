"""For managers: teams, who is on their lists, and at which addresses forms are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.people.access import PersonRequest, requires
from commonweal.sealed.actions import invite_member, remove_member
from commonweal.sealed.actions.managing import save_route, save_team
from commonweal.sealed.definitions import FORMS, newest
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.forms.keys import InviteForm, RouteForm, TeamForm
from commonweal.sealed.models import BreakGlassKey, Route, Team, TeamMember
from commonweal.sealed.views.team_keys import standings_of

MANAGE = "sealed.manage_teams"
FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(MANAGE)
@require_safe
def teams(request: PersonRequest) -> HttpResponse:
    """Show teams, forms and break-glass, and what is missing before forms open."""
    context = {
        "teams": Team.objects.prefetch_related("routes"),
        "routes": Route.objects.select_related("team"),
        "glass": BreakGlassKey.objects.filter(retired_at=None).first(),
    }
    return render(request, "sealed/teams/teams.html", context)


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def new_team(request: PersonRequest) -> HttpResponse:
    """Make a team."""
    return _team_form(request, None)


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def change_team(request: PersonRequest, team_id: int) -> HttpResponse:
    """Change what is known of a team."""
    return _team_form(request, get_object_or_404(Team, pk=team_id))


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def team(request: PersonRequest, team_id: int) -> HttpResponse:
    """Show a team's list; put somebody on it."""
    found = get_object_or_404(Team, pk=team_id)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invite_member(
                team=found, person=form.person, by=request.user, at=timezone.now()
            )
        except SealedError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"{form.person} is on the list now.")
            return redirect("sealed:team", found.pk)
    context = {
        "team": found,
        "form": form,
        "standings": standings_of(found, you=request.user.pk),
    }
    return render(request, "sealed/teams/team.html", context)


@requires(MANAGE)
@require_POST
def remove(request: PersonRequest, team_id: int, member_id: int) -> HttpResponse:
    """Take somebody off a team's list."""
    found = get_object_or_404(TeamMember.objects.current(), pk=member_id, team=team_id)
    try:
        remove_member(member=found, by=request.user, at=timezone.now())
    except SealedError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            f"{found.person} is off the list and can open nothing any more. "
            "A member makes the team’s new key when they next unlock.",
        )
    return redirect("sealed:team", team_id)


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def new_route(request: PersonRequest, team_id: int) -> HttpResponse:
    """Offer a form whose answers this team receives."""
    return _route_form(request, get_object_or_404(Team, pk=team_id), None)


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def change_route(request: PersonRequest, route_id: int) -> HttpResponse:
    """Change at which address a form is offered, or close it."""
    found = get_object_or_404(Route.objects.select_related("team"), pk=route_id)
    return _route_form(request, found.team, found)


def _team_form(request: PersonRequest, found: Team | None) -> HttpResponse:
    form = TeamForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        saved = save_team(
            team=found, values=form.cleaned_data, by=request.user, at=timezone.now()
        )
        messages.success(request, f"{saved} is saved.")
        return redirect("sealed:team", saved.pk)
    heading = f"Change {found}" if found and found.pk else "Add a team"
    context = {"form": form, "heading": heading}
    return render(request, "sealed/teams/form.html", context)


def _route_form(
    request: PersonRequest, team: Team, found: Route | None
) -> HttpResponse:
    form = RouteForm(
        request.POST if request.method == "POST" else None,
        choices=_offered(),
        route=found,
        initial=_as_typed(found),
    )
    if form.is_valid():
        try:
            save_route(
                route=found,
                values={**form.values(), "team": team},
                by=request.user,
                at=timezone.now(),
            )
        except SealedError as error:
            form.add_error("slug", str(error))
        else:
            messages.success(request, "The form’s address is saved.")
            return redirect("sealed:teams")
    heading = f"Change {found.title}" if found else f"Offer a form to {team}"
    context = {"form": form, "heading": heading}
    return render(request, "sealed/teams/form.html", context)


def _offered() -> list[tuple[str, str]]:
    keys = sorted({key for key, _ in FORMS})
    return [(key, newest(key).about) for key in keys]


def _as_typed(route: Route | None) -> dict[str, object]:
    if route is None:
        return {"is_open": True}
    return {
        **route.options,
        "form": route.form,
        "title": route.title,
        "slug": route.slug,
        "is_open": route.is_open,
    }
