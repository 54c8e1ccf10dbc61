"""Leaving in one press: from a page, or by a mail program's own button (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.newsletter import links
from commonweal.newsletter.actions import leave
from commonweal.newsletter.exceptions import LinkError
from commonweal.newsletter.links import Purpose
from commonweal.newsletter.models import Subscriber
from commonweal.newsletter.views.by_link import private_page
from commonweal.people.access import from_anywhere


@from_anywhere
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; leave when it is pressed, here or in a mail program.

    A mail program sends the POST from its provider's computers, without a cookie, and
    takes no redirect. The link alone says whose subscription it is.

    Raises:
        LinkError: the link is not ours, or its row was erased.
    """
    key = links.read_key(Purpose.UNSUBSCRIBE, token)
    subscriber = Subscriber.objects.filter(key=key).first()
    if subscriber is None:
        raise LinkError(links.UNKNOWN)
    if request.method == "POST":
        leave(subscriber=subscriber, at=timezone.now())
        subscriber.refresh_from_db()
    has_left = subscriber.status == Subscriber.Status.LEFT
    context = {"has_left": has_left, "subscriber": subscriber}
    return render(request, "newsletter/by_link/unsubscribe.html", context)
