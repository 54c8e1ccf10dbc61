"""Organisations as files, in and out, for the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.people.actions import import_organisations
from commonweal.people.forms import OrganisationFileForm
from commonweal.people.models import Organisation
from commonweal.people.organisation_files import HEADER, export_rows
from commonweal.people.spreadsheets import XLSX, write_csv, write_xlsx


@requires("people.add_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: PersonRequest) -> HttpResponse:
    """Take a file of organisations: say what it would do, or do it."""
    form = OrganisationFileForm(request.POST or None, request.FILES or None)
    report = None
    dry_run = "check" in request.POST
    if form.is_valid():
        report = import_organisations(
            table=form.table, by=request.user, at=timezone.now(), dry_run=dry_run
        )
        if not report.errors and not dry_run:
            done = f"{report.made} made, {report.changed} changed"
            messages.success(request, f"The file has been imported: {done}.")
            return redirect("wagtailsnippets_people_organisation:list")
    context = {"form": form, "report": report, "header": HEADER}
    return render(request, "people/admin/import_organisations.html", context)


@requires("people.view_organisation")
@require_safe
def export(request: PersonRequest, form: str) -> HttpResponse:
    """Hand over all organisations as a file that import reads again."""
    rows = export_rows(Organisation.objects.for_lists())
    if form == "csv":
        response = HttpResponse(write_csv(HEADER, rows), content_type="text/csv")
    elif form == "xlsx":
        content = write_xlsx(HEADER, rows, title="Organisations")
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="organisations.{form}"'
    return response
