"""Book named people of one's own organisation, and see its bookings."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest, signed_in
from commonweal.people.models import Organisation
from commonweal.training.actions import book_named_team, rehearse_named_team
from commonweal.training.booking_rows import session_rows
from commonweal.training.booking_story import TAGS
from commonweal.training.exceptions import BookingError
from commonweal.training.forms.team import PARTS, TeamForm, WantedForm
from commonweal.training.models import Session
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.own_record import team_table
from commonweal.training.queries.details import other_dates
from commonweal.training.queries.own_bookings import titles_before
from commonweal.training.queries.prospects import session_to_book
from commonweal.training.queries.teams import (
    TeamProspect,
    booked_for_by,
    courses_booked,
    members_to_book,
    organisation_bookings,
    team_on,
    team_prospect,
    watched_by,
)

PER_PAGE = 25


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def book_team(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for whom, show it once more, and book. Nothing is kept until then."""
    now, session = timezone.now(), session_to_book(pk)
    organisations = booked_for_by(request.user, at=now)
    if session is None or not organisations:
        raise Http404
    organisation = _chosen(request, organisations)
    if organisation is None:
        context = {"session": session, "organisations": organisations}
        return render(request, "training/team/which.html", context)
    prospect = team_prospect(session, request.user, organisation, at=now)
    if prospect.problems:
        return _refuse(request, session, prospect, at=now)
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        members=members_to_book(organisation, session, at=now),
        prospect=prospect,
        before=titles_before(session),
        by=request.user,
    )
    context = {
        "session": session,
        "rows": session_rows(session),
        "organisation": organisation,
        "prospect": prospect,
        "form": form,
    }
    if request.POST.get("answer") in ("check", "book") and form.is_valid():
        return _go_on(request, session, organisation, form, context, at=now)
    return render(request, "training/team/who.html", context)


def _chosen(
    request: PersonRequest, organisations: list[Organisation]
) -> Organisation | None:
    """Return the organisation asked for, or the only one; None: it must be asked."""
    if len(organisations) == 1:
        return organisations[0]
    key = request.POST.get("organisation") or request.GET.get("organisation")
    return next((each for each in organisations if str(each.pk) == key), None)


def _refuse(
    request: PersonRequest, session: Session, prospect: TeamProspect, *, at: datetime
) -> HttpResponse:
    context = {
        "session": session,
        "rows": session_rows(session),
        "problems": [(each.sentence, each.remedy) for each in prospect.problems],
        "others": other_dates(session, now=at),
    }
    return render(request, "training/booking/refused.html", context)


def _go_on(
    request: PersonRequest,
    session: Session,
    organisation: Organisation,
    form: TeamForm,
    context: dict[str, Any],
    *,
    at: datetime,
) -> HttpResponse:
    """Show who would get what, or book; back to the form with what stands in the way."""
    said: dict[str, Any] = {
        "session": session,
        "members": form.chosen,
        "added": [{part: getattr(each, part) for part in PARTS} for each in form.added],
        "organisation": organisation,
        "wish": form.wish,
        "all_or_none": form.wants_together,
        "by": request.user,
        "at": at,
    }
    try:
        if request.POST["answer"] == "book":
            book_named_team(**said)
            return redirect("training:team", session.pk)
        found = rehearse_named_team(**said)
    except BookingError as error:
        for problem in error.problems:
            form.add_error(None, problem)
        return render(request, "training/team/who.html", context)
    outcomes = [(name, TAGS[status]) for name, status in found]
    context |= {"outcomes": outcomes, "approver": form.wish.manager_email}
    return render(request, "training/team/check.html", context)


@signed_in
@require_safe
def team(request: PersonRequest, pk: int) -> HttpResponse:
    """Who of one's organisations has a place on a session, and who waits."""
    now, session = timezone.now(), session_to_book(pk)
    organisations = watched_by(request.user, at=now)
    if session is None or not organisations:
        raise Http404
    context = {
        "session": session,
        "rows": session_rows(session),
        "bookings": team_on(session, organisations),
        "now": now,
    }
    return render(request, "training/team/team.html", context)


@signed_in
@require_safe
def bookings(request: PersonRequest) -> HttpResponse:
    """The bookings of the organisations that somebody books for or leads."""
    now = timezone.now()
    form, found = _asked_for(request, at=now)
    context = {
        "form": form,
        "items": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "organisations": form.organisations,
        "query": request.GET.urlencode(),
        "now": now,
    }
    return render(request, "training/team/bookings.html", context)


@signed_in
@require_safe
def bookings_csv(request: PersonRequest) -> HttpResponse:
    """The same as a table, all of it."""
    _, found = _asked_for(request, at=timezone.now())
    response = HttpResponse(team_table(found), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="bookings.csv"'
    return response


def _asked_for(
    request: PersonRequest, *, at: datetime
) -> tuple[WantedForm, BookingQuerySet]:
    """Return the filter as it is filled in, and the bookings that pass it.

    Raises:
        Http404: the person watches over no organisation.
    """
    organisations = watched_by(request.user, at=at)
    if not organisations:
        raise Http404
    form = WantedForm(
        request.GET,
        organisations=organisations,
        courses=courses_booked(organisations),
    )
    return form, organisation_bookings(organisations, form.wanted, at=at)
