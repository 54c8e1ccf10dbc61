"""Answers that anyone may keep, but not for long: places go by the minute."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.timezone import localdate, make_aware

from commonweal.design.caching import set_caching
from commonweal.training.models import Session
from commonweal.training.queries.catalogue import next_change

# Places left on a page are at most as old as this. Booking itself always checks.
KEPT_FOR = timedelta(seconds=60)


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    now: datetime,
    sessions: Iterable[Session] = (),
) -> HttpResponse:
    """Show a page that says how ``sessions`` stand at ``now``."""
    response = render(request, template, {"now": now, **context})
    return kept_shortly(response, now=now, sessions=sessions)


def kept_shortly(
    response: HttpResponse, *, now: datetime, sessions: Iterable[Session] = ()
) -> HttpResponse:
    """Let anyone keep ``response`` for a minute, and never past the next moment at
    which a date changes it; the day's end is one."""
    moments = (next_change(sessions, now=now), _midnight_after(now))
    changes_at = min(moment for moment in moments if moment is not None)
    # Every booking changes what is shown: there is no "last modified".
    set_caching(
        response, now=now, changed_at=None, changes_at=changes_at, at_most=KEPT_FOR
    )
    return response


def moved_for_good(path: str, *, now: datetime) -> HttpResponse:
    """Lead on to the address that has taken this one's place."""
    return kept_shortly(HttpResponsePermanentRedirect(path), now=now)


def _midnight_after(now: datetime) -> datetime:
    tomorrow: date = localdate(now) + timedelta(days=1)
    return make_aware(datetime.combine(tomorrow, time.min))
