"""The page of one session, and its calendar file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from commonweal.design.calendar_files import calendar_response
from commonweal.design.moment import moment_of
from commonweal.people.access import public
from commonweal.training.calendar_files import sessions_file
from commonweal.training.models import Session
from commonweal.training.queries.details import other_dates, session_in_full
from commonweal.training.queries.feed import for_files
from commonweal.training.views.answering import answer, kept_shortly


@public
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One date: when, where, what happens, and whether there is a place.

    It keeps answering when it is over or cancelled: people have its address.
    """
    now = moment_of(request)
    shown = session_in_full(pk, now=now)
    if shown is None:
        raise Http404
    others = other_dates(shown.session, now=now)
    context = {"shown": shown, "course": shown.session.course, "others": others}
    sessions = [shown.session, *(each.session for each in others)]
    return answer(request, "training/session.html", context, now=now, sessions=sessions)


@public
@require_safe
def dates_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of one session, to put in a calendar."""
    found = get_object_or_404(
        for_files(Session.objects.public()), pk=pk, starts_at__isnull=False
    )
    content = sessions_file([found], name=found.course.title)
    response = calendar_response(content, file_name=f"{found.course.slug}-{found.pk}")
    return kept_shortly(response, now=moment_of(request))
