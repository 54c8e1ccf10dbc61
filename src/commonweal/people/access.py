"""Say who may open a view. Every view in the project carries one of these."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from commonweal.people.models import Person
from commonweal.people.second_step import ask_for_second_step, has_second_step

P = ParamSpec("P")
PublicView = Callable[Concatenate[HttpRequest, P], HttpResponse]


class PersonRequest(HttpRequest):
    """A request from somebody who has signed in."""

    user: Person


PersonView = Callable[Concatenate[PersonRequest, P], HttpResponse]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
ELSEWHERE = (
    "This form was sent from another site, so nothing was changed. "
    "Open the page here and send it again."
)


def public(view: PublicView[P]) -> PublicView[P]:
    """Anyone may open this page.

    A public page carries no CSRF token, because a token is a cookie and makes
    each copy of the page different. What is sent to it must come from a page
    of ours instead; see ``comes_from_this_site``.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if request.method not in SAFE_METHODS and not comes_from_this_site(request):
            return HttpResponseForbidden(ELSEWHERE, content_type="text/plain")
        return view(request, *args, **kwargs)

    exempt = cast("PublicView[P]", csrf_exempt(guarded))
    exempt.access = "public"  # type: ignore[attr-defined]
    return exempt


def from_anywhere(view: PublicView[P]) -> PublicView[P]:
    """Anyone may open this page, and a program on another computer may send to it.

    Neither a cookie nor the browser's word on where the request came from is looked
    at, so the view must act on nothing but what the address or the body itself
    proves: a signed link that is its subscriber's alone, as one-click unsubscribing
    has it (RFC 8058), or a mail service's signature. Who is signed in must not matter.
    """
    exempt = csrf_exempt(_unkept(view))
    exempt.access = "public"  # type: ignore[attr-defined]
    exempt.is_from_anywhere = True  # type: ignore[attr-defined]
    return exempt


def error_page(view: PublicView[P]) -> PublicView[P]:
    """Anyone may be shown this page, whatever was sent and from wherever.

    It answers in place of a view that failed or refused, so there is nothing
    left to protect; asking where the request came from would only replace the
    true error with another.
    """
    view.access = "public"  # type: ignore[attr-defined]
    return view


def comes_from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this request.

    Browsers set ``Sec-Fetch-Site`` and ``Origin`` themselves and scripts cannot
    forge them (Fetch Metadata, W3C; RFC 6454). A request with neither is not
    from a browser that could be tricked into carrying somebody's cookies, but
    it is refused all the same: every browser since 2020 sends ``Origin`` with
    a form's POST.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None and fetched_from not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    if origin is None or origin == "null":
        return fetched_from == "same-origin"
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def entrance(view: PublicView[P]) -> PublicView[P]:
    """Anyone may open this page, which leads to signing in.

    Unlike a public page it may set a cookie and carry a token: it is never
    kept, by the browser or in between.
    """
    private = _unkept(view)
    private.access = "public"  # type: ignore[attr-defined]
    return private


def signed_in(view: PersonView[P]) -> PersonView[P]:
    """Anyone with an account may open this page; others are sent to sign in.

    It is about one person, so nobody keeps a copy.
    """
    guarded = _unkept(login_required(view))
    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def requires(permission: str) -> Callable[[PersonView[P]], PersonView[P]]:
    """Only people holding ``permission`` may open this page.

    Permissions are held by staff, so a second step of signing in is asked for.
    Somebody who has not signed in is sent to sign in first; somebody who has
    and lacks the permission gets a 403.
    """

    def decorate(view: PersonView[P]) -> PersonView[P]:
        allowed = permission_required(permission, raise_exception=True)(
            _with_second_step(view)
        )
        guarded = _unkept(login_required(allowed))
        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _with_second_step(view: PersonView[P]) -> PersonView[P]:
    @wraps(view)
    def guarded(
        request: PersonRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not has_second_step(request):
            return ask_for_second_step(request)
        return view(request, *args, **kwargs)

    return cast("PersonView[P]", guarded)


def _unkept(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        # A view that says more about keeping has thought about it.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded
