"""The report on support services, on screen and as a spreadsheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commonweal.directory.actions import settle_message
from commonweal.directory.models import OwnerMessage
from commonweal.pages import services_report
from commonweal.people.access import PersonRequest, requires
from commonweal.people.spreadsheets import XLSX, write_csv, write_xlsx

EDIT = "directory.change_supportservice"


@requires(EDIT)
@require_safe
def report(request: PersonRequest) -> HttpResponse:
    """Show what wants an editor's eye, each with a link to its form."""
    context = {
        "sections": services_report.examine_services(today=timezone.localdate()),
        "waiting": services_report.messages(),
    }
    return render(request, "pages/admin/services_report.html", context)


@requires(EDIT)
@require_safe
def download(request: PersonRequest, form: str) -> HttpResponse:
    """Hand out the same as a file."""
    sections = services_report.examine_services(today=timezone.localdate())
    rows = services_report.report_rows(sections, services_report.messages())
    if form == "csv":
        content = write_csv(services_report.HEADER, rows)
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        content = write_xlsx(services_report.HEADER, rows, title="Support services")
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    name = f"support-services-{timezone.localdate().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(EDIT)
@require_POST
def settle(request: PersonRequest, message_id: int) -> HttpResponse:
    """Say that a message has been seen to."""
    message = get_object_or_404(OwnerMessage, pk=message_id)
    settle_message(message=message, by=request.user, at=timezone.now())
    messages.success(request, "The message is marked as seen to.")
    return redirect("pages_services")
