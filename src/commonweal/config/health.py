"""Whether the site, its worker and its mail are well: for whoever watches it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import Error, connection
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from commonweal.governance.models import DueWork
from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.queries.progress import sending_health
from commonweal.people.access import public
from commonweal.sealed.models import LogCheck

# The worker does something each minute, and tries a message four times in 13.
WORKER_LATE = timedelta(minutes=5)
MAIL_LATE = timedelta(minutes=15)


@public
def health(request: HttpRequest) -> HttpResponse:
    """Say whether the site can reach its database: 200, or 503 if it cannot.

    A worker or mail that is late, or a log of sealed forms that somebody changed,
    stands under ``degraded``, and the answer is
    200 all the same: the pages are well, and taking the site out of service
    would help nobody. Ages are whole seconds; nothing here is about a person.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report = _report(now=timezone.now())
    except Error:
        return JsonResponse({"database": "unreachable"}, status=503)
    response = JsonResponse(report)
    response["Cache-Control"] = "no-store"
    return response


def _report(*, now: datetime) -> dict[str, Any]:
    tick = DueWork.objects.aggregate(at=Max("began_at"))["at"]
    unsent = OutgoingEmail.objects.oldest_unsent(now=now)
    given_up = OutgoingEmail.objects.filter(status=OutgoingEmail.Status.GIVEN_UP)
    degraded = []
    if tick is None or now - tick > WORKER_LATE:
        degraded.append("worker")
    if unsent is not None and now - unsent > MAIL_LATE:
        degraded.append("mail")
    newsletter = sending_health(now=now)
    if newsletter.is_held or newsletter.still_for > MAIL_LATE:
        degraded.append("newsletter")
    log_check = LogCheck.objects.first()
    if log_check is not None and not log_check.is_whole:
        degraded.append("sealed log")
    return {
        "database": "ok",
        "worker": {"last_tick_seconds_ago": _seconds(now, tick)},
        "mail": {
            "oldest_unsent_seconds": _seconds(now, unsent),
            "given_up": given_up.count(),
        },
        "newsletter": {
            "held": newsletter.is_held,
            "waiting": newsletter.waiting,
            "unknown": newsletter.unknown,
            "still_for_seconds": int(newsletter.still_for.total_seconds()),
        },
        "sealed_log": {
            "whole": log_check.is_whole if log_check else None,
            "checked_seconds_ago": _seconds(now, log_check.at if log_check else None),
        },
        "degraded": degraded,
    }


def _seconds(now: datetime, since: datetime | None) -> int | None:
    return None if since is None else max(0, int((now - since).total_seconds()))
