"""Pages behind the links that owners of services get: look, confirm, or say what changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from commonweal.directory.actions import confirm_service, tell_change
from commonweal.directory.actions.owners import service_of
from commonweal.directory.exceptions import DirectoryError
from commonweal.directory.facts import service_facts
from commonweal.directory.forms import ChangeForm
from commonweal.directory.links import read_token
from commonweal.directory.models import SupportService
from commonweal.people.access import public

View = Callable[..., HttpResponse]


def _private_page(view: View) -> View:
    """Nobody keeps a copy, and what cannot be done is said on a page of its own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except DirectoryError as error:
            context = {"why": str(error)}
            response = render(
                request, "directory/by_link/over.html", context, status=410
            )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


@public
@require_http_methods(["GET", "HEAD", "POST"])
@_private_page
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Show what we say about a service, and a button; confirm when it is pressed.

    Raises:
        LinkError: the link is not ours, or its owner is another now.
    """
    named, now = read_token(token), timezone.now()
    if request.method == "POST":
        confirm_service(named=named, at=now)
    service = service_of(named)
    whole = SupportService.objects.in_full().get(pk=service.pk)
    context = {
        "service": whole,
        "facts": service_facts(whole, now=now),
        "token": token,
        "now": now,
        "is_done": whole.verified_on > named.round
        or whole.verified_on == localdate(now),
    }
    return render(request, "directory/by_link/still_right.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@_private_page
def changed(request: HttpRequest, token: str) -> HttpResponse:
    """Take what has changed, in the owner's words.

    Raises:
        LinkError: as above.
    """
    named = read_token(token)
    service = service_of(named)
    form = ChangeForm(request.POST or None)
    is_sent = form.is_valid()
    if is_sent:
        words = form.cleaned_data["words"]
        tell_change(named=named, words=words, at=timezone.now())
    context = {"service": service, "form": form, "token": token, "is_sent": is_sent}
    return render(request, "directory/by_link/changed.html", context)
