"""The catalogue: by title, by date, and as a calendar file."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from commonweal.design.caching import set_caching
from commonweal.design.calendar_files import calendar_response
from commonweal.design.models import Brand
from commonweal.design.moment import moment_of
from commonweal.people.access import public
from commonweal.training.calendar_files import sessions_file
from commonweal.training.queries.catalogue import (
    Dated,
    courses_asked_for,
    dated_of,
    listed,
    sessions_asked_for,
)
from commonweal.training.queries.choices import Asked, offered, read_asked
from commonweal.training.queries.feed import latest_change, sessions_for_feed
from commonweal.training.queries.kept_lists import kept_keys
from commonweal.training.views.answering import answer

PER_PAGE = 20
KEPT_BACK = timedelta(days=31)


@public
@require_safe
def by_title(request: HttpRequest) -> HttpResponse:
    """Everything that can be learned here, A to Z, with its next date."""
    now = moment_of(request)
    asked, filters = _filters(request, "training:catalogue", now=now)
    keys = kept_keys(
        "by title",
        asked,
        lambda: courses_asked_for(asked, now=now).values_list("pk", flat=True),
        now=now,
    )
    items = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    courses = listed(items.object_list, asked, now=now)
    sessions = [each.next.session for each in courses if each.next]
    context = {**filters, "items": items, "courses": courses}
    return answer(
        request, "training/catalogue.html", context, now=now, sessions=sessions
    )


@public
@require_safe
def by_date(request: HttpRequest) -> HttpResponse:
    """Every date to come, soonest first."""
    now = moment_of(request)
    asked, filters = _filters(request, "training:dates", now=now)
    keys = kept_keys(
        "by date",
        asked,
        lambda: sessions_asked_for(asked, now=now).values_list("pk", flat=True),
        now=now,
    )
    items = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    dated = dated_of(items.object_list, now=now)
    months = [(month, list(rows)) for month, rows in groupby(dated, key=_month)]
    context = {**filters, "items": items, "months": months}
    return answer(
        request,
        "training/dates.html",
        context,
        now=now,
        sessions=[each.session for each in dated],
    )


def _month(dated: Dated) -> date:
    starts_at = dated.session.starts_at
    assert starts_at is not None
    return localdate(starts_at).replace(day=1)


def _filters(
    request: HttpRequest, name: str, *, now: datetime
) -> tuple[Asked, dict[str, Any]]:
    """Return what is asked for, and what the filter's template needs."""
    choices = offered(now=now)
    asked, path = read_asked(request.GET, choices), reverse(name)
    return asked, {
        "asked": asked,
        "choices": choices,
        "query": asked.query(),
        "action": path,
        "chosen": [
            (words, f"{path}{asked.query(without=name)}")
            for name, _, words in asked.in_force()
        ],
    }


@public
@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """All training as a calendar to subscribe to: a month back, and what comes."""
    now = moment_of(request)
    name = f"{Brand.for_request(request).partnership_name}: training"
    content = sessions_file(sessions_for_feed(since=now - KEPT_BACK), name=name)
    response = calendar_response(content, file_name="training")
    set_caching(
        response,
        now=now,
        changed_at=latest_change(),
        changes_at=now + timedelta(minutes=5),
    )
    return response
