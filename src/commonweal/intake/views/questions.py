"""Three questions, one a page, and the answer by the clock.

Nothing is stored and nothing stands in the address: what was answered travels with the
next form. The snapshot is read, the database is not.
"""

from collections.abc import Mapping
from itertools import takewhile

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from commonweal.design.privacy_headers import leave_no_trail
from commonweal.intake import snapshot
from commonweal.intake.answering import answer_page
from commonweal.intake.national import NATIONAL
from commonweal.intake.rendering import render
from commonweal.intake.routing import IN_WORDS, Asked, Doors
from commonweal.intake.snapshot import NoSnapshotError
from commonweal.intake.who_to_call import who_to_call
from commonweal.people.access import from_anywhere

MISSING = {
    Asked.WHAT: "Select what is happening",
    Asked.WHOM: "Select who it is about",
    Asked.URGENCY: "Select how soon help is needed",
}


@from_anywhere
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def questions(request: HttpRequest) -> HttpResponse:
    """Ask the first question that is not answered yet, or say where to turn.

    A form is taken from wherever it comes, without a look at ``Origin``: no-referrer
    makes browsers send "null" there, and there is nothing that sending could change.
    Compressing is safe for the same reason: no page of these holds a secret.
    """
    try:
        doors = snapshot.read()
    except NoSnapshotError:
        return all_numbers(None)
    answers = _answers(doors, request.POST)
    back = request.POST.get("back", "")
    if back in IN_WORDS:
        return _ask(doors, answers, Asked(back), is_missing=False)
    asked = next((each for each in Asked if each not in answers), None)
    if asked is None:
        page = answer_page(doors, answers, at=timezone.now())
        return unkept(render("intake/answer.html", doors.frame, page))
    is_missing = request.POST.get("asked") == asked.value
    return _ask(doors, answers, asked, is_missing=is_missing)


def _answers(doors: Doors, sent: Mapping[str, str]) -> dict[Asked, str]:
    """Return the answers from the first question on, as far as they are known here.

    An editor may have taken an answer away meanwhile; then it is asked again.
    """
    known = takewhile(
        lambda asked: any(
            option.key == sent.get(asked.value) for option in doors.options[asked]
        ),
        Asked,
    )
    return {asked: sent[asked.value] for asked in known}


def _ask(
    doors: Doors, answers: Mapping[Asked, str], asked: Asked, *, is_missing: bool
) -> HttpResponse:
    order = list(Asked)
    place = order.index(asked)
    page = {
        "asked": asked,
        "heading": IN_WORDS[asked],
        "number": place + 1,
        "before": order[place - 1],
        "answered": [
            (each, answers[each]) for each in order[:place] if each in answers
        ],
        "choices": doors.options[asked],
        "chosen": answers.get(asked, ""),
        "is_missing": is_missing,
        "missing": MISSING[asked],
        "shows_exit": True,
    }
    return unkept(render("intake/question.html", doors.frame, page))


def all_numbers(doors: Doors | None) -> HttpResponse:
    """Show every number: those of the snapshot, or the national ones without it.

    It answers 200 all the same. A proxy may put a page of its own in the place of an
    error, and the numbers are what was asked for.
    """
    known = doors or NATIONAL
    page = {
        "entries": who_to_call(known),
        "has_sheet": doors is not None,
        "shows_exit": True,
    }
    return unkept(render("intake/who_to_call.html", known.frame, page))


def unkept(page: str) -> HttpResponse:
    """Return a page that leaves as little behind as can be."""
    response = HttpResponse(page)
    leave_no_trail(response)
    return response
