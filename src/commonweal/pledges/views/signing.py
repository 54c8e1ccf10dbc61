"""Covenants as everybody sees them, and signing one."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.design.caching import set_caching
from commonweal.people.access import public
from commonweal.pledges.actions import sign
from commonweal.pledges.exceptions import PledgeError
from commonweal.pledges.forms import SignForm
from commonweal.pledges.models import Covenant, Version
from commonweal.pledges.queries import listed, tallies


@public
@require_safe
def covenants(request: HttpRequest) -> HttpResponse:
    """Every covenant, with how many have signed it."""
    return _kept(render(request, "pledges/covenants.html", {"counted": tallies()}))


@public
@require_safe
def covenant(request: HttpRequest, slug: str) -> HttpResponse:
    """The text that is signed now, and who has."""
    found = tallies(slug=slug)
    if not found:
        raise Http404
    shown, tally = found[0].covenant, found[0].tally
    organisations, people = listed(shown)
    versions = list(shown.versions.defer("text"))
    context = {
        "covenant": shown,
        "version": shown.current_version(),
        "earlier": versions[1:],
        "tally": tally,
        "organisations": organisations,
        "people": people,
    }
    return _kept(render(request, "pledges/covenant.html", context))


@public
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A text as it was published, for those who signed it."""
    found = Version.objects.select_related("covenant")
    shown = get_object_or_404(found, covenant__slug=slug, number=number)
    context = {
        "version": shown,
        "covenant": shown.covenant,
        "current": shown.covenant.current_version(),
    }
    return _kept(render(request, "pledges/version.html", context))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_covenant(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask who signs. The same page for everybody."""
    found = get_object_or_404(Covenant.objects.shown(), slug=slug)
    current = found.versions.select_related("covenant").order_by("-number")[0]
    if request.method == "POST":
        return _signed(request, current)
    return _kept(_page(request, SignForm(version=current), current))


def _signed(request: HttpRequest, current: Version) -> HttpResponse:
    form = SignForm(request.POST, version=current)
    is_calm = ratelimit.consume(request, action="pledge_form")
    if form.is_valid() and not is_calm:
        form.add_error(
            None,
            "Very many forms came from your network just now. What you typed is kept "
            "below: wait a minute, then send it again.",
        )
        return _page(request, form, current, status=429)
    if not form.is_valid():
        return _page(request, form, current, status=400)
    if not form.is_from_program and _may_write_to(request, form.cleaned_data["email"]):
        read = form.cleaned_data["version"] or current.number
        try:
            sign(
                version=get_object_or_404(current.covenant.versions, number=read),
                signing=form.signing(),
                at=timezone.now(),
            )
        except PledgeError as error:
            form.add_error(None, str(error))
            data = form.data.copy()  # type: ignore[attr-defined]
            data["version"] = str(current.number)
            form.data = data
            return _page(request, form, current, status=409)
    return redirect("pledges:sent", current.covenant.slug)


def _may_write_to(request: HttpRequest, email: str) -> bool:
    """Whether an address has not been written to so often that it would be pestered.
    Whoever asks is not told: the answer is the same."""
    key = email.strip().lower()
    return ratelimit.consume(request, action="pledge_letter", key=key)


@public
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a message is on its way; the same whoever asked."""
    found = get_object_or_404(Covenant.objects.shown(), slug=slug)
    return _kept(render(request, "pledges/sent.html", {"covenant": found}))


def _page(
    request: HttpRequest, form: SignForm, current: Version, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "covenant": current.covenant, "version": current}
    return render(request, "pledges/sign.html", context, status=status)


def _kept(response: HttpResponse) -> HttpResponse:
    set_caching(response, now=timezone.now(), changed_at=None, changes_at=None)
    return response
