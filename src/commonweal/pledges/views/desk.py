"""For staff: covenants, their text, and who signed."""

from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.forms import Form, model_to_dict
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.governance.data_subjects import DataSubject
from commonweal.governance.holdings_of_person import gather_about
from commonweal.people.access import PersonRequest, requires
from commonweal.people.spreadsheets import XLSX
from commonweal.people.streamed_tables import csv_lines, excel_file
from commonweal.people.views.downloads import as_download
from commonweal.pledges.actions import (
    change_covenant,
    erase_signature,
    make_covenant,
    note_export,
    note_subject_access,
    publish_version,
)
from commonweal.pledges.exceptions import ChangedMeanwhileError, PledgeError
from commonweal.pledges.forms import (
    CovenantForm,
    FindForm,
    NewCovenantForm,
    ReasonForm,
    VersionForm,
)
from commonweal.pledges.models import Covenant, Signature
from commonweal.pledges.privacy import HOLDINGS
from commonweal.pledges.queries import COLUMNS, Tally, rows

DESK = "pledges.look_after_pledges"
FORM_METHODS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50


@requires(DESK)
@require_safe
def covenants(request: PersonRequest) -> HttpResponse:
    """Every covenant, and a way to make one."""
    found = [
        (each, Tally(each.organisations, each.people))
        for each in Covenant.objects.with_counts()
    ]
    return render(request, "pledges/desk/covenants.html", {"covenants": found})


@requires(DESK)
@require_http_methods(FORM_METHODS)
def new_covenant(request: PersonRequest) -> HttpResponse:
    """Make a covenant with its first text."""
    form = NewCovenantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = make_covenant(
                words=form.words(),
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
        except PledgeError as error:
            form.add_error("slug", str(error))
        else:
            messages.success(request, "The covenant is published.")
            return redirect("pledges:desk_covenant", made.pk)
    return _form(request, form, heading="New covenant", button="Publish")


@requires(DESK)
@require_http_methods(FORM_METHODS)
def covenant(request: PersonRequest, covenant_id: int) -> HttpResponse:
    """One covenant: its versions and its signers. Find one of them by name or address,
    which is sent in the body, so that no log has it."""
    shown = get_object_or_404(Covenant.objects.with_counts(), pk=covenant_id)
    form = FindForm(request.POST if request.method == "POST" else None)
    found: QuerySet[Signature] = shown.signatures.select_related("version")
    if form.is_valid():
        found = _called(found, form.cleaned_data["words"])
    context = {
        "covenant": shown,
        "tally": Tally(shown.organisations, shown.people),
        "versions": shown.versions.select_related("published_by"),
        "form": form,
        "is_search": form.is_valid(),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "pledges/desk/covenant.html", context)


def _called(found: QuerySet[Signature], words: str) -> QuerySet[Signature]:
    words = words.strip()
    return found.filter(
        Q(email__icontains=words)
        | Q(name__icontains=words)
        | Q(organisation__icontains=words)
    )


@requires(DESK)
@require_http_methods(FORM_METHODS)
def edit_covenant(request: PersonRequest, covenant_id: int) -> HttpResponse:
    """Change what stands around the text."""
    shown = get_object_or_404(Covenant, pk=covenant_id)
    form = CovenantForm(
        request.POST if request.method == "POST" else None,
        initial=model_to_dict(shown),
    )
    if form.is_valid():
        try:
            change_covenant(
                covenant=shown,
                words=form.words(),
                edits=form.cleaned_data["edits"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhileError as error:
            _again(form, error, edits=shown.edits)
        except PledgeError as error:
            form.add_error("slug", str(error))
        else:
            messages.success(request, "The covenant is saved.")
            return redirect("pledges:desk_covenant", shown.pk)
    return _form(
        request, form, heading="Change the covenant", button="Save", covenant=shown
    )


@requires(DESK)
@require_http_methods(FORM_METHODS)
def new_version(request: PersonRequest, covenant_id: int) -> HttpResponse:
    """Publish a new text."""
    shown = get_object_or_404(Covenant, pk=covenant_id)
    current = shown.current_version()
    number, text = (current.number, current.text) if current else (0, "")
    form = VersionForm(
        request.POST if request.method == "POST" else None,
        initial={"text": text, "replaces": number},
    )
    if form.is_valid():
        try:
            publish_version(
                covenant=shown, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ChangedMeanwhileError as error:
            _again(form, error, replaces=number)
        except PledgeError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, "The new text is published.")
            return redirect("pledges:desk_covenant", shown.pk)
    return _form(
        request, form, heading="Publish a new text", button="Publish", covenant=shown
    )


@requires(DESK)
@require_http_methods(FORM_METHODS)
def signature(request: PersonRequest, signature_id: int) -> HttpResponse:
    """One signature; delete it for somebody who asked staff to, with a reason."""
    found = Signature.objects.select_related("covenant", "version")
    shown = get_object_or_404(found, pk=signature_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        erase_signature(signature=shown, by=request.user, at=now, reason=reason)
        messages.success(request, "The signature and what was held with it is deleted.")
        return redirect("pledges:desk_covenant", shown.covenant_id)
    context = {"signature": shown, "form": form, "ends_at": shown.ends_at()}
    status = 400 if form.errors else 200
    return render(request, "pledges/desk/signature.html", context, status=status)


@requires(DESK)
@require_POST
def download(request: PersonRequest, signature_id: int) -> HttpResponse:
    """Hand over what this room holds about a signer (UK GDPR, article 15), and note
    that it was."""
    found = get_object_or_404(Signature, pk=signature_id)
    now = timezone.now()
    export = gather_about(DataSubject(key=0, address=found.email), HOLDINGS, now=now)
    note_subject_access(signature=found, by=request.user, at=now)
    return as_download(export)


@requires(DESK)
@require_POST
def take_out(request: PersonRequest, covenant_id: int) -> HttpResponse:
    """Hand out who signed. Noted in the audit trail, so it is sent by POST."""
    shown = get_object_or_404(Covenant, pk=covenant_id)
    name = f"{shown.slug}-{timezone.localdate().isoformat()}"
    if request.POST.get("format") == "xlsx":
        file = excel_file("Signatures", COLUMNS, rows(shown))
        answer = cast(
            "HttpResponse",
            FileResponse(
                file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
            ),
        )
    else:
        lines: Iterator[str] = csv_lines(COLUMNS, rows(shown))
        answer = cast(
            "HttpResponse",
            StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"),
        )
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    note_export(covenant=shown, by=request.user, at=timezone.now())
    return answer


def _again(form: Form, error: PledgeError, **stands: int) -> None:
    """Show what was typed once more, against what stands now."""
    form.add_error(None, str(error))
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in stands.items():
        data[name] = str(value)
    form.data = data


def _form(
    request: PersonRequest,
    form: Form,
    *,
    heading: str,
    button: str,
    covenant: Covenant | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "covenant": covenant,
    }
    status = 400 if form.errors else 200
    return render(request, "pledges/desk/form.html", context, status=status)
