"""Tables to take out, as CSV or Excel."""

from collections.abc import Iterator
from typing import cast

from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.people.spreadsheets import XLSX
from commonweal.people.streamed_tables import TooManyRowsError, csv_lines, excel_file
from commonweal.training.actions.exporting import note_export
from commonweal.training.desk_forms import ExportForm
from commonweal.training.exports import TABLES, Span, Table

DESK = "training.administer"


@requires(DESK)
@require_safe
def exports(request: PersonRequest) -> HttpResponse:
    """Offer the tables."""
    return _page(request, ExportForm())


@requires(DESK)
@require_POST
def export(request: PersonRequest, name: str) -> HttpResponse:
    """Hand out one table. Noted in the audit trail, so it is sent by POST."""
    table = TABLES.get(name)
    if table is None:
        raise Http404
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    span = form.span()
    try:
        answer = _file(table, span, is_excel=request.POST.get("format") == "xlsx")
    except TooManyRowsError as error:
        form.add_error(None, str(error))
        return _page(request, form, status=400)
    note_export(table=name, span=span.in_words, by=request.user, at=timezone.now())
    answer["Cache-Control"] = "no-store"
    return answer


def _file(table: Table, span: Span, *, is_excel: bool) -> HttpResponse:
    day = timezone.localdate().isoformat()
    if is_excel:
        file = excel_file(table.heading, table.columns, table.rows(span))
        name = f"{table.name}-{day}.xlsx"
        whole = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
        return cast("HttpResponse", whole)
    lines: Iterator[str] = csv_lines(table.columns, table.rows(span))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}-{day}.csv"'
    return cast("HttpResponse", answer)


def _page(request: PersonRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "tables": TABLES.values()}
    return render(request, "training/desk/exports.html", context, status=status)
