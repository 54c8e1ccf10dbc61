"""The report on what on the site wants an editor's eye."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.pages.content_health import examine_site
from commonweal.people.access import PersonRequest, requires


@requires("wagtailadmin.access_admin")
@require_safe
def content_health(request: PersonRequest) -> HttpResponse:
    """Show every page that wants attention, and why, with a link to its editor."""
    sections = examine_site(now=timezone.now())
    return render(request, "pages/admin/content_health.html", {"sections": sections})
