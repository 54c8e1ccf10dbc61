"""Passing a part of a submission on to another team."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest
from commonweal.sealed.access import UnlockedRequest, member, unlocked
from commonweal.sealed.actions import forward, open_submission
from commonweal.sealed.answers import FORWARDING
from commonweal.sealed.desk_lists import teams_to_forward_to
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.forms.desk import ForwardForm
from commonweal.sealed.models import Submission
from commonweal.sealed.references import spaced
from commonweal.sealed.views.desk_finding import about, found, refused
from commonweal.sealed.views.desk_home import STATE_COLOURS
from commonweal.sealed.views.desk_reading import sections

REASON = "To choose what to forward"


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Choose what another team needs to know. Choosing shows what is inside, so it
    is a POST, and an entry in the log each time."""
    one = found(request, reference)
    if request.method != "POST":
        return render(request, "sealed/desk/forward_start.html", about(one))
    try:
        opened = open_submission(
            submission=one,
            unlocked=request.unlocked,
            reason=REASON,
            by=request.user,
            at=timezone.now(),
        )
    except (SealedError, SealError) as error:
        return refused(request, one, error)
    offered = [each for each in sections(opened) if each.group != FORWARDING]
    files = list(opened.files.values())
    sent = request.POST if "send" in request.POST else None
    form = ForwardForm(
        sent, teams=teams_to_forward_to(one), sections=offered, files=files
    )
    if form.is_valid():
        return _send(request, one, form)
    chosen = request.POST.getlist("fields_chosen")
    context: dict[str, Any] = {
        **about(one),
        "form": form,
        "sections": offered,
        "files": files,
        "chosen": set(chosen),
        "chosen_files": set(request.POST.getlist("files_chosen")),
    }
    status = 400 if form.errors else 200
    return render(request, "sealed/desk/forward.html", context, status=status)


def _send(request: UnlockedRequest, one: Submission, form: ForwardForm) -> HttpResponse:
    typed = form.cleaned_data
    try:
        copy = forward(
            submission=one,
            to_team=typed["to_team"],
            fields=form.chosen,
            files={int(number) for number in typed["files_chosen"]},
            basis=typed["basis"],
            note=typed["note"],
            unlocked=request.unlocked,
            by=request.user,
            at=timezone.now(),
        )
    except (SealedError, SealError) as error:
        return refused(request, one, error)
    return redirect("sealed:desk_forwarded", one.reference, copy.reference)


@member
@require_safe
def receipt(request: PersonRequest, reference: str, copy: str) -> HttpResponse:
    """Show which reference a forward has, and how far the other team is."""
    one = found(request, reference)
    theirs = one.forwards.select_related("team").filter(reference=copy).first()
    if theirs is None:
        raise Http404
    context = {
        **about(one),
        "copy": theirs,
        "copy_reference": spaced(theirs.reference),
        "colour": STATE_COLOURS[Submission.State(theirs.state)],
    }
    return render(request, "sealed/desk/forwarded.html", context)
