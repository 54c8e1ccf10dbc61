"""What a subscriber gets, behind the link in each issue. No account is needed.

The link is forwarded along with an issue now and then. So it shows nothing beyond
what it changes, and an address is only changed from the new one.
"""

from typing import Any

from allauth.core import ratelimit
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
    ask_new_address,
    change_choices,
    confirm_new_address,
    pause,
    resume,
    send_preferences_link,
    sign_up,
)
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.exceptions import LinkError, SubscriptionError
from commonweal.newsletter.forms.subscribing import (
    AddressForm,
    ChoicesForm,
    NewAddressForm,
    PauseForm,
)
from commonweal.newsletter.links import Purpose
from commonweal.newsletter.models import AddressChange, NewsletterSettings, Subscriber
from commonweal.newsletter.views.by_link import private_page
from commonweal.newsletter.views.signing_up import may_write_to
from commonweal.people.access import public

Status = Subscriber.Status
HAS_LEFT = "You have left the newsletter. Sign up again if you want it back."
SAID = {
    "choices": "Your choices are saved.",
    "paused": "The newsletter is paused.",
    "resumed": "You get the newsletter again.",
}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def preferences_link(request: HttpRequest) -> HttpResponse:
    """Ask for an address, to send its preferences' link to. It says the same whether
    the address is known."""
    if request.method != "POST":
        response = _link_page(request, AddressForm())
        set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
        return response
    if not ratelimit.consume(request, action="news_form"):
        return render(request, "429.html", status=429)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _link_page(request, form, status=400)
    email = form.cleaned_data["email"]
    if may_write_to(request, email):
        send_preferences_link(email=email, at=timezone.now())
    return redirect("newsletter:preferences_sent")


def _link_page(
    request: HttpRequest, form: AddressForm, status: int = 200
) -> HttpResponse:
    context = {"form": form}
    return render(request, "newsletter/preferences_link.html", context, status=status)


@public
@require_safe
def preferences_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way if the address gets the newsletter."""
    response = render(request, "newsletter/preferences_sent.html")
    set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody gets, and change it."""
    subscriber = _subscriber(token)
    form = ChoicesForm.showing(subscriber)
    if request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            choices, now = form.choices(), timezone.now()
            change_choices(subscriber=subscriber, choices=choices, at=now)
            return _back(token, "choices")
    context = {"form": form, "said": SAID.get(request.GET.get("done", ""), "")}
    status = 400 if form.errors else 200
    return _page(request, "preferences", token, subscriber, context, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def pause_page(request: HttpRequest, token: str) -> HttpResponse:
    """Send nothing until a day."""
    subscriber = _subscriber(token)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        until, now = form.cleaned_data["until"], timezone.now()
        try:
            pause(subscriber=subscriber, until=until, at=now)
        except SubscriptionError as error:
            form.add_error("until", str(error))
        else:
            return _back(token, "paused")
    status = 400 if form.errors else 200
    return _page(request, "pause", token, subscriber, {"form": form}, status=status)


@public
@require_POST
@private_page
def resume_now(request: HttpRequest, token: str) -> HttpResponse:
    """End a pause before its day."""
    resume(subscriber=_subscriber(token), at=timezone.now())
    return _back(token, "resumed")


@public
@require_POST
@private_page
def start_again(request: HttpRequest, token: str) -> HttpResponse:
    """Send a link to confirm with, to somebody for whom mail was stopped."""
    subscriber = _subscriber(token)
    if may_write_to(request, subscriber.email):
        sign_up(
            email=subscriber.email,
            choices=Choices.of(subscriber),
            wording=NewsletterSettings.load().consent_wording,
            page="/newsletter/preferences/",
            browser="",
            at=timezone.now(),
        )
    return redirect("newsletter:signed_up")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def change_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for another address; it changes once confirmed from there."""
    subscriber = _subscriber(token)
    form = NewAddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not ratelimit.consume(request, action="news_form"):
            return render(request, "429.html", status=429)
        email = form.cleaned_data["email"]
        try:
            if may_write_to(request, email):
                ask_new_address(subscriber=subscriber, email=email, at=timezone.now())
        except SubscriptionError as error:
            form.add_error("email", str(error))
        else:
            return _page(request, "address_asked", token, subscriber, {"form": form})
    status = 400 if form.errors else 200
    return _page(request, "address", token, subscriber, {"form": form}, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a new address, by a button."""
    now = timezone.now()
    pk, until = links.read_dated(Purpose.ADDRESS, token)
    change = AddressChange.objects.select_related("subscriber").filter(pk=pk).first()
    if change is None or now >= until:
        raise LinkError(f"{links.TOO_OLD} Ask for the change again.")
    is_done = change.confirmed_at is not None
    if request.method == "POST":
        confirm_new_address(change=change, at=now)
        is_done = True
    context = {
        "is_done": is_done,
        "preferences": links.preferences_path(change.subscriber.key),
    }
    return render(request, "newsletter/by_link/new_address.html", context)


def _subscriber(token: str) -> Subscriber:
    """Return whose preferences a link opens.

    Raises:
        LinkError: it is not ours, or they have left.
    """
    key = links.read_key(Purpose.PREFERENCES, token)
    subscriber = Subscriber.objects.for_lists().filter(key=key).first()
    if subscriber is None or subscriber.status == Status.WAITING:
        raise LinkError(links.UNKNOWN)
    if subscriber.status == Status.LEFT:
        raise LinkError(HAS_LEFT)
    return subscriber


def _back(token: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('newsletter:preferences', args=[token])}?done={done}")


def _page(
    request: HttpRequest,
    name: str,
    token: str,
    subscriber: Subscriber,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    context |= {
        "token": token,
        "subscriber": subscriber,
        "unsubscribe": links.unsubscribe_path(subscriber.key),
    }
    template = f"newsletter/by_link/{name}.html"
    return render(request, template, context, status=status)
