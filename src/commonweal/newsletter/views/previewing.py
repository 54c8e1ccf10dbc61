"""The preview of an issue: the real message, as any recipient would see it."""

from typing import Any
from urllib.parse import urlencode

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.design.addresses import full_address
from commonweal.mail.views.mailbox import FOREIGN, with_a_frame
from commonweal.newsletter.forms.preview import RecipientForm
from commonweal.newsletter.models import Issue
from commonweal.newsletter.previewing import Preview, Way, as_shown, preview_of
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"


@requires(EDIT)
@require_safe
@with_a_frame
def preview(request: PersonRequest, issue_id: int) -> HttpResponse:
    """The message with its headers, and ways to look at it."""
    issue = _issue(issue_id)
    form = RecipientForm(request.GET)
    form.is_valid()
    way = _way(request)
    asked = _asked(request)
    context = {
        "issue": issue,
        "form": form,
        "way": way,
        "ways": [(each, _query(asked, each)) for each in Way],
        "query": _query(asked, way),
        "shown": _preview(request, issue, form),
        "subscriber": form.recipient().number,
    }
    return render(request, "newsletter/desk/preview.html", context)


@requires(EDIT)
@require_safe
def message(request: PersonRequest, issue_id: int) -> HttpResponse:
    """The HTML part alone, for the frame: it may style itself and nothing else."""
    form = RecipientForm(request.GET)
    form.is_valid()
    shown, way = _preview(request, _issue(issue_id), form), _way(request)
    policy = {**FOREIGN, "img-src": _pictures(way)}
    html = as_shown(shown.html, way=way)
    foreign: Any = csp(policy)(lambda _: HttpResponse(html))
    response: HttpResponse = foreign(request)
    return response


@requires(EDIT)
@require_safe
def file(request: PersonRequest, issue_id: int) -> HttpResponse:
    """The message as a file, to open in a mail program."""
    form = RecipientForm(request.GET)
    form.is_valid()
    issue = _issue(issue_id)
    return HttpResponse(
        _preview(request, issue, form).content,
        content_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{issue.slug}.eml"'},
    )


def _issue(issue_id: int) -> Issue:
    rows = Issue.objects.select_related("leader_picture")
    return get_object_or_404(rows, pk=issue_id)


def _way(request: PersonRequest) -> Way:
    asked = request.GET.get("way", "")
    return Way(asked) if asked in list(Way) else Way.WIDE


def _asked(request: PersonRequest) -> list[tuple[str, str]]:
    """What the address asks for beside the way, as it came."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name in RecipientForm.base_fields
    ]


def _query(asked: list[tuple[str, str]], way: Way) -> str:
    return urlencode([*asked, ("way", way)])


def _preview(request: PersonRequest, issue: Issue, form: RecipientForm) -> Preview:
    # A reader's own links act for that reader, so none of them is shown to others.
    place = full_address(reverse("newsletter:preview", args=[issue.pk]))
    return preview_of(
        issue,
        form.recipient(),
        to=request.user.email,
        link=f"{place}?way={Way.TEXT}",
        at=timezone.now(),
    )


def _pictures(way: Way) -> list[str]:
    """Whence the frame may fetch pictures: this site, by whichever of its names."""
    if way is Way.NO_PICTURES:
        return [NONE]
    return [SELF, settings.SITE_ADDRESS]
