"""Who may open a page of sealed forms: members of a team, with a second step, and
for content with their key unlocked."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from commonweal.people.access import PersonRequest, PersonView, signed_in
from commonweal.people.second_step import ask_for_second_step, has_second_step
from commonweal.sealed.actions.unlocking import resume
from commonweal.sealed.models import TeamMember
from commonweal.sealed.queries import Unlocked

P = ParamSpec("P")
COOKIE = "unlocked"
COOKIE_PATH = "/forms/"


class MemberRequest(PersonRequest):
    """A request of somebody in a team, who took a second step."""


class UnlockedRequest(MemberRequest):
    """A request of a member whose key is open."""

    unlocked: Unlocked


UnlockedView = Callable[Concatenate[UnlockedRequest, P], HttpResponse]


def member(view: PersonView[P]) -> PersonView[P]:
    """Only current members of a team may open this page, after a second step.

    Others get a 403, site managers among them: no role opens what is sealed.
    """

    @wraps(view)
    def guarded(
        request: PersonRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not TeamMember.objects.current().filter(person=request.user).exists():
            raise PermissionDenied
        if not has_second_step(request):
            return ask_for_second_step(request)
        return view(request, *args, **kwargs)

    kept = signed_in(cast("PersonView[P]", guarded))
    kept.access = "team member"  # type: ignore[attr-defined]
    return kept


def unlocked(view: UnlockedView[P]) -> PersonView[P]:
    """Only members whose key is open: ``request.unlocked`` holds it.

    Others are asked for their passphrase, and come back afterwards.
    """

    @wraps(view)
    def guarded(
        request: PersonRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        cookie = request.COOKIES.get(COOKIE, "")
        key = resume(cookie=cookie, person=request.user, now=timezone.now())
        if key is None:
            return _ask_for_passphrase(request)
        at_work = cast("UnlockedRequest", request)
        at_work.unlocked = key
        return view(at_work, *args, **kwargs)

    opened = member(cast("PersonView[P]", guarded))
    opened.access = "team member, unlocked"  # type: ignore[attr-defined]
    return opened


def _ask_for_passphrase(request: HttpRequest) -> HttpResponse:
    # What was sent is not sent again by itself: the member is led to the page before.
    is_page = request.method in {"GET", "HEAD"}
    back = request.get_full_path() if is_page else reverse("sealed:desk")
    return redirect(f"{reverse('sealed:unlock')}?{urlencode({'next': back})}")
