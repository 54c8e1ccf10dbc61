"""Writing to us: the same pages for everybody, without a cookie."""

from allauth.core import ratelimit
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.design.caching import set_caching
from commonweal.intake.actions.enquiries import receive
from commonweal.intake.enquiry_forms import (
    ComplaintForm,
    EnquiryForm,
    FormatForm,
    QuestionForm,
)
from commonweal.intake.models import Enquiry, Kind
from commonweal.people.access import public

FORM_METHODS = ["GET", "HEAD", "POST"]
WAIT = (
    "Very many messages came from your network just now. What you typed is kept below: "
    "wait a minute, then send it again."
)
WAYS = (
    (
        "Ask a question",
        "enquiries:ask",
        "About the partnership, its training, its guidance or this site.",
    ),
    (
        "Ask for another format",
        "enquiries:format",
        "Large print, Easy Read, audio, braille, British Sign Language or a language.",
    ),
    (
        "Complain about how we use your data",
        "enquiries:complaint",
        "If you think that personal data was used wrongly.",
    ),
)
SENT = Signer(salt="commonweal.intake.sent", sep=".")


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The ways to write to us, and whom to call instead about a child."""
    ways = [(title, reverse(name), words) for title, name, words in WAYS]
    context = {"ways": ways, "trail": [("Home", "/")]}
    return _kept(render(request, "enquiries/home.html", context))


@public
@require_http_methods(FORM_METHODS)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the partnership a question."""
    return _form(request, QuestionForm, "enquiries/ask.html")


@public
@require_http_methods(FORM_METHODS)
def another_format(request: HttpRequest) -> HttpResponse:
    """Ask for a page or a document in another format. ``?page=`` says which page."""
    page = request.GET.get("page", "")
    initial = {"about": page[:300]} if page.startswith("/") else {}
    return _form(request, FormatForm, "enquiries/format.html", initial=initial)


@public
@require_http_methods(FORM_METHODS)
def complain(request: HttpRequest) -> HttpResponse:
    """Complain about how personal data was used."""
    return _form(request, ComplaintForm, "enquiries/complaint.html")


@public
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Say that it has come, with the reference. Nothing of what was sent shows."""
    try:
        kind, reference = SENT.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    shown = Enquiry(reference=reference, kind=kind)
    context = {"enquiry": shown, "is_complaint": kind == Kind.COMPLAINT}
    response = render(request, "enquiries/sent.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _form(
    request: HttpRequest,
    form_class: type[EnquiryForm],
    template: str,
    *,
    initial: dict[str, str] | None = None,
) -> HttpResponse:
    if request.method != "POST":
        form = form_class(initial=initial)
        return _kept(render(request, template, {"form": form}))
    form = form_class(request.POST)
    status = 400
    if form.is_valid() and not ratelimit.consume(request, action="enquiry_form"):
        form.add_error(None, WAIT)
        status = 429
    if not form.is_valid():
        return render(request, template, {"form": form}, status=status)
    enquiry = receive(
        asked=form.asked(),
        at=timezone.now(),
        is_calm=_is_calm(request, form),
        may_write=_may_write_to(request, form.cleaned_data["email"]),
    )
    token = SENT.sign_object([enquiry.kind, enquiry.reference])
    return redirect("enquiries:sent", token)


def _is_calm(request: HttpRequest, form: EnquiryForm) -> bool:
    """Whether it may be e-mailed about at once, and need not be looked at first."""
    is_calm = ratelimit.consume(request, action="enquiry_calm")
    # A browser may fill the hidden box in by itself, and a complaint has its clock.
    is_suspect = form.is_from_program and form.kind != Kind.COMPLAINT
    return bool(is_calm) and not is_suspect


def _may_write_to(request: HttpRequest, email: str) -> bool:
    """Whether an address has not been written to so often that it would be pestered."""
    key = email.strip().lower()
    if not key:
        return False
    return bool(ratelimit.consume(request, action="enquiry_letter", key=key))


def _kept(response: HttpResponse) -> HttpResponse:
    set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
    return response
