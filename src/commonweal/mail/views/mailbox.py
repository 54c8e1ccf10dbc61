"""The mailbox of a demonstration: each message as it would arrive.

Views carry no access of their own: the room that knows who may open what
stands above this one, and ``config`` says it of them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, render
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.mail.models import EnclosedFile, OutgoingEmail

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ON_A_PAGE = 30
THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}
# A message is foreign: it may style itself, and open links in the whole window.
FOREIGN = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}
# Any, because their types know no view with arguments.
as_foreign: Any = csp(FOREIGN)
with_a_frame: Any = csp_update({"frame-src": [SELF]})


def in_a_demonstration(view: View[P]) -> View[P]:
    """Answer only in a demonstration, and only by an address of this machine.

    The messages hold codes that let people in, and nobody has signed in yet who
    comes to fetch one. On any other site the page does not exist.
    """

    @wraps(view)
    @require_safe
    @never_cache
    def guarded(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        host, _ = split_domain_port(request.get_host())
        if not settings.COMMONWEAL_DEMONSTRATION or host not in THIS_MACHINE:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


@in_a_demonstration
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every message, newest first."""
    emails = OutgoingEmail.objects.defer("text", "html", "headers")
    page = Paginator(emails, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "mail/mailbox.html", {"page": page})


@in_a_demonstration
@with_a_frame
def message(request: HttpRequest, email_id: int) -> HttpResponse:
    """One message: who to, its HTML part in a frame, its text part, its files."""
    email = get_object_or_404(OutgoingEmail, pk=email_id)
    context = {
        "email": email,
        "sender": email.sender or settings.DEFAULT_FROM_EMAIL,
        "files": email.files.all(),
    }
    return render(request, "mail/mailbox_message.html", context)


@in_a_demonstration
@as_foreign
def html_part(request: HttpRequest, email_id: int) -> HttpResponse:
    """The HTML part alone, for the frame; its links open in the whole window."""
    email = get_object_or_404(OutgoingEmail.objects.exclude(html=""), pk=email_id)
    return HttpResponse(email.html.replace("<head>", '<head><base target="_top">', 1))


@in_a_demonstration
@as_foreign
def file(request: HttpRequest, email_id: int, position: int) -> HttpResponse:
    """A file of a message, to download and never to open in the browser."""
    row = get_object_or_404(EnclosedFile, email=email_id, position=position)
    name = get_valid_filename(row.filename or f"part-{position}")
    return HttpResponse(
        row.enclosure.content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
