"""The audit trail, for the site manager."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from commonweal.governance.actions import record
from commonweal.governance.models import AuditEvent
from commonweal.people.access import PersonRequest, requires
from commonweal.people.audit_lines import audit_csv
from commonweal.people.governance_forms import AuditTrailForm

VIEW = "governance.view_auditevent"
ON_A_PAGE = 50


@requires(VIEW)
@require_safe
def trail(request: PersonRequest) -> HttpResponse:
    """The newest events that fit, and a way to older ones.

    It goes on from an event rather than counting pages: the trail has millions of
    rows, and the thousandth page costs what the first does.
    """
    form = AuditTrailForm(request.GET)
    events: list[AuditEvent] = []
    if form.is_valid():
        found = AuditEvent.objects.matching(form.wanted).select_related("by")
        after = _event(request.GET.get("after", ""))
        found = found.older_than(after) if after else found
        events = list(found[: ON_A_PAGE + 1])
    filters = _filters(form)
    shown = events[:ON_A_PAGE]
    context = {
        "form": form,
        "events": shown,
        "filters": urlencode(filters),
        "hidden": filters,
        "is_first": "after" not in request.GET,
        "older": shown[-1].pk if len(events) > ON_A_PAGE else None,
    }
    return render(request, "people/admin/audit_trail.html", context)


@requires(VIEW)
@require_POST
def download(request: PersonRequest) -> HttpResponse:
    """Hand over every event that fits as a CSV file, and note that it was."""
    form = AuditTrailForm(request.POST)
    if not form.is_valid():
        return redirect("audit_trail")
    record(
        "governance.audit_trail_exported",
        subject=request.user,
        by=request.user,
        at=timezone.now(),
    )
    lines = audit_csv(AuditEvent.objects.matching(form.wanted))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    # Written as it is read: the trail may be too long for memory.
    return cast("HttpResponse", response)


def _event(key: str) -> AuditEvent | None:
    if not key.isdecimal():
        return None
    return AuditEvent.objects.filter(pk=key[:18]).first()


def _filters(form: AuditTrailForm) -> dict[str, str]:
    said = {name: form.data.get(name, "") for name in form.fields}
    return {name: value for name, value in said.items() if value}
