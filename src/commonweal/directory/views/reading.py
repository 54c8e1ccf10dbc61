"""The page of one service, and its dates as a calendar file."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from commonweal.design.calendar_files import calendar_response
from commonweal.design.moment import moment_of
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.directory.calendar_files import groups_file
from commonweal.directory.facts import service_facts
from commonweal.directory.models import SupportService, SupportServiceQuerySet
from commonweal.directory.queries.searching import current_cutoffs
from commonweal.directory.views.answering import answer, keep_until_midnight
from commonweal.people.access import public


@public
@require_safe
def service(request: HttpRequest, service_id: int) -> HttpResponse:
    """Everything about one service."""
    now = moment_of(request)
    cutoffs = current_cutoffs(now=now)
    row = get_object_or_404(
        SupportService.objects.shown(cutoffs).in_full(), pk=service_id
    )
    context = {
        "service": row,
        "facts": service_facts(row, now=now),
        "is_in_doubt": row.is_in_doubt(cutoffs),
        "today": localdate(now),
    }
    return answer(
        request,
        "directory/service.html",
        context,
        now=now,
        is_sensitive=row.leaves_no_trail(),
    )


@public
@require_safe
def dates(request: HttpRequest, service_id: int) -> HttpResponse:
    """Its dated groups as a calendar file. A service without any has none."""
    now = moment_of(request)
    row = get_object_or_404(_shown(now=now).for_lists(), pk=service_id)
    if not row.groups.all():
        raise Http404
    response = calendar_response(groups_file(row), file_name=f"service-{row.pk}")
    keep_until_midnight(response, now=now)
    if row.leaves_no_trail():
        leave_no_trail(response)
    return response


def _shown(*, now: datetime) -> SupportServiceQuerySet:
    return SupportService.objects.shown(current_cutoffs(now=now))
