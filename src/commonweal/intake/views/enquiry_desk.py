"""For staff: what people have asked, and answering it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.governance.data_subjects import DataSubject
from commonweal.governance.holdings_of_person import gather_about
from commonweal.intake.actions import enquiry_desk as deeds
from commonweal.intake.actions.enquiry_erasing import (
    erase_enquiry,
    note_subject_access,
)
from commonweal.intake.enquiry_desk_forms import (
    BY_EMAIL,
    OTHERWISE,
    CloseForm,
    DeedForm,
    FindForm,
    GiveForm,
    MoveForm,
    NoteForm,
    ReasonForm,
    ReplyForm,
)
from commonweal.intake.enquiry_exceptions import ChangedMeanwhileError, EnquiryError
from commonweal.intake.enquiry_people import MAY_ANSWER
from commonweal.intake.enquiry_privacy import HOLDINGS
from commonweal.intake.enquiry_queries import (
    as_line,
    as_lines,
    called,
    history,
    on_shelf,
    overdue,
    shelves,
)
from commonweal.intake.models import Enquiry, ReplyTemplate, Route
from commonweal.people.access import PersonRequest, requires
from commonweal.people.views.downloads import as_download

FORM_METHODS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50
Typed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done on an enquiry's page.

    Attributes:
        do: called with the enquiry, what was typed, who and when.
        said: what the next page says.
    """

    form: type[DeedForm]
    do: Callable[..., Enquiry]
    said: str


def _reply(*, how: str, **typed: Any) -> Enquiry:
    return deeds.reply(is_by_email=how == BY_EMAIL, **typed)


def _take(*, by: Any, **typed: Any) -> Enquiry:
    return deeds.give(to=by, by=by, **typed)


DEEDS = {
    "acknowledge": Deed(DeedForm, deeds.acknowledge, "It is acknowledged."),
    "take": Deed(DeedForm, _take, "It is yours."),
    "give": Deed(GiveForm, deeds.give, "It is given to them."),
    "move": Deed(MoveForm, deeds.move, "It is sent on."),
    "reply": Deed(
        ReplyForm,
        _reply,
        "Your answer is kept, and on its way if it is to go by e-mail.",
    ),
    "note": Deed(NoteForm, deeds.note, "Your note is kept."),
    "close": Deed(CloseForm, deeds.close, "It is closed."),
    "reopen": Deed(DeedForm, deeds.reopen, "It is open again."),
    "release": Deed(DeedForm, deeds.release, "It is treated like any other now."),
}
ON_THE_PAGE = ("reply", "note", "give", "move", "close")


@requires(MAY_ANSWER)
@require_http_methods(FORM_METHODS)
def enquiries(request: PersonRequest) -> HttpResponse:
    """What came, by where it stands; or what is looked for, which is sent in the body,
    so that no log has it."""
    form = FindForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    shelf = request.GET.get("shelf", "open")
    found = on_shelf(request.user, shelf)
    if form.is_valid():
        found = called(request.user, form.cleaned_data["words"])
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_search": form.is_valid(),
        "page": page,
        "lines": as_lines(list(page.object_list), today=today),
        "shelves": shelves(request.user),
        "shelf": shelf,
        "overdue": overdue(request.user, today=today),
    }
    return render(request, "enquiries/desk/list.html", context)


@requires(MAY_ANSWER)
@require_safe
def enquiry(request: PersonRequest, enquiry_id: int) -> HttpResponse:
    """One enquiry: what was asked, what was done, and all that can be."""
    return _page(request, _found(request, enquiry_id))


