"""For staff: who gets the newsletter, and since when, why and why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.governance.data_subjects import DataSubject
from commonweal.governance.holdings_of_person import gather_about
from commonweal.newsletter.actions import (
    erase_subscriber,
    leave,
    note_subject_access,
)
from commonweal.newsletter.emails.subscribing import what_they_get
from commonweal.newsletter.forms.desk_subscribers import (
    FindSubscriberForm,
)
from commonweal.newsletter.models import Subscriber
from commonweal.newsletter.privacy import HOLDINGS
from commonweal.newsletter.queries.subscribers import (
    CALLED,
    COLOURS,
    called,
    counted,
    in_full,
    with_status,
)
from commonweal.people.access import PersonRequest, requires
from commonweal.people.reason_form import ReasonForm
from commonweal.people.views.downloads import as_download

DESK = "newsletter.edit_newsletter"
ON_A_PAGE = 50
ENDED = "The subscription has ended, and the address is erased."
ERASED = "What was held about that subscriber is erased."


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def subscribers(request: PersonRequest) -> HttpResponse:
    """Show everybody, or those of a status; find an address, which is sent in the
    body, so that no log and no browser's history has it."""
    form = FindSubscriberForm(request.POST if request.method == "POST" else None)
    status = request.GET.get("status", "")
    found = with_status(status)
    if form.is_valid():
        found = called(form.cleaned_data["words"])
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = counted()
    context = {
        "form": form,
        "is_search": form.is_valid(),
        "page": page,
        "rows": [_row(each) for each in page.object_list],
        "counts": counts,
        "total": sum(each.count for each in counts),
        "status": status if status in Subscriber.Status.values else "",
    }
    return render(request, "newsletter/subscribers/list.html", context)


def _row(each: Subscriber) -> dict[str, Any]:
    return {
        "subscriber": each,
        "status": CALLED[Subscriber.Status(each.status)],
        "colour": COLOURS[each.status],
        "topics": [topic.name for topic in each.topics.all()],
    }


@requires(DESK)
@require_safe
def subscriber(request: PersonRequest, subscriber_id: int) -> HttpResponse:
    """Show what is known of one subscriber: evidence, choices, what was sent."""
    found = get_object_or_404(Subscriber.objects.for_lists(), pk=subscriber_id)
    context = {
        **_row(found),
        "full": in_full(found),
        "gets": what_they_get(found),
        "has_left": found.status == Subscriber.Status.LEFT,
    }
    return render(request, "newsletter/subscribers/subscriber.html", context)


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, subscriber_id: int) -> HttpResponse:
    """End a subscription for somebody who asked staff to."""
    return _deed(request, subscriber_id, "end", leave, said=ENDED)


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest, subscriber_id: int) -> HttpResponse:
    """Erase what is held about somebody, evidence and all."""
    return _deed(request, subscriber_id, "erase", erase_subscriber, said=ERASED)


def _deed(
    request: PersonRequest,
    subscriber_id: int,
    name: str,
    deed: Callable[..., None],
    *,
    said: str,
) -> HttpResponse:
    found = get_object_or_404(Subscriber, pk=subscriber_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        deed(subscriber=found, by=request.user, at=now, reason=reason)
        messages.success(request, said)
        return redirect("newsletter:subscribers")
    context = {"subscriber": found, "form": form}
    template = f"newsletter/subscribers/{name}.html"
    return render(request, template, context, status=400 if form.errors else 200)


@requires(DESK)
@require_POST
def download(request: PersonRequest, subscriber_id: int) -> HttpResponse:
    """Hand over what the newsletter holds about somebody without an account (UK GDPR,
    article 15), and note that it was."""
    found = get_object_or_404(Subscriber.objects.exclude(email=""), pk=subscriber_id)
    now = timezone.now()
    subject = DataSubject(key=0, address=found.email)
    export = gather_about(subject, HOLDINGS, now=now)
    note_subject_access(subscriber=found, by=request.user, at=now)
    return as_download(export)
