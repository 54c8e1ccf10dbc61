"""What lies beside the questions: all the numbers, the sheet, the colours, and advice."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from commonweal.design.privacy_headers import leave_no_trail
from commonweal.design.views import FOR_EVER
from commonweal.intake import snapshot, who_to_call_pdf
from commonweal.intake.national import NATIONAL
from commonweal.intake.rendering import digest_of_colours, render
from commonweal.intake.routing import Doors
from commonweal.intake.snapshot import NoSnapshotError
from commonweal.intake.views.questions import all_numbers, unkept
from commonweal.people.access import public


def _known() -> Doors | None:
    try:
        return snapshot.read()
    except NoSnapshotError:
        return None


@public
@require_safe
@gzip_page
def who_to_call(request: HttpRequest) -> HttpResponse:
    """Every number, to read or to print."""
    return all_numbers(_known())


@public
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The list as one page of A4.

    Raises:
        Http404: it has not been made yet.
    """
    try:
        made = snapshot.beside(who_to_call_pdf.NAME).read_bytes()
    except OSError:
        raise Http404 from None
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{who_to_call_pdf.NAME}"'
    leave_no_trail(response)
    return response


@public
@require_safe
@gzip_page
def colours(request: HttpRequest) -> HttpResponse:
    """The partnership's colours, from the snapshot. Kept for a year under the digest
    of the colours, as those of the other pages are."""
    doors = _known()
    frame = doors.frame if doors else NATIONAL.frame
    response = HttpResponse(frame.colours, content_type="text/css; charset=utf-8")
    is_current = request.GET.get("v") == digest_of_colours(frame)
    response["Cache-Control"] = FOR_EVER if is_current else "no-cache"
    return response


@public
@require_safe
@gzip_page
def using_this_site(request: HttpRequest) -> HttpResponse:
    """How to leave few traces, and what stays behind all the same."""
    doors = _known() or NATIONAL
    page = {"shows_exit": True}
    return unkept(render("intake/using_this_site.html", doors.frame, page))
