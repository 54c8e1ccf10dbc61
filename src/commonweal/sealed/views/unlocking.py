"""A member's passphrase: choosing, changing, unlocking and locking."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.people.access import PersonRequest
from commonweal.sealed.access import COOKIE, COOKIE_PATH, member
from commonweal.sealed.actions import (
    begin_unlocking,
    change_passphrase,
    lock_again,
    set_passphrase,
)
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.forms.keys import (
    ChangePassphraseForm,
    NewPassphraseForm,
    UnlockForm,
)
from commonweal.sealed.models import MemberKey
from commonweal.sealed.sealing import fingerprint

FORM_METHODS = ["GET", "HEAD", "POST"]


@member
@require_http_methods(FORM_METHODS)
def unlock(request: PersonRequest) -> HttpResponse:
    """Ask for the passphrase, and go on where the member was going."""
    if not _has_key(request):
        return redirect("sealed:passphrase")
    form = UnlockForm(request.POST if request.method == "POST" else None)
    back = _inside(request, request.GET.get("next", ""))
    if form.is_valid():
        try:
            cookie = begin_unlocking(
                person=request.user,
                passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except SealedError as error:
            form.add_error("passphrase", str(error))
        else:
            return _with_cookie(redirect(back), cookie)
    return render(request, "sealed/keys/unlock.html", {"form": form})


@member
@require_POST
def lock(request: PersonRequest) -> HttpResponse:
    """End unlocking, in every browser of this member."""
    lock_again(person=request.user, at=timezone.now())
    messages.success(request, "Locked. Your passphrase opens it again.")
    response = redirect("sealed:desk")
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
    return response


@member
@require_http_methods(FORM_METHODS)
def passphrase(request: PersonRequest) -> HttpResponse:
    """Choose the first passphrase, or change the one in use."""
    if not _has_key(request):
        return _new(request, "sealed/keys/first.html")
    form = ChangePassphraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            change_passphrase(
                person=request.user,
                passphrase=form.cleaned_data["old"],
                new_passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except SealedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Your passphrase is changed.")
            return redirect("sealed:desk")
    key = MemberKey.objects.get(person=request.user, retired_at=None)
    context = {"form": form, "fingerprint": fingerprint(bytes(key.public))}
    return render(request, "sealed/keys/change.html", context)


@member
@require_http_methods(FORM_METHODS)
def forgotten(request: PersonRequest) -> HttpResponse:
    """Choose a new passphrase without the old one. A colleague lets the member in."""
    return _new(request, "sealed/keys/forgotten.html")


def _new(request: PersonRequest, template: str) -> HttpResponse:
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        words = form.cleaned_data["passphrase"]
        try:
            set_passphrase(person=request.user, passphrase=words, at=now)
        except SealedError as error:
            form.add_error("passphrase", str(error))
        else:
            cookie = begin_unlocking(person=request.user, passphrase=words, at=now)
            messages.success(request, "Your passphrase is set.")
            return _with_cookie(redirect("sealed:desk"), cookie)
    return render(request, template, {"form": form})


def _has_key(request: PersonRequest) -> bool:
    return MemberKey.objects.filter(person=request.user, retired_at=None).exists()


def _with_cookie(response: HttpResponse, cookie: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        cookie,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _inside(request: PersonRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and is_ours else reverse("sealed:desk")
