"""What came of an issue, for its editor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.newsletter.actions import count_replies, list_issue
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.forms.replies import RepliesForm
from commonweal.newsletter.models import Issue
from commonweal.pages.newsletter_results import results_of
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter_results(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Numbers of what followed; a form for the one that a person counts."""
    found = Issue.objects.filter(frozen_at__isnull=False)
    issue = get_object_or_404(found, pk=issue_id)
    form = RepliesForm(request.POST or None, initial={"replies": issue.replies})
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["replies"]
        count_replies(issue=issue, number=number, by=request.user, at=now)
        messages.success(request, "The number of replies is saved.")
        return redirect("newsletter_results", issue.pk)
    context = {
        "issue": issue,
        "form": form,
        "results": results_of(issue, now=now),
        "heads": ("Date", "14 days before", "Since"),
        "numbers": (1, 2),
    }
    return render(request, "pages/newsletter_results.html", context)


@requires(EDIT)
@require_http_methods(["POST"])
def newsletter_listing(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Take an issue off the archive, or put it back."""
    issue = get_object_or_404(Issue, pk=issue_id)
    is_listed = request.POST.get("listed") == "1"
    try:
        list_issue(issue=issue, is_listed=is_listed, by=request.user, at=timezone.now())
    except NewsletterError as error:
        messages.error(request, str(error))
        return redirect("newsletter:desk_issue", issue.pk)
    words = "It is in the archive again." if is_listed else "It is off the archive."
    messages.success(request, words)
    return redirect("newsletter_results", issue.pk)
