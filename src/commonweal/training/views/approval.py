"""A manager answers whether somebody may come, from an e-mail, without an account."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from commonweal.training import links
from commonweal.training.actions import approve, decline_approval, forward_approval
from commonweal.training.booking_rows import session_rows
from commonweal.training.exceptions import BookingError
from commonweal.training.forms.changing import ForwardForm, ReasonForm
from commonweal.training.links import Purpose
from commonweal.training.models import Approval, Booking
from commonweal.training.queries.leaving import leaving
from commonweal.training.views.by_link import by_link, link_is_over


def _asked(pk: int) -> Approval | None:
    return (
        Approval.objects.select_related(
            "booking__attendee",
            "booking__organisation__kind",
            "booking__terms",
            "booking__session__course",
            "booking__session__venue",
            "booking__session__partner",
        )
        .prefetch_related("booking__session__meetings")
        .filter(pk=pk)
        .first()
    )


def _is_open(approval: Approval, *, at: datetime) -> bool:
    booking = approval.booking
    return (
        approval.outcome == Approval.Outcome.OPEN
        and booking.status == Booking.Status.AWAITING_APPROVAL
        and not booking.has_lapsed(now=at)
    )


def _page(
    request: HttpRequest, name: str, token: str, approval: Approval, **more: Any
) -> HttpResponse:
    booking = approval.booking
    # A manager sees who, what and when; nothing of needs and answers.
    context = {
        "approval": approval,
        "booking": booking,
        "session": booking.session,
        "rows": session_rows(booking.session),
        "token": token,
        "back": reverse("training:approval", args=[token]),
        "by_link": True,
        **more,
    }
    return render(request, f"training/by_link/{name}.html", context)


@by_link(Purpose.APPROVAL)
def approval(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Ask; on a press of the button, approve. Afterwards, say what was answered."""
    now, found = timezone.now(), _asked(pk)
    if found is None:
        return link_is_over(request, links.UNKNOWN)
    if request.method == "POST":
        try:
            approve(approval=found, at=now)
        except BookingError as error:
            return link_is_over(request, str(error))
        return redirect("training:approval", token)
    if not _is_open(found, at=now):
        is_late = found.outcome == Approval.Outcome.OPEN
        outcome = Approval.Outcome.EXPIRED if is_late else found.outcome
        return _page(request, "answered", token, found, outcome=outcome)
    charges = leaving(found.booking, now=now).sentences
    return _page(request, "approval", token, found, charges=charges)


@by_link(Purpose.APPROVAL)
def decline(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Ask why not, and decline."""
    now, found = timezone.now(), _asked(pk)
    if found is None:
        return link_is_over(request, links.UNKNOWN)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decline_approval(
                approval=found, at=now, reason=form.cleaned_data["reason"].strip()
            )
        except BookingError as error:
            return link_is_over(request, str(error))
        return redirect("training:approval", token)
    if not _is_open(found, at=now):
        return redirect("training:approval", token)
    return _page(request, "decline", token, found, form=form)


@by_link(Purpose.APPROVAL)
def forward(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Ask who decides instead, and ask them."""
    now, found = timezone.now(), _asked(pk)
    if found is None:
        return link_is_over(request, links.UNKNOWN)
    form = ForwardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            forward_approval(approval=found, email=form.cleaned_data["email"], at=now)
        except BookingError as error:
            form.add_error("email", str(error))
        else:
            return redirect("training:approval", token)
    if not _is_open(found, at=now):
        return redirect("training:approval", token)
    return _page(request, "forward", token, found, form=form)
