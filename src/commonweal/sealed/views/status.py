"""What became of a form, for whoever kept its reference; and the way out."""

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.dates.writing import write_date
from commonweal.design.components.safety import WEATHER
from commonweal.design.forms import DesignForm
from commonweal.sealed.actions import forget_draft
from commonweal.sealed.draft_key import DraftKey
from commonweal.sealed.exceptions import DraftOverError, UnknownReferenceError
from commonweal.sealed.floods import LOOK_UPS
from commonweal.sealed.models import Submission
from commonweal.sealed.references import read_reference, spaced
from commonweal.sealed.views.frame import (
    COOKIE_PATH,
    COOKIES,
    page,
    too_fast,
    unkept_page,
)

State = Submission.State
TOLD = {
    State.RECEIVED: (
        "Received",
        "It has arrived. Nobody has opened it yet.",
    ),
    State.OPENED: (
        "Opened",
        "Somebody in the team has opened it and is deciding what to do.",
    ),
    State.ACCEPTED: (
        "Accepted",
        "The team has taken it on. You may not hear more, because what they do next "
        "can be confidential.",
    ),
    State.DECLINED: (
        "Not taken on",
        "The team has read it and cannot take it on. If you gave a way to reach you, "
        "they say why. If you are still worried, call one of the numbers below.",
    ),
}


class ReferenceForm(DesignForm):
    """Asks for a reference."""

    reference = forms.CharField(
        label="What is your reference?",
        help_text="8 letters and numbers, like 7K4M 2QXD. Small letters and spaces are fine.",
        max_length=40,
        error_messages={"required": "Enter your reference."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_reference(self) -> str:
        """Read it, however it was typed."""
        try:
            return read_reference(self.cleaned_data["reference"])
        except UnknownReferenceError as error:
            raise forms.ValidationError(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
@unkept_page
def status(request: HttpRequest) -> HttpResponse:
    """Ask for a reference and say how far it has come. The reference is not in the
    address, where it would stay in the browser's history."""
    if request.method != "POST":
        return page(request, "status", None, {"form": ReferenceForm()})
    slow = too_fast(request, LOOK_UPS)
    if slow is not None:
        return slow
    form = ReferenceForm(request.POST)
    if not form.is_valid():
        return page(request, "status", None, {"form": form}, status=400)
    reference = form.cleaned_data["reference"]
    # What a team passed on to another has a reference of its own, for them alone.
    found = Submission.objects.filter(reference=reference, forwarded_from=None).first()
    if found is None:
        form.add_error(
            "reference",
            "We know no form with this reference. Check it, or call one of the "
            "numbers below.",
        )
        return page(request, "status", None, {"form": form}, status=404)
    title, words = TOLD[State(found.state)]
    context = {
        "reference": spaced(found.reference),
        "state": title,
        "words": words,
        "received_on": write_date(timezone.localdate(found.received_at)),
    }
    return page(request, "status_told", None, context)


@require_http_methods(["GET", "HEAD"])
@unkept_page
def leave(request: HttpRequest) -> HttpResponse:
    """Where "Exit this page" leads: forget what was filled in, and show the weather.

    A link cannot do more than ask for an address, and it must work without scripts, so
    this is a GET that deletes. It deletes only what the browser's own cookie opens;
    programs that follow links have none, and from other sites it is not sent along.
    Whatever goes wrong, the visitor gets away from here.
    """
    response = HttpResponseRedirect(WEATHER)
    is_guess = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method != "GET" or is_guess:
        return response
    for name, words in request.COOKIES.items():
        if name.startswith(COOKIES):
            _forget(words)
            response.delete_cookie(name, path=COOKIE_PATH, samesite="Strict")
    return response


def _forget(words: str) -> None:
    try:
        forget_draft(key=DraftKey.of_cookie(words))
    except (DraftOverError, DatabaseError, OSError):
        pass  # The worker deletes it half an hour later.
