"""The services for programs: Open Referral UK's read interface (HSDS 3)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, make_aware
from django.views.decorators.http import require_safe

from commonweal.design.addresses import full_address
from commonweal.design.models import Brand
from commonweal.design.moment import moment_of
from commonweal.directory.models import Need, SupportServiceQuerySet, Topic
from commonweal.directory.models import SupportService as Service
from commonweal.directory.open_referral.identifiers import (
    NEEDS,
    TOPICS,
    identifier,
    provider_identifier,
)
from commonweal.directory.open_referral.writing import (
    TAXONOMIES,
    service_in_full,
    service_in_short,
    taxonomy_thing,
    term,
)
from commonweal.directory.queries.searching import current_cutoffs, keys_with
from commonweal.directory.search_words import roots_of, tidy
from commonweal.directory.views.answering import keep_until_midnight
from commonweal.people.access import public

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"
PER_PAGE, MOST_PER_PAGE = 50, 500
YES_AND_NO = {"true": True, "1": True, "false": False, "0": False, "": False}
ROWS: dict[str, type[Need] | type[Topic]] = {NEEDS: Need, TOPICS: Topic}


class QueryError(ValueError):
    """What an address asks for cannot be read; the text is fit to show."""


def _answer(body: Any, *, now: datetime, status: int = 200) -> HttpResponse:
    """Answer a program, whichever page it runs in: the data is for everybody."""
    response = JsonResponse(
        body, status=status, json_dumps_params={"ensure_ascii": False}
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    keep_until_midnight(response, now=now)
    return response


def _refused(words: str, *, now: datetime, status: int) -> HttpResponse:
    return _answer({"detail": words}, now=now, status=status)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and which version of the specification it keeps to."""
    publisher = {
        "name": Brand.for_request(request).partnership_name,
        "website": full_address("/"),
    }
    body = {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": OPENAPI,
        "description": "Support services for children, young people and families.",
        "publisher": publisher,
    }
    return _answer(body, now=moment_of(request))


@public
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """A page of services that are shown, by name; each in short, or in full when
    asked for."""
    now = moment_of(request)
    cutoffs = current_cutoffs(now=now)
    try:
        found = _asked_for(request.GET, Service.objects.shown(cutoffs))
        if _flag(request.GET, "minimal"):
            return _answer(_all_in_brief(found), now=now)
        is_full = _flag(request.GET, "full")
        page = _page(request.GET, found.in_full())
    except QueryError as error:
        return _refused(str(error), now=now, status=400)
    write = service_in_full if is_full else service_in_short
    contents = [write(row, cutoffs=cutoffs) for row in page.object_list]
    return _answer(_head(page) | {"contents": contents}, now=now)


def _all_in_brief(found: SupportServiceQuerySet) -> dict[str, Any]:
    rows = list(found.values_list("uid", "changed_at"))
    contents = [
        {"id": str(uid), "modified_date": changed_at.isoformat()}
        for uid, changed_at in rows
    ]
    page = Paginator(contents, max(len(contents), 1)).get_page(1)
    return _head(page) | {"contents": contents}


