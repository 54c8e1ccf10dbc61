"""One submission without its content: where it stands, and what is decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.people.access import PersonRequest
from commonweal.sealed.access import UnlockedRequest, member, unlocked
from commonweal.sealed.actions import decide, hold, release
from commonweal.sealed.desk_lists import is_late, open_by
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.forms.desk import DecisionForm, HoldForm
from commonweal.sealed.models import Submission
from commonweal.sealed.views.desk_finding import about, found, refused
from commonweal.sealed.views.desk_home import STATE_COLOURS, row_of

FORM_METHODS = ["GET", "HEAD", "POST"]
SAID = {
    Submission.State.ACCEPTED: "Accepted. The sender sees that your team takes it on.",
    Submission.State.DECLINED: "Declined. The sender sees that it was declined.",
}


@member
@require_safe
def submission(request: PersonRequest, reference: str) -> HttpResponse:
    """Show what is known of a submission in clear, and what can be done."""
    now = timezone.now()
    one = found(request, reference)
    forwards = one.forwards.select_related("team").order_by("received_at")
    context = {
        **about(one),
        "colour": STATE_COLOURS[Submission.State(one.state)],
        "open_by": open_by(one),
        "is_late": is_late(one, now=now),
        "forwards": [row_of(each, now=now) for each in forwards],
        "came_from": one.forwarded_from,
    }
    return render(request, "sealed/desk/submission.html", context)


@unlocked
@require_http_methods(FORM_METHODS)
def decision(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Accept or decline a submission, or change that."""
    one = found(request, reference)
    if one.state == Submission.State.RECEIVED:
        messages.error(request, "Open it first, then decide.")
        return redirect("sealed:desk_submission", one.reference)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, initial={"seen": one.state})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            decided = decide(
                submission=one,
                state=typed["decision"],
                seen=typed["seen"],
                why=typed["why"],
                unlocked=request.unlocked,
                by=request.user,
                at=timezone.now(),
            )
        except SealedError as error:
            return refused(request, one, error)
        messages.success(request, SAID[Submission.State(decided.state)])
        return redirect("sealed:desk_submission", one.reference)
    context = {**about(one), "form": form}
    status = 400 if form.errors else 200
    return render(request, "sealed/desk/decide.html", context, status=status)


@unlocked
@require_http_methods(FORM_METHODS)
def put_on_hold(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Keep a submission's content from being deleted."""
    one = found(request, reference)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            hold(
                submission=one,
                reason=form.cleaned_data["reason"],
                unlocked=request.unlocked,
                by=request.user,
                at=timezone.now(),
            )
        except SealedError as error:
            return refused(request, one, error)
        messages.success(request, "On legal hold. It is not deleted until you end it.")
        return redirect("sealed:desk_submission", one.reference)
    context = {**about(one), "form": form}
    status = 400 if form.errors else 200
    return render(request, "sealed/desk/hold.html", context, status=status)


@unlocked
@require_POST
def end_hold(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Let a submission's content go when its time is over."""
    one = found(request, reference)
    try:
        release(
            submission=one,
            unlocked=request.unlocked,
            by=request.user,
            at=timezone.now(),
        )
    except SealedError as error:
        return refused(request, one, error)
    messages.success(request, "The legal hold has ended.")
    return redirect("sealed:desk_submission", one.reference)
