"""One issue at the desk."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commonweal.newsletter.models import Issue
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"


@requires(EDIT)
@require_safe
def issue(request: PersonRequest, issue_id: int) -> HttpResponse:
    """What stands in an issue, and what can be done with it."""
    found = get_object_or_404(Issue, pk=issue_id)
    return render(request, "newsletter/desk/issue.html", {"issue": found})