@public
@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service with everything that belongs to it."""
    now = moment_of(request)
    cutoffs = current_cutoffs(now=now)
    shown = Service.objects.shown(cutoffs).in_full()
    row = shown.filter(uid=key).first() if _is_uuid(key) else None
    if row is None:
        return _refused("No service has this id.", now=now, status=404)
    return _answer(service_in_full(row, cutoffs=cutoffs), now=now)


@public
@require_safe
def taxonomies(request: HttpRequest) -> HttpResponse:
    """What services are sorted by: needs, and topics."""
    words = tidy(request.GET.get("search", "")).casefold()
    every = [taxonomy_thing(name) for name in TAXONOMIES]
    return _list(request, [each for each in every if words in each["name"].casefold()])


@public
@require_safe
def taxonomy(request: HttpRequest, key: str) -> HttpResponse:
    """One of the two."""
    every = {each["id"]: each for each in map(taxonomy_thing, TAXONOMIES)}
    return _one(request, every.get(key), "No taxonomy has this id.")


@public
@require_safe
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    """All needs and topics."""
    words = tidy(request.GET.get("search", "")).casefold()
    of = request.GET.get("taxonomy_id")
    # Ours have no parents: nothing stands below another.
    every = [] if request.GET.get("parent_id") else _terms()
    fitting = [
        each
        for each in every
        if words in each["name"].casefold() and of in (None, "", each["taxonomy_id"])
    ]
    return _list(request, fitting)


@public
@require_safe
def taxonomy_term(request: HttpRequest, key: str) -> HttpResponse:
    """One need or topic."""
    every = {each["id"]: each for each in _terms()}
    return _one(request, every.get(key), "No term has this id.")


def _terms() -> list[dict[str, Any]]:
    return [
        term(name, row) for name, model in ROWS.items() for row in model.objects.all()
    ]


def _one(request: HttpRequest, found: Any, otherwise: str) -> HttpResponse:
    now = moment_of(request)
    if found is None:
        return _refused(otherwise, now=now, status=404)
    return _answer(found, now=now)


def _list(request: HttpRequest, every: list[dict[str, Any]]) -> HttpResponse:
    now = moment_of(request)
    try:
        page = _page(request.GET, every)
    except QueryError as error:
        return _refused(str(error), now=now, status=400)
    return _answer(_head(page) | {"contents": list(page.object_list)}, now=now)


def _page(query: Mapping[str, str], rows: Any) -> Any:
    per_page = min(_number(query, "per_page", PER_PAGE), MOST_PER_PAGE)
    number = _number(query, "page", 1)
    pages = Paginator(rows, per_page)
    if number > pages.num_pages:
        raise QueryError(f"There is no page {number}: the last is {pages.num_pages}.")
    return pages.page(number)


def _head(page: Any) -> dict[str, Any]:
    """Return what stands before the contents of each list."""
    return {
        "total_items": page.paginator.count,
        "total_pages": page.paginator.num_pages,
        "page_number": page.number,
        "size": len(page.object_list),
        "first_page": not page.has_previous(),
        "last_page": not page.has_next(),
        "empty": page.paginator.count == 0,
    }


def _number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    typed = query.get(name, "")
    if not typed:
        return otherwise
    if not (typed.isascii() and typed.isdigit() and len(typed) < 7 and int(typed)):
        raise QueryError(
            f"{name} must be a whole number from 1 on, not “{typed[:40]}”."
        )
    return int(typed)


def _flag(query: Mapping[str, str], name: str) -> bool:
    typed = query.get(name, "").lower()
    if typed not in YES_AND_NO:
        raise QueryError(f"{name} must be true or false, not “{typed[:40]}”.")
    return YES_AND_NO[typed]


def _asked_for(
    query: Mapping[str, str], found: SupportServiceQuerySet
) -> SupportServiceQuerySet:
    """Narrow services as the specification's query parameters say.

    Raises:
        QueryError: one of them cannot be read.
    """
    if words := tidy(query.get("search", "")):
        found = found.filter(pk__in=keys_with(roots_of(words)))
    if changed := query.get("modified_after"):
        found = found.filter(changed_at__gte=_moment(changed))
    if wanted := query.get("taxonomy_id"):
        found = _with_taxonomy(found, wanted)
    if wanted := query.get("taxonomy_term_id"):
        found = _with_term(found, wanted)
    if wanted := query.get("organization_id"):
        rows = found.select_related(None).only(
            "organisation_id", "partner_id", "provider_name"
        )
        theirs = [row.pk for row in rows if provider_identifier(row) == wanted]
        found = found.filter(pk__in=theirs)
    return found


def _with_taxonomy(
    found: SupportServiceQuerySet, wanted: str
) -> SupportServiceQuerySet:
    for name in ROWS:
        if identifier("taxonomy", name) == wanted:
            return found.filter(**{f"{name}__isnull": False}).distinct()
    return found.none()


def _with_term(found: SupportServiceQuerySet, wanted: str) -> SupportServiceQuerySet:
    for name, model in ROWS.items():
        for key in model.objects.values_list("pk", flat=True):
            if identifier(name, key) == wanted:
                return found.filter(**{name: key})
    return found.none()


def _moment(typed: str) -> datetime:
    # A plus sign in an address stands for a space.
    text = typed.replace(" ", "+") if "T" in typed else typed
    try:
        moment, day = parse_datetime(text), parse_date(text)
    except ValueError as error:
        raise QueryError(_NO_MOMENT) from error
    if moment is None and day is not None:
        moment = datetime.combine(day, datetime.min.time())
    if moment is None:
        raise QueryError(_NO_MOMENT)
    try:
        # The database counts in UTC: there is none of the calendar's first moment in
        # the east, nor of its last in the west.
        return (moment if is_aware(moment) else make_aware(moment)).astimezone(UTC)
    except OverflowError as error:
        raise QueryError(_NO_MOMENT) from error


_NO_MOMENT = "modified_after must be a moment such as 2026-05-12T09:30:00Z."


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
