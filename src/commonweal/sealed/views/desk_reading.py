"""Content, on the screen, on paper and in a file. Each answer is a POST's, so that
nobody sees it again, by going back or by loading the page anew, without a new entry
in the log."""

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, cast

from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.people.streamed_tables import csv_lines
from commonweal.sealed.access import UnlockedRequest, unlocked
from commonweal.sealed.actions import open_file, open_submission
from commonweal.sealed.actions.sealing import FILES, Opened
from commonweal.sealed.answers import sections_of
from commonweal.sealed.definitions import Section
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.forms.desk import OpenForm
from commonweal.sealed.models import LogEntry, SealedFile, Submission
from commonweal.sealed.views.desk_finding import about, found, refused

Deed = LogEntry.Deed
COLUMNS = ("Section", "Question", "Answer")


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Ask for the reason, then show what is inside."""
    one = found(request, reference)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {**about(one), "form": form}
        status = 400 if form.errors else 200
        return render(request, "sealed/desk/open.html", context, status=status)
    return _page(request, one, form, Deed.VIEWED, "sealed/desk/content.html")


@unlocked
@require_POST
def on_paper(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Show what is inside as it is to be printed."""
    one = found(request, reference)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return redirect("sealed:desk_open", one.reference)
    return _page(request, one, form, Deed.PRINTED, "sealed/desk/paper.html")


@unlocked
@require_POST
def export(request: UnlockedRequest, reference: str) -> HttpResponse:
    """Hand over one submission as JSON or CSV, without its attachments."""
    one = found(request, reference)
    form = OpenForm(request.POST)
    write = WRITERS.get(request.POST.get("format", ""))
    if not form.is_valid() or write is None:
        return redirect("sealed:desk_open", one.reference)
    reason = f"{request.POST['format'].upper()}: {form.reason}"
    try:
        opened = _opened(request, one, reason, Deed.EXPORTED)
    except (SealedError, SealError) as error:
        return refused(request, one, error)
    content, content_type, ending = write(opened)
    response = HttpResponse(content, content_type=content_type)
    _as_file(response, f"{opened.submission.reference}.{ending}")
    return response


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def attachment(request: UnlockedRequest, reference: str, number: int) -> HttpResponse:
    """Hand over an attachment; one that nobody scanned only at the second press."""
    one = found(request, reference)
    row = SealedFile.objects.filter(submission=one, number=number).first()
    if row is None:
        raise Http404
    is_clean = row.check_result == SealedFile.Check.CLEAN
    is_sure = request.method == "POST" and (is_clean or "sure" in request.POST)
    if not is_sure:
        context = {**about(one), "number": number, "is_clean": is_clean}
        return render(request, "sealed/desk/attachment.html", context)
    try:
        file, pieces = open_file(
            submission=one,
            number=number,
            unlocked=request.unlocked,
            by=request.user,
            at=timezone.now(),
        )
    except (SealedError, SealError) as error:
        return refused(request, one, error)
    kind = file.content_type if is_clean else "application/octet-stream"
    response = StreamingHttpResponse(pieces, content_type=kind)
    _as_file(response, _harmless(file.name) or f"attachment-{number}")
    # Django's two kinds of answers share a base that is not asked for by name.
    return cast("HttpResponse", response)


def _page(
    request: UnlockedRequest,
    one: Submission,
    form: OpenForm,
    deed: LogEntry.Deed,
    template: str,
) -> HttpResponse:
    try:
        opened = _opened(request, one, form.reason, deed)
    except (SealedError, SealError) as error:
        return refused(request, one, error)
    context = {
        **about(opened.submission),
        "sections": sections(opened),
        "files": list(opened.files.values()),
        "why": form.cleaned_data["why"],
        "words": form.cleaned_data["words"],
        "reason": form.reason,
        "opened_at": timezone.now(),
    }
    return render(request, template, context)


def _opened(
    request: UnlockedRequest, one: Submission, reason: str, deed: LogEntry.Deed
) -> Opened:
    return open_submission(
        submission=one,
        unlocked=request.unlocked,
        reason=reason,
        by=request.user,
        at=timezone.now(),
        deed=deed,
    )


def sections(opened: Opened) -> list[Section]:
    """Return the answers in words; the attachments stand apart."""
    answers = {name: each for name, each in opened.groups.items() if name != FILES}
    return sections_of(opened.submission.form, opened.submission.version, answers)


def _as_json(opened: Opened) -> tuple[str, str, str]:
    one = opened.submission
    said = {
        "reference": one.reference,
        "form": one.form,
        "version": one.version,
        "received_at": localtime(one.received_at).isoformat(),
        "urgency": one.urgency,
        "state": one.state,
        "answers": dict(opened.groups),
    }
    return json.dumps(said, indent=2, ensure_ascii=False), "application/json", "json"


def _as_csv(opened: Opened) -> tuple[str, str, str]:
    return "".join(csv_lines(COLUMNS, _lines(opened))), "text/csv; charset=utf-8", "csv"


def _lines(opened: Opened) -> Iterator[tuple[str, str, str]]:
    for section in sections(opened):
        for row in section.rows:
            yield section.title, row.label, row.words
    for file in opened.files.values():
        yield "Attachments", f"Attachment {file.number}", file.name


WRITERS: dict[str, Any] = {"json": _as_json, "csv": _as_csv}


def _as_file(response: HttpResponseBase, name: str) -> None:
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"


def _harmless(name: str) -> str:
    """Return a file's name without folders and without what is not shown."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-120:]
