"""Signing up, and confirming it."""

import secrets
from datetime import datetime
from hashlib import sha256

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.design.caching import set_caching
from commonweal.newsletter import links
from commonweal.newsletter.actions import (
    LEFT_SINCE,
    accept_invitation,
    confirm,
    send_confirmation_again,
    sign_up,
)
from commonweal.newsletter.emails.subscribing import what_they_get
from commonweal.newsletter.exceptions import LinkError
from commonweal.newsletter.forms.subscribing import SignUpForm
from commonweal.newsletter.links import Purpose
from commonweal.newsletter.models import Consent, NewsletterSettings, Subscriber
from commonweal.newsletter.views.by_link import private_page
from commonweal.people.access import public

COOKIE = "newsletter_sign_up"
# Of the cookie that we make: 32 bytes in base64.
COOKIE_LENGTH = 43


@public
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for an address and what should come to it. The same page for everybody."""
    newsletter = NewsletterSettings.load()
    form = SignUpForm(
        request.POST if request.method == "POST" else None,
        wording=newsletter.consent_wording,
        path=request.path,
    )
    if request.method == "POST":
        return _signed_up(request, form, newsletter)
    response = _page(request, form, newsletter)
    set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
    return response


def _signed_up(
    request: HttpRequest, form: SignUpForm, newsletter: NewsletterSettings
) -> HttpResponse:
    if not ratelimit.consume(request, action="newsletter_form"):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return _page(request, form, newsletter, status=400)
    cookie = _cookie_of(request) or secrets.token_urlsafe(32)
    email = form.cleaned_data["email"]
    if not form.is_from_program and may_write_to(request, email):
        sign_up(
            email=email,
            choices=form.choices(),
            wording=form.wording,
            page=form.cleaned_data["page"],
            browser=_browser(cookie),
            at=timezone.now(),
        )
    response = redirect("newsletter:signed_up")
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=links.LASTS,
        path=reverse("newsletter:sign_up").removesuffix("sign-up/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def may_write_to(request: HttpRequest, email: str) -> bool:
    """Whether an address has not been written to so often that it would be pestered.
    Whoever asks is not told: the answer is the same."""
    key = email.strip().lower()
    return ratelimit.consume(request, action="newsletter_letter", key=key)


def _page(
    request: HttpRequest,
    form: SignUpForm,
    newsletter: NewsletterSettings,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "newsletter": newsletter}
    return render(request, "newsletter/sign_up.html", context, status=status)


@public
@require_safe
def signed_up(request: HttpRequest) -> HttpResponse:
    """Say that a message is on its way; the same whoever asked."""
    response = render(request, "newsletter/signed_up.html")
    set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def confirm_sign_up(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm at once in the browser that signed up, by a button in any other.

    This is the one page of ours where a GET may change something: it must carry the
    cookie that the sign-up itself set. Gateways that open every link have none.
    """
    now = timezone.now()
    consent, until = _consent(token)
    if consent.confirmed_at is None and now >= until:
        context = {"token": token}
        return render(request, "newsletter/by_link/too_old.html", context, status=410)
    if consent.confirmed_at is None:
        if request.method != "POST" and not _is_same_browser(request, consent):
            return render(request, "newsletter/by_link/confirm.html")
        return _welcome(request, confirm(consent=consent, at=now))
    return _welcome(request, consent.subscriber)


@public
@require_POST
@private_page
def confirm_again(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to whoever's link is too old."""
    consent, _ = _consent(token)
    if may_write_to(request, consent.subscriber.email):
        send_confirmation_again(consent=consent, at=timezone.now())
    return redirect("newsletter:signed_up")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask somebody of a former list whether they want the newsletter."""
    now, newsletter = timezone.now(), NewsletterSettings.load()
    key, until = links.read_dated(Purpose.INVITATION, token)
    subscriber = Subscriber.objects.filter(key=key).first()
    if subscriber is None or subscriber.status == Subscriber.Status.LEFT:
        raise LinkError(links.UNKNOWN)
    if subscriber.status != Subscriber.Status.WAITING:
        return _welcome(request, subscriber)
    if now >= until:
        raise LinkError(links.TOO_OLD)
    if request.method == "POST":
        wording, page = newsletter.consent_wording, "/newsletter/invitation/"
        accepted = accept_invitation(
            subscriber=subscriber, wording=wording, page=page, at=now
        )
        return _welcome(request, accepted)
    context = {"newsletter": newsletter}
    return render(request, "newsletter/by_link/invitation.html", context)


def _consent(token: str) -> tuple[Consent, datetime]:
    """Return whose sign-up a link confirms, and until when.

    Raises:
        LinkError: it is not ours, the sign-up has been deleted, or they have left.
    """
    pk, until = links.read_dated(Purpose.CONFIRM, token)
    consent = Consent.objects.select_related("subscriber").filter(pk=pk).first()
    if consent is None:
        raise LinkError(links.TOO_OLD)
    if consent.subscriber.status == Subscriber.Status.LEFT:
        raise LinkError(LEFT_SINCE)
    return consent, until


def _is_same_browser(request: HttpRequest, consent: Consent) -> bool:
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    cookie = _cookie_of(request)
    return bool(cookie) and secrets.compare_digest(_browser(cookie), consent.browser)


def _cookie_of(request: HttpRequest) -> str:
    cookie = request.COOKIES.get(COOKIE, "")
    return cookie if len(cookie) == COOKIE_LENGTH else ""


def _browser(cookie: str) -> str:
    return sha256(cookie.encode()).hexdigest()


def _welcome(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    context = {
        "subscriber": subscriber,
        "gets": what_they_get(subscriber),
        "preferences": links.preferences_path(subscriber.key),
    }
    return render(request, "newsletter/by_link/welcome.html", context)