@requires(MAY_ANSWER)
@require_POST
def act(request: PersonRequest, enquiry_id: int, name: str) -> HttpResponse:
    """Do one thing. What was typed stays when it cannot be done."""
    found, deed = _found(request, enquiry_id), DEEDS.get(name)
    if deed is None:
        raise Http404
    form = deed.form(request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            deed.do(
                enquiry=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except EnquiryError as error:
            form.add_error(None, str(error))
            if isinstance(error, ChangedMeanwhileError):
                found = _found(request, enquiry_id)
            status = 409
        else:
            messages.success(request, deed.said)
            return _onward(request, enquiry_id)
    else:
        status = 400
    data = form.data.copy()  # type: ignore[attr-defined]
    data["edits"] = str(found.edits)
    form.data = data
    return _page(request, found, name=name, wrong=form, status=status)


def _onward(request: PersonRequest, enquiry_id: int) -> HttpResponse:
    """To the enquiry's page; to the list for whom it has gone out of sight."""
    if Enquiry.objects.visible_to(request.user).filter(pk=enquiry_id).exists():
        return redirect("enquiries:desk_enquiry", enquiry_id)
    return redirect("enquiries:desk")


@requires(MAY_ANSWER)
@require_http_methods(FORM_METHODS)
def erase(request: PersonRequest, enquiry_id: int) -> HttpResponse:
    """Delete an enquiry, with a reason."""
    found = _found(request, enquiry_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        erase_enquiry(enquiry=found, by=request.user, at=now, reason=reason)
        messages.success(request, "The enquiry and what was held with it is deleted.")
        return redirect("enquiries:desk")
    status = 400 if form.errors else 200
    context = {"enquiry": found, "form": form}
    return render(request, "enquiries/desk/erase.html", context, status=status)


@requires(MAY_ANSWER)
@require_POST
def download(request: PersonRequest, enquiry_id: int) -> HttpResponse:
    """Hand over what enquiries hold about an address (UK GDPR, article 15), and note
    that it was."""
    found = _found(request, enquiry_id)
    if not found.email:
        raise Http404
    if _is_beyond(request, found.email):
        messages.error(
            request,
            "Some of what is held about this address is for other colleagues only. "
            "Ask a site manager, who may hand over everything.",
        )
        return redirect("enquiries:desk_enquiry", found.pk)
    now = timezone.now()
    export = gather_about(DataSubject(key=0, address=found.email), HOLDINGS, now=now)
    note_subject_access(enquiry=found, by=request.user, at=now)
    return as_download(export)


def _is_beyond(request: PersonRequest, email: str) -> bool:
    """Whether an address has enquiries that this person may not see."""
    every = Enquiry.objects.filter(email__iexact=email)
    seen = Enquiry.objects.visible_to(request.user).filter(email__iexact=email)
    return every.count() != seen.count()


def _found(request: PersonRequest, enquiry_id: int) -> Enquiry:
    rows = Enquiry.objects.visible_to(request.user).for_lists()
    return get_object_or_404(rows, pk=enquiry_id)


def _page(
    request: PersonRequest,
    found: Enquiry,
    *,
    name: str = "",
    wrong: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    initial = _initial(found)
    forms: dict[str, Form] = {
        each: DEEDS[each].form(auto_id=f"{each}_%s", initial=dict(initial))
        for each in ON_THE_PAGE
    }
    forms["reply"].initial["words"] = _begun(request, found)
    if wrong is not None:
        forms[name] = wrong
    templates = ReplyTemplate.objects.filter(Q(kind=found.kind) | Q(kind=""))
    context = {
        "enquiry": found,
        "line": as_line(found, today=timezone.localdate()),
        "history": history(found),
        "forms": forms,
        "form": wrong,
        "wrong": name,
        "templates": templates,
        "has_routes": Route.objects.exists(),
        "is_closed": found.status == Enquiry.Status.CLOSED,
        "is_mine": found.assigned_to == request.user,
    }
    return render(request, "enquiries/desk/enquiry.html", context, status=status)


def _initial(found: Enquiry) -> Typed:
    return {
        "edits": found.edits,
        "how": BY_EMAIL if found.email else OTHERWISE,
        "to": found.assigned_to,
        "route": found.route,
    }


def _begun(request: PersonRequest, found: Enquiry) -> str:
    """The words of the answer that was chosen to begin with."""
    number = request.GET.get("answer", "")[:9]
    if not number.isdecimal():
        return ""
    chosen = ReplyTemplate.objects.filter(pk=number).first()
    return chosen.filled(found) if chosen else ""
