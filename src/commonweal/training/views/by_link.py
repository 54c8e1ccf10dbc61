"""Pages behind the links in messages, for people who have not signed in.

Opening one changes nothing: mail programs open every link. What is pressed there acts
as the person whom the message was sent to. The row in the link says whether there is
still something to decide; a link that was used shows what has become of it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.people.access import public
from commonweal.training import links
from commonweal.training.actions import accept_offer, decline_offer, say_coming
from commonweal.training.booking_story import story_of
from commonweal.training.exceptions import BookingError, LinkError
from commonweal.training.links import Purpose
from commonweal.training.models import Booking, Offer
from commonweal.training.queries.explaining import waiting_position
from commonweal.training.queries.leaving import leaving
from commonweal.training.queries.own_bookings import for_pages, ways_on
from commonweal.training.views.giving_up import Doer, colleague_page, leave_page

S = Booking.Status
LinkView = Callable[[HttpRequest, str, int], HttpResponse]


def by_link(purpose: Purpose) -> Callable[[LinkView], Callable[..., HttpResponse]]:
    """Make a view of one that takes a token's row: ``view(request, token, pk)``.

    A link that is not ours, or too old, gets a page that says so. Nobody keeps a copy
    of these pages, and other sites are not told their address.
    """

    def decorate(view: LinkView) -> Callable[..., HttpResponse]:
        @public
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            try:
                pk = links.read(purpose, token, now=timezone.now())
            except LinkError as error:
                response = link_is_over(request, str(error))
            else:
                response = view(request, token, pk)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            return response

        return guarded

    return decorate


def link_is_over(request: HttpRequest, why: str) -> HttpResponse:
    """Say kindly that a link leads nowhere any more."""
    context = {"why": why, "by_link": True}
    return render(request, "training/by_link/over.html", context, status=410)


def _booking(pk: int) -> Booking | None:
    return for_pages(Booking.objects.filter(pk=pk)).first()


@by_link(Purpose.OFFER)
def offer(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Take an offered place, or leave it to the next person."""
    now = timezone.now()
    found = Offer.objects.filter(pk=pk).first()
    booking = _booking(found.booking_id) if found else None
    if found is None or booking is None:
        return link_is_over(request, links.UNKNOWN)
    doer = Doer(booking.attendee, request.path, is_by_link=True)
    is_open = (
        found.outcome == Offer.Outcome.OPEN
        and booking.status == S.OFFERED
        and not booking.has_lapsed(now=now)
    )
    if request.method == "POST":
        return _answer_offer(request, booking, doer, at=now)
    context = doer.context(
        booking,
        is_open=is_open,
        leaving=leaving(booking, now=now) if is_open else None,
        story=story_of(booking, at=now, position=waiting_position(booking)),
    )
    return render(request, "training/by_link/offer.html", context)


def _answer_offer(
    request: HttpRequest, booking: Booking, doer: Doer, *, at: datetime
) -> HttpResponse:
    answers = {"accept": accept_offer, "decline": decline_offer}
    deed = answers.get(request.POST.get("answer", ""))
    if deed is not None:
        try:
            deed(booking=booking, by=doer.by, at=at)
        except BookingError as error:
            return link_is_over(request, str(error))
    return redirect(doer.back)


@by_link(Purpose.ANSWER)
def answer(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Are you coming? Say so, give the place back, or send a colleague."""
    now, booking = timezone.now(), _booking(pk)
    if booking is None:
        return link_is_over(request, links.UNKNOWN)
    doer = Doer(booking.attendee, request.path, is_by_link=True)
    if request.method == "POST":
        try:
            say_coming(booking=booking, at=now)
        except BookingError as error:
            return link_is_over(request, str(error))
        return redirect(doer.back)
    context = doer.context(
        booking,
        token=token,
        story=story_of(booking, at=now, position=waiting_position(booking)),
        leaving=leaving(booking, now=now) if booking.status == S.CONFIRMED else None,
        ways=ways_on(booking, booking.attendee, at=now),
    )
    return render(request, "training/by_link/answer.html", context)


@by_link(Purpose.ANSWER)
def give_back(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Give the place back, knowing what that means."""
    now, booking = timezone.now(), _booking(pk)
    if booking is None:
        return link_is_over(request, links.UNKNOWN)
    return leave_page(request, booking, _doer_of_answer(booking, token), at=now)


@by_link(Purpose.ANSWER)
def colleague(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Send a colleague instead."""
    now, booking = timezone.now(), _booking(pk)
    if booking is None:
        return link_is_over(request, links.UNKNOWN)
    return colleague_page(request, booking, _doer_of_answer(booking, token), at=now)


def _doer_of_answer(booking: Booking, token: str) -> Doer:
    back = reverse("training:answer", args=[token])
    return Doer(booking.attendee, back, is_by_link=True)
