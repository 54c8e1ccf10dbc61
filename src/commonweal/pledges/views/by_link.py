"""What the pages behind links in e-mails have in common, and those pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.design.models import Brand
from commonweal.people.access import public
from commonweal.pledges import links
from commonweal.pledges.actions import confirm, list_publicly, renew, withdraw
from commonweal.pledges.actions.signing import WITHDRAWN, check_link
from commonweal.pledges.certificate_pdf import certificate
from commonweal.pledges.exceptions import LinkError, PledgeError
from commonweal.pledges.forms import ListingForm
from commonweal.pledges.models import Signature, Version

View = Callable[..., HttpResponse]
FORM_METHODS = ["GET", "HEAD", "POST"]


def private_page(view: View) -> View:
    """Nobody keeps a copy, no other site is told the address, and what cannot be done
    is said on a page of its own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except PledgeError as error:
            context = {"why": str(error)}
            response = render(request, "pledges/by_link/over.html", context, status=410)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


@public
@require_http_methods(FORM_METHODS)
@private_page
def confirm_signature(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is confirmed and a button; mail gateways open links, so only a press
    confirms."""
    pk, asked_at = links.read_confirm(token)
    found = Signature.objects.select_related("covenant", "version")
    signature = found.filter(pk=pk).first()
    now = timezone.now()
    if signature is None:
        raise LinkError(WITHDRAWN)
    if request.method == "POST":
        signature = confirm(signature=signature, asked_at=asked_at, at=now)
    else:
        check_link(signature, asked_at=asked_at, at=now)
    context = {"signature": signature, "own": links.own_path(signature.key)}
    return render(request, "pledges/by_link/confirm.html", context)


@public
@require_safe
@private_page
def own(request: HttpRequest, token: str) -> HttpResponse:
    """A signer's own page: what was signed, and all that can be done with it."""
    return _own(request, token, _signature(token))


@public
@require_POST
@private_page
def renew_own(request: HttpRequest, token: str) -> HttpResponse:
    """Renew it, under the text that stood on the page."""
    signature = _signature(token)
    number = request.POST.get("version", "")[:9]
    version = Version.objects.filter(
        covenant=signature.covenant_id, number=int(number) if number.isdecimal() else 0
    ).first()
    if version is None:
        raise PledgeError(links.UNKNOWN)
    signature = renew(signature=signature, version=version, at=timezone.now())
    return _own(request, token, signature, said="It is renewed. Thank you.")


@public
@require_POST
@private_page
def list_own(request: HttpRequest, token: str) -> HttpResponse:
    """Be named in public, or no longer."""
    form = ListingForm(request.POST)
    form.is_valid()
    is_listed = bool(form.cleaned_data.get("list_publicly"))
    signature = list_publicly(
        signature=_signature(token), is_listed=is_listed, at=timezone.now()
    )
    said = (
        "You are named in the public list."
        if is_listed
        else "You are no longer named in the public list. Copies of the page may show "
        "you for five more minutes."
    )
    return _own(request, token, signature, said=said)


@public
@require_http_methods(FORM_METHODS)
@private_page
def withdraw_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; withdraw when it is pressed."""
    signature = _signature(token)
    covenant = signature.covenant
    if request.method == "POST":
        withdraw(signature=signature, at=timezone.now())
    context = {
        "covenant": covenant,
        "has_withdrawn": request.method == "POST",
        "own": links.own_path(signature.key),
    }
    return render(request, "pledges/by_link/withdraw.html", context)


@public
@require_safe
@private_page
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate of whoever has signed, as a PDF."""
    signature = _signature(token)
    if signature.signed_at is None:
        raise PledgeError("Confirm the signature first, with the link we sent you.")
    brand = Brand.of_default_site()
    content = certificate(
        signature,
        partnership=brand.partnership_name,
        colour=brand.palette.header_colour,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response


def _signature(token: str) -> Signature:
    """Return whose own page it is.

    Raises:
        LinkError: the link is not ours, or the signature is gone.
    """
    found = Signature.objects.select_related("covenant", "version")
    signature = found.filter(key=links.read_own(token)).first()
    if signature is None:
        raise LinkError(WITHDRAWN)
    return signature


def _own(
    request: HttpRequest, token: str, signature: Signature, *, said: str = ""
) -> HttpResponse:
    current = signature.covenant.current_version()
    context = {
        "token": token,
        "signature": signature,
        "current": current,
        "has_new_text": current is not None and current != signature.version,
        "form": ListingForm(initial={"list_publicly": signature.list_publicly}),
        "said": said,
    }
    return render(request, "pledges/by_link/own.html", context)
