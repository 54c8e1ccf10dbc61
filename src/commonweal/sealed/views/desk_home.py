"""The desk's lists and its search."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest
from commonweal.sealed.access import COOKIE, member
from commonweal.sealed.actions.searching import search_list
from commonweal.sealed.answers import title_of
from commonweal.sealed.desk_lists import (
    KINDS,
    is_late,
    of_kind,
    open_by,
    received_by,
    teams_at_desk,
)
from commonweal.sealed.forms.desk import SearchForm
from commonweal.sealed.models import Submission
from commonweal.sealed.references import spaced

ON_A_PAGE = 25
MOST_FOUND = 100
STATE_COLOURS = {
    Submission.State.RECEIVED: "blue",
    Submission.State.OPENED: "yellow",
    Submission.State.ACCEPTED: "green",
    Submission.State.DECLINED: "grey",
}


@member
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """What a person's teams received, and what their teams need of them."""
    now = timezone.now()
    kind = request.GET.get("list", "")
    kind = kind if kind in KINDS else "to-do"
    shown = of_kind(received_by(request.user), kind)
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "may_be_open": COOKIE in request.COOKIES,
        "teams": teams_at_desk(request.user, now=now),
        "kinds": KINDS,
        "kind": kind,
        "page": page,
        "rows": [row_of(each, now=now) for each in page.object_list],
    }
    return render(request, "sealed/desk/home.html", context)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: PersonRequest) -> HttpResponse:
    """Find by reference, form, state, urgency and time; what was searched for is
    written in the log."""
    now = timezone.now()
    mine = received_by(request.user)
    forms = mine.order_by().values_list("form", flat=True).distinct()
    titles = sorted((each, title_of(each, 1)) for each in forms)
    sent = request.POST if request.method == "POST" else None
    form = SearchForm(sent, titles=titles)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        found = _searched(mine, form.cleaned_data)
        searched_for = {name: str(v) for name, v in form.cleaned_data.items() if v}
        search_list(searched_for=searched_for, by=request.user, at=now)
        shown = list(found[: MOST_FOUND + 1])
        context["is_search"] = True
        context["has_more"] = len(shown) > MOST_FOUND
        context["rows"] = [row_of(each, now=now) for each in shown[:MOST_FOUND]]
    status = 400 if form.errors else 200
    return render(request, "sealed/desk/search.html", context, status=status)


def _searched(
    mine: QuerySet[Submission], typed: dict[str, Any]
) -> QuerySet[Submission]:
    for name in ("reference", "form", "state", "urgency"):
        if typed[name]:
            mine = mine.filter(**{name: typed[name]})
    if typed["first"]:
        mine = mine.filter(received_at__date__gte=typed["first"])
    if typed["last"]:
        mine = mine.filter(received_at__date__lte=typed["last"])
    return mine


def row_of(submission: Submission, *, now: datetime) -> dict[str, Any]:
    """Return what a list says of a submission."""
    return {
        "submission": submission,
        "reference": spaced(submission.reference),
        "title": title_of(submission.form, submission.version),
        "colour": STATE_COLOURS[Submission.State(submission.state)],
        "open_by": open_by(submission),
        "is_late": is_late(submission, now=now),
    }
