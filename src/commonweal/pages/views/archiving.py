"""The button that archives a page now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from commonweal.pages.actions import archive
from commonweal.pages.exceptions import PagesError
from commonweal.pages.models import ContentPage
from commonweal.people.access import PersonRequest, requires


@requires("wagtailadmin.access_admin")
@require_http_methods(["GET", "HEAD", "POST"])
def archive_now(request: PersonRequest, page_id: int) -> HttpResponse:
    """Ask whether to archive a page now; do it when the answer is sent."""
    page = get_object_or_404(Page, pk=page_id).specific
    permissions = page.permissions_for_user(request.user)
    if not isinstance(page, ContentPage) or not permissions.can_publish():
        raise PermissionDenied
    if request.method == "POST":
        try:
            archive(page, by=request.user, at=timezone.now())
        except PagesError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{page.title}” is archived. Its address stays.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "pages/admin/archive_now.html", {"page": page})
