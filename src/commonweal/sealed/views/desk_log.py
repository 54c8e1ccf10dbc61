"""The log, for members and for whoever sets teams up. It holds no content."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.people.models import Person
from commonweal.sealed.access import member
from commonweal.sealed.models import LogCheck, LogEntry, Team
from commonweal.sealed.references import spaced
from commonweal.sealed.views.desk_finding import about, found

ON_A_PAGE = 50
Deed = LogEntry.Deed
TO_SOMEBODY = (Deed.MEMBER_INVITED, Deed.MEMBER_LET_IN, Deed.MEMBER_REMOVED)
# What these say people typed; a number in it names nobody.
TYPED = frozenset(
    {
        *(Deed.VIEWED, Deed.PRINTED, Deed.EXPORTED, Deed.SEARCHED),
        *(Deed.HELD, Deed.RELEASED, Deed.BREAK_GLASS_USED),
    }
)
NAMED = re.compile(r"\b(person|team) (\d+)\b")


@member
@require_safe
def of_teams(request: PersonRequest) -> HttpResponse:
    """Show what was done in the person's teams, and by the person."""
    teams = Team.objects.of(request.user).values("pk")
    entries = LogEntry.objects.filter(
        Q(team_id__in=teams) | Q(person_id=request.user.pk)
    )
    return _page(request, entries, {})


@requires("sealed.manage_teams")
@require_safe
def everything(request: PersonRequest) -> HttpResponse:
    """Show the whole log."""
    return _page(request, LogEntry.objects.all(), {"is_whole_log": True})


@member
@require_safe
def of_submission(request: PersonRequest, reference: str) -> HttpResponse:
    """Show what was done with one submission."""
    one = found(request, reference)
    entries = LogEntry.objects.filter(reference=one.reference)
    return _page(request, entries, about(one))


def _page(
    request: PersonRequest, entries: QuerySet[LogEntry], context: dict[str, Any]
) -> HttpResponse:
    pages = Paginator(entries.order_by("-number"), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **context,
        "page": page,
        "rows": _rows(list(page.object_list)),
        "check": LogCheck.objects.first(),
    }
    return render(request, "sealed/desk/log.html", context)


def _rows(entries: list[LogEntry]) -> list[dict[str, Any]]:
    """Return entries with names in the place of numbers. Two queries."""
    said = [NAMED.findall(each.detail) for each in entries if each.deed not in TYPED]
    people = {each.person_id for each in entries if each.person_id}
    people |= {int(n) for found in said for kind, n in found if kind == "person"}
    teams = {each.team_id for each in entries if each.team_id}
    teams |= {int(n) for found in said for kind, n in found if kind == "team"}
    names = {
        ("person", each.pk): str(each) for each in Person.objects.filter(pk__in=people)
    }
    names |= {
        ("team", each.pk): each.name for each in Team.objects.filter(pk__in=teams)
    }

    return [_row(each, names) for each in entries]


def _row(entry: LogEntry, names: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    def in_words(match: re.Match[str]) -> str:
        return names.get((match[1], int(match[2])), match[0])

    who = names.get(("person", entry.person_id or 0), "")
    is_typed = entry.deed in TYPED
    detail = entry.detail if is_typed else NAMED.sub(in_words, entry.detail)
    if entry.deed in TO_SOMEBODY:
        # The deed says what became of whom the detail names.
        who, detail = detail, f"by {who}" if who else ""
    return {
        "entry": entry,
        "who": who,
        "team": names.get(("team", entry.team_id or 0), ""),
        "reference": spaced(entry.reference) if entry.reference else "",
        "detail": detail,
    }
