"""What was read of the dates, while the editor is still typing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.utils.datastructures import MultiValueDictKeyError
from django.views.decorators.http import require_POST

from commonweal.pages.models import NewsIndexPage, NewsPage
from commonweal.people.access import PersonRequest, requires


@requires("wagtailadmin.access_admin")
@require_POST
def read_back(request: PersonRequest, page_id: int) -> HttpResponse:
    """Read the editor's form of a page as it stands in the browser. Saves nothing."""
    stored = get_object_or_404(NewsPage, pk=page_id)
    if not stored.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page = stored.get_latest_revision_as_object()
    return _read(request, page=page, parent=stored.get_parent())


@requires("wagtailadmin.access_admin")
@require_POST
def read_back_new(request: PersonRequest, parent_id: int) -> HttpResponse:
    """The same for an item that has never been saved."""
    parent = get_object_or_404(NewsIndexPage, pk=parent_id)
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return _read(request, page=NewsPage(owner=request.user), parent=parent)


def _read(request: HttpRequest, *, page: NewsPage, parent: Any) -> HttpResponse:
    form_class = NewsPage.get_edit_handler().get_form_class()
    form = form_class(
        request.POST, instance=page, parent_page=parent, for_user=request.user
    )
    form.defer_required_fields()
    try:
        form.is_valid()  # Hands what was typed to the page; saving shows errors.
    except MultiValueDictKeyError:
        return HttpResponseBadRequest("This is not the whole of the editor’s form.")
    context = {"findings": form.findings, "asked": form.asked}
    response = render(request, "pages/admin/date_findings.html", context)
    response["Cache-Control"] = "no-store"
    return response
