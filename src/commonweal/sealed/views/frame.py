"""What all pages of a form have in common, from its start to its end."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from commonweal.design.components.safety import HelpLine
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.directory.models import Contact
from commonweal.people.access import public
from commonweal.sealed.actions.drafting import OpenDraft, read_draft
from commonweal.sealed.definitions import FormDefinition, newest
from commonweal.sealed.draft_key import DraftKey
from commonweal.sealed.exceptions import DraftOverError, SealedError, SealError
from commonweal.sealed.floods import Pace, seconds_to_wait
from commonweal.sealed.models import Route
from commonweal.sealed.uploading import receive_in_memory

P = ParamSpec("P")
PublicView = Callable[Concatenate[HttpRequest, P], HttpResponse]
RouteView = Callable[Concatenate[HttpRequest, Route, P], HttpResponse]

COOKIES = "form-"
"""How the names of drafts' cookies begin; the form's number follows."""
COOKIE_PATH = "/forms/"


def unkept_page(view: PublicView[P]) -> PublicView[P]:
    """Anyone may open this page; it leaves as little behind as can be.

    A file that is sent to it comes into memory, never to the disk. What is sent must
    come from a page of ours, as for every public page, but for browsers from before
    2023: asked for no referrer, they say no origin either, and say nothing else. All
    that is done with a draft needs its cookie, which they send along from here only.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if request.method == "POST":
            receive_in_memory(request)
        response = view(request, *args, **kwargs)
        leave_no_trail(response)
        return response

    checked = public(cast("PublicView[P]", guarded))

    @wraps(checked)
    def let_in(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        says_nothing = (
            request.headers.get("Origin") == "null"
            and "Sec-Fetch-Site" not in request.headers
        )
        return (guarded if says_nothing else checked)(request, *args, **kwargs)

    return cast("PublicView[P]", let_in)


def form_page(view: RouteView[P]) -> Callable[..., HttpResponse]:
    """A page of the form offered at ``slug``. When the draft it needs is over, or
    something cannot be done, that is said on a page of its own."""

    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        route = route_of(slug)
        try:
            return view(request, route, *args, **kwargs)
        except DraftOverError:
            typed = [words for words in request.POST.getlist("answer") if words]
            context = {"typed": "\n".join(typed)}
            response = page(request, "over", route, context, status=410)
            response.delete_cookie(cookie_name(route), COOKIE_PATH, samesite="Strict")
            return response
        except (SealedError, SealError) as error:
            return page(request, "cannot", route, {"why": str(error)}, status=409)

    return unkept_page(guarded)


def route_of(slug: str) -> Route:
    """Return where a form is offered, with its team.

    Raises:
        Http404: there is no such place, or its form is not one of ours.
    """
    route = Route.objects.select_related("team").filter(slug=slug).first()
    if route is None:
        raise Http404
    try:
        newest(route.form)
    except KeyError as error:
        raise Http404 from error
    return route


def page(
    request: HttpRequest,
    name: str,
    route: Route | None,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page, always with the numbers to call and the way out."""
    form: FormDefinition | None = newest(route.form) if route else None
    everything = {
        "route": route,
        "definition": form,
        "service": (route.options.get("service") if route else "") or "the service",
        "lines": list(_lines(route)),
        "shows_exit": True,
        "exit_address": reverse("sealed:leave"),
        **(context or {}),
    }
    return render(request, f"sealed/journey/{name}.html", everything, status=status)


def _lines(route: Route | None) -> Iterator[HelpLine]:
    """Whom to call instead: who receives the form, then the register's help lines."""
    contacts = list(Contact.objects.help_lines().with_numbers())
    own = route.team.contact_id if route else None
    if own is not None and own not in {contact.pk for contact in contacts}:
        contacts[:0] = Contact.objects.filter(pk=own).with_numbers()
    for contact in contacts:
        for number in contact.numbers.all():
            yield HelpLine(
                contact.name, str(number), number.link, contact.opening_hours
            )


def cookie_name(route: Route) -> str:
    return f"{COOKIES}{route.pk}"


def key_of(request: HttpRequest, route: Route) -> DraftKey:
    """Return the key that the browser holds for this form.

    Raises:
        DraftOverError: it holds none.
    """
    return DraftKey.of_cookie(request.COOKIES.get(cookie_name(route), ""))


def draft_of(request: HttpRequest, route: Route) -> OpenDraft:
    """Open the draft that the browser holds the key of.

    Raises:
        DraftOverError: there is none.
    """
    return read_draft(key=key_of(request, route), route=route, now=timezone.now())


def too_fast(
    request: HttpRequest, *paces: Pace, route: Route | None = None, of_all: bool = False
) -> HttpResponse | None:
    """Take a turn of each pace, or return the page that says how long to wait. It
    keeps what was sent, and sends it again when asked.

    Args:
        of_all: from all addresses together, instead of from this one.
    """
    address = "" if of_all else get_adapter().get_client_ip(request)
    form = route.slug if route else ""
    now = timezone.now()
    waits = (
        seconds_to_wait(pace, form=form, address=address, now=now) for pace in paces
    )
    wait = max(waits, default=0)
    if not wait:
        return None
    sent = [
        (name, value) for name in request.POST for value in request.POST.getlist(name)
    ]
    context = {"seconds": wait, "sent": sent, "had_file": bool(request.FILES)}
    response = page(request, "wait", route, context, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
