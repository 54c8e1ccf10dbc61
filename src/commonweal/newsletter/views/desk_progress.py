"""How far an issue is on its way, and what a person can do about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.newsletter.actions import (
    pause_sending,
    release,
    resend_unknown,
    resume_sending,
    stop_sending,
)
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.forms.sending import WhyForm
from commonweal.newsletter.models import Delivery, Issue
from commonweal.newsletter.queries.progress import how_sending_is, in_words, progress_of
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"
SEND = "newsletter.send_newsletter"
FORM_METHODS = ["GET", "HEAD", "POST"]
SHOWN = 100  # copies in doubt or that did not arrive, on one page


@requires(EDIT)
@require_safe
def progress(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Counts, speed and time left, and which copies are in doubt."""
    issue = _issue(issue_id)
    state = Delivery.Status
    in_doubt = issue.deliveries.filter(status__in=[state.UNKNOWN, state.BOUNCED])
    found = progress_of(issue, now=timezone.now())
    context = {
        "issue": issue,
        "progress": found,
        "rows": [(words, f"{number:,}") for words, number in found.rows],
        "time_left": in_words(found.time_left) if found.time_left else "",
        "in_doubt": in_doubt.select_related("subscriber").order_by("-status", "pk")[
            :SHOWN
        ],
        "shown": SHOWN,
        "epoch": how_sending_is(),
    }
    return render(request, "newsletter/desk/progress.html", context)


@requires(SEND)
@require_POST
def pause(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Let no more copies begin."""
    issue = _issue(issue_id)
    try:
        pause_sending(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _back(request, issue, error)
    messages.success(request, "Paused. Copies that had begun still arrive.")
    return _back(request, issue)


@requires(SEND)
@require_POST
def resume(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Go on where it stopped."""
    issue = _issue(issue_id)
    try:
        resume_sending(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _back(request, issue, error)
    messages.success(request, "It goes on.")
    return _back(request, issue)


@requires(SEND)
@require_http_methods(FORM_METHODS)
def stop(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Ask why no more of it is to be sent, and stop it for good."""
    issue = _issue(issue_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            stop_sending(issue=issue, reason=reason, by=request.user, at=now)
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Stopped. Nobody else gets it.")
            return _back(request, issue)
    context = {"issue": issue, "form": form}
    return render(request, "newsletter/desk/stop.html", context)


@requires(SEND)
@require_http_methods(FORM_METHODS)
def resend(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Ask why unknown copies are to go again, and queue them."""
    issue = _issue(issue_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            count = resend_unknown(issue=issue, reason=reason, by=request.user, at=now)
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            copies = "One copy goes" if count == 1 else f"{count} copies go"
            messages.success(request, f"{copies} again.")
            return _back(request, issue)
    unknown = issue.deliveries.filter(status=Delivery.Status.UNKNOWN).count()
    context = {"issue": issue, "form": form, "unknown": unknown}
    return render(request, "newsletter/desk/resend.html", context)


@requires(SEND)
@require_http_methods(FORM_METHODS)
def held(request: PersonRequest) -> HttpResponse:
    """Say why sending is held for the whole database, and let a person decide."""
    form = WhyForm(request.POST or None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            release(by=request.user, reason=reason, at=now)
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "This database may send again.")
            return redirect("newsletter:desk")
    context = {
        "epoch": how_sending_is(),
        "form": form,
        "interrupted": Issue.objects.unfinished(),
    }
    return render(request, "newsletter/desk/held.html", context)


def _issue(issue_id: int) -> Issue:
    return get_object_or_404(Issue.objects.filter(frozen_at__isnull=False), pk=issue_id)


def _back(
    request: PersonRequest, issue: Issue, error: NewsletterError | None = None
) -> HttpResponse:
    if error:
        messages.error(request, str(error))
    return redirect("newsletter:desk_progress", issue.pk)
