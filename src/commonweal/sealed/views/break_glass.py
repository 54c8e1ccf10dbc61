"""For managers, with the holders beside them: making, trying and using break-glass."""

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
from commonweal.people.models import Person
from commonweal.sealed.actions import drill, make_break_glass, recover_team
from commonweal.sealed.actions.break_glass import HOLDERS, grouped
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.forms.keys import CodesForm, RecoverForm
from commonweal.sealed.models import BreakGlassKey, MemberKey, Team, TeamMember
from commonweal.sealed.views.managing import FORM_METHODS, MANAGE


@requires(MANAGE)
@require_safe
def break_glass(request: PersonRequest) -> HttpResponse:
    """Say what break-glass is, when it was made and when it was last tried."""
    context = {
        "glass": BreakGlassKey.objects.filter(retired_at=None).first(),
        "teams": Team.objects.filter(is_active=True),
    }
    return render(request, "sealed/teams/break_glass.html", context)


@requires(MANAGE)
@require_POST
def make(request: PersonRequest) -> HttpResponse:
    """Make the key, and show the three codes this once, to be printed."""
    now = timezone.now()
    codes = make_break_glass(by=request.user, at=now)
    context = {
        "codes": [
            (holder, grouped(code)) for holder, code in zip(HOLDERS, codes, strict=True)
        ],
        "made_at": now,
    }
    return render(request, "sealed/teams/codes.html", context)


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def try_codes(request: PersonRequest) -> HttpResponse:
    """Try two holders' codes; nothing is opened."""
    form = CodesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            drill(codes=form.codes(), by=request.user, at=timezone.now())
        except SealedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "These two codes open the break-glass key.")
            return redirect("sealed:break_glass")
    return render(request, "sealed/teams/try_codes.html", {"form": form})


@requires(MANAGE)
@require_http_methods(FORM_METHODS)
def recover(request: PersonRequest, team_id: int) -> HttpResponse:
    """Let one member of a team in with two holders' codes."""
    team = get_object_or_404(Team, pk=team_id, is_active=True)
    form = RecoverForm(request.POST if request.method == "POST" else None)
    form.fields["member"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
        sealed_memberships__in=TeamMember.objects.current().filter(team=team),
        pk__in=MemberKey.objects.filter(retired_at=None).values("person"),
    ).distinct()
    if form.is_valid():
        try:
            count = recover_team(
                codes=form.codes(),
                team=team,
                person=form.cleaned_data["member"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except (SealedError, SealError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                f"{form.cleaned_data['member']} can open the team’s {count} "
                "submissions, and lets the colleagues in.",
            )
            return redirect("sealed:break_glass")
    return render(request, "sealed/teams/recover.html", {"form": form, "team": team})
