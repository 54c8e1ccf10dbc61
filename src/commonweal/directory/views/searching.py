"""Search for support, and compare what was found."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.design.moment import moment_of
from commonweal.directory.facts import compared_facts
from commonweal.directory.models import Cutoffs, SupportService
from commonweal.directory.queries.searching import (
    WHO,
    Asked,
    current_cutoffs,
    is_known,
    known_districts,
    offered_needs,
    read_asked,
    services_asked_for,
)
from commonweal.directory.views.answering import answer
from commonweal.people.access import public

PER_PAGE = 10
FEWEST_COMPARED, MOST_COMPARED = 2, 4


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Services by need, age, place and who is asking.

    A whole postcode says where somebody lives: the address is made anew with its
    first half, so that neither history nor caches keep more.
    """
    now = moment_of(request)
    needs = offered_needs()
    asked = read_asked(request.GET, needs=needs)
    if asked.district and asked.place_typed != asked.district:
        return _with_district_only(asked)
    cutoffs = current_cutoffs(now=now)
    found = services_asked_for(asked, cutoffs=cutoffs).for_lists()
    items = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(items.object_list)
    context = {
        "asked": asked,
        "needs": needs,
        "who": WHO,
        "items": items,
        "services": shown,
        "cutoffs": cutoffs,
        "chosen": _chosen(asked),
        **_unknown_district(asked),
    }
    return answer(
        request,
        "directory/search.html",
        context,
        now=now,
        is_sensitive=_is_telling(asked, shown),
    )


def _is_telling(asked: Asked, shown: list[SupportService]) -> bool:
    """Whether what was asked for says something that may put its reader in danger. The
    list of everything says nothing of whoever looks at it."""
    if asked.need and asked.need.is_sensitive:
        return True
    return bool(asked.in_force()) and any(each.leaves_no_trail() for each in shown)


def _with_district_only(asked: Asked) -> HttpResponse:
    response = redirect(reverse("services:search") + asked.query())
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _chosen(asked: Asked) -> list[tuple[str, str]]:
    path = reverse("services:search")
    return [
        (words, f"{path}{asked.query(without=name)}")
        for name, _, words in asked.in_force()
    ]


def _unknown_district(asked: Asked) -> dict[str, Any]:
    if not asked.district or is_known(asked.district):
        return {"is_unknown": False}
    return {"is_unknown": True, "districts": known_districts()}


@public
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four services side by side."""
    now = moment_of(request)
    keys = list(dict.fromkeys(request.GET.getlist("with")))
    cutoffs = current_cutoffs(now=now)
    services = _services(keys[:MOST_COMPARED], cutoffs=cutoffs)
    context: dict[str, Any] = {"services": services, "cutoffs": cutoffs}
    if len(services) < FEWEST_COMPARED:
        context["problem"] = "Choose at least two services to compare."
    else:
        context["rows"] = compared(services, now=now)
    if len(keys) > MOST_COMPARED:
        context["warning"] = f"Only the first {MOST_COMPARED} are shown."
    return answer(
        request,
        "directory/compare.html",
        context,
        now=now,
        is_sensitive=any(each.leaves_no_trail() for each in services),
    )


def _services(keys: list[str], *, cutoffs: Cutoffs) -> list[SupportService]:
    """Return the services that are shown, in the order in which they were chosen."""
    numbers = [
        int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10
    ]
    found = SupportService.objects.shown(cutoffs).filter(pk__in=numbers).in_full()
    by_key = {each.pk: each for each in found}
    return [by_key[key] for key in numbers if key in by_key]


def compared(
    services: list[SupportService], *, now: datetime
) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Return a row for each fact that any of them has: its name, then the name of each
    service with what it says, or that it says nothing."""
    facts = [dict(compared_facts(each, now=now)) for each in services]
    names = list(dict.fromkeys(name for each in facts for name in each))
    return [
        (
            name,
            [
                (service.name, fact.get(name, "Not said"))
                for service, fact in zip(services, facts, strict=True)
            ],
        )
        for name in names
    ]
