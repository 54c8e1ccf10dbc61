"""Where the newsletter desk asks for what the site knows: a draft, a fresh look, the
last look before sending."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue
from commonweal.pages import newsletter_work
from commonweal.people.access import PersonRequest, requires


@requires("newsletter.edit_newsletter")
@require_POST
def draft(request: PersonRequest) -> HttpResponse:
    """Draft the newsletter of this month."""
    kind = Issue.Kind.MONTHLY
    now = timezone.now()
    try:
        issue = newsletter_work.draft(kind=kind, by=request.user, now=now)
    except NewsletterError as error:
        messages.error(request, str(error))
        return redirect("newsletter:desk")
    messages.success(request, "The draft is made.")
    return redirect("newsletter:desk_issue", issue.pk)


@requires("newsletter.edit_newsletter")
@require_POST
def refresh(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Bring an issue up to date with the site."""
    issue = get_object_or_404(Issue, pk=issue_id)
    notices = newsletter_work.refresh(issue, now=timezone.now())
    sentence = "Up to date: nothing has changed on the site since."
    if notices:
        sentence = "Brought up to date. What has changed is listed below."
    messages.success(request, sentence)
    return redirect("newsletter:desk_issue", issue.pk)


@requires("newsletter.send_newsletter")
@require_POST
def send(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Send an approved issue at once."""
    issue = get_object_or_404(Issue, pk=issue_id)
    try:
        sent = newsletter_work.send(issue, by=request.user, now=timezone.now())
    except NewsletterError as error:
        messages.error(request, str(error))
        return redirect("newsletter:desk_check", issue.pk)
    if sent.frozen_at is None:
        messages.error(request, f"Not sent: {sent.held_because}")
        return redirect("newsletter:desk_check", issue.pk)
    messages.success(request, "It is on its way.")
    return redirect("newsletter:desk_progress", issue.pk)
