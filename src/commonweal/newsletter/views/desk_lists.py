"""For staff: a list of subscribers brought here, or taken out."""

from collections.abc import Iterator
from typing import cast

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.newsletter.actions import Imported, import_subscribers, note_export
from commonweal.newsletter.forms.desk_subscribers import ImportForm
from commonweal.newsletter.subscriber_rows import COLUMNS, rows
from commonweal.newsletter.subscribers_file import COLUMNS as IMPORTED
from commonweal.people.access import PersonRequest, requires
from commonweal.people.spreadsheets import XLSX
from commonweal.people.streamed_tables import csv_lines, excel_file

DESK = "newsletter.edit_newsletter"


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PersonRequest) -> HttpResponse:
    """Take over a list: all of it, or nothing and what is wrong."""
    form = ImportForm()
    outcome: Imported | None = None
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            outcome = _imported(form, request)
    is_wrong = bool(form.errors or (outcome and outcome.problems))
    context = {"form": form, "outcome": outcome, "columns": IMPORTED}
    status = 400 if is_wrong else 200
    return render(request, "newsletter/subscribers/import.html", context, status=status)


def _imported(form: ImportForm, request: PersonRequest) -> Imported:
    typed = form.cleaned_data
    return import_subscribers(
        rows=typed["rows"],
        problems=typed["problems"],
        by=request.user,
        at=timezone.now(),
        is_dry_run=typed["is_dry_run"],
    )


@requires(DESK)
@require_POST
def take_out(request: PersonRequest) -> HttpResponse:
    """Hand out everybody. Noted in the audit trail, so it is sent by POST."""
    day = timezone.localdate().isoformat()
    if request.POST.get("format") == "xlsx":
        file = excel_file("Subscribers", COLUMNS, rows())
        name = f"subscribers-{day}.xlsx"
        answer = cast(
            "HttpResponse",
            FileResponse(file, as_attachment=True, filename=name, content_type=XLSX),
        )
    else:
        lines: Iterator[str] = csv_lines(COLUMNS, rows())
        answer = cast(
            "HttpResponse",
            StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"),
        )
        answer["Content-Disposition"] = f'attachment; filename="subscribers-{day}.csv"'
    note_export(by=request.user, at=timezone.now())
    answer["Cache-Control"] = "no-store"
    return answer
