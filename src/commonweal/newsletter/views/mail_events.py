"""What the service that sends our mail reports: bounces and complaints.

anymail knows each service's form and checks its signature or password. Only the
service that this site is set up with is listened to, and only when it has a secret:
otherwise anybody could stop anybody's newsletter.
"""

import json
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailInsecureWebhookWarning
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from anymail.urls import urlpatterns as services
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.newsletter.actions import Report, take_in
from commonweal.newsletter.mail_failures import code_in, kind_of
from commonweal.newsletter.models import MailReport
from commonweal.people.access import from_anywhere

Kind = MailReport.Kind
View = Callable[[HttpRequest], HttpResponse]
# Where services say what sort of bounce it was.
SORTS = ("event", "Type", "type", "bounceType", "bounce_type", "severity")
# SparkPost's "bounce classes" that may pass.
MAY_PASS = {"20", "21", "22", "23", "24", "40", "70", "100"}
NOT_THE_ADDRESS = {RejectReason.TIMED_OUT, RejectReason.BLOCKED, RejectReason.OTHER}


@from_anywhere
@require_http_methods(["HEAD", "POST"])
def mail_events(request: HttpRequest) -> HttpResponse:
    """Take in what the mail service reports. "Not found" where it is not set up; 400
    without the right signature or password."""
    view = _view_of_service()
    if view is None:
        raise Http404
    return view(request)


def _view_of_service() -> View | None:
    """Return anymail's view for the service in the settings, when it is a safe one."""
    name = settings.ANYMAIL.get("EVENTS_SERVICE") or _service_of_backend()
    names = {f"{name}_tracking_webhook", f"{name}_webhook"}
    view = next((each.callback for each in services if each.name in names), None)
    if not name or view is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", AnymailInsecureWebhookWarning)
            view.view_class(**view.view_initkwargs)
    except (
        AnymailInsecureWebhookWarning,
        AnymailConfigurationError,
        ImproperlyConfigured,
    ):
        return None
    return view


def _service_of_backend() -> str:
    """Return "mailgun" for "anymail.backends.mailgun.EmailBackend"; else nothing."""
    backend: str = settings.MAIL_DELIVERY_BACKEND
    is_anymail = backend.startswith("anymail.backends.")
    return backend.split(".")[2] if is_anymail else ""


def take_in_event(
    sender: object, event: AnymailTrackingEvent, esp_name: str, **kwargs: object
) -> None:
    """Take in one event, as anymail hands it over."""
    now, kind = timezone.now(), _kind_of(event)
    if kind is None or not event.recipient:
        return
    at = event.timestamp or now
    take_in(
        report=Report(
            event_id=_event_id(event, esp_name),
            kind=kind,
            address=event.recipient,
            code=_code_of(event),
            at=min(at, now),
            message_id=event.message_id or "",
        ),
        at=now,
    )


tracking.connect(take_in_event, dispatch_uid="commonweal.newsletter")


def _event_id(event: AnymailTrackingEvent, esp_name: str) -> str:
    """Return what is the same when the service sends the event again."""
    if event.event_id:
        return f"{esp_name}:{event.event_id}"[:200]
    at: datetime | None = event.timestamp
    parts = [
        event.event_type,
        (event.recipient or "").lower(),
        event.message_id or "",
        at.isoformat() if at else json.dumps(event.esp_event, default=str),
    ]
    return f"{esp_name}:{sha256(json.dumps(parts).encode()).hexdigest()}"


def _kind_of(event: AnymailTrackingEvent) -> MailReport.Kind | None:
    """Return what an event means for the address; None when it says nothing of it."""
    reason = event.reject_reason
    if event.event_type == EventType.COMPLAINED or reason == RejectReason.SPAM:
        return Kind.COMPLAINT
    if event.event_type not in {EventType.BOUNCED, EventType.REJECTED}:
        return None
    if reason == RejectReason.UNSUBSCRIBED:
        return None
    if reason in NOT_THE_ADDRESS or _may_pass(event.esp_event):
        return Kind.SOFT
    code = _code_of(event)
    return kind_of(code) if code else Kind.HARD


def _may_pass(event: Any) -> bool:
    """Whether the service itself calls a bounce soft: anymail does not say."""
    if not isinstance(event, Mapping):
        return False
    inner = event.get("bounce")
    fields = {**event, **(inner if isinstance(inner, Mapping) else {})}
    sorts = " ".join(str(fields.get(name, "")) for name in SORTS).lower()
    is_soft = any(word in sorts for word in ("soft", "transient", "temporary"))
    return is_soft or str(fields.get("bounce_class", "")) in MAY_PASS


def _code_of(event: AnymailTrackingEvent) -> str:
    return code_in(f"{event.mta_response or ''} {event.description or ''}")
