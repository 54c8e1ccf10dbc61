"""Which course is for me? Four questions, one a page, answered in the address.

Nothing is stored and nothing in it is about a person: the address can be sent on.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from commonweal.design.moment import moment_of
from commonweal.people.access import public
from commonweal.training.matching import fits
from commonweal.training.queries.catalogue import listed
from commonweal.training.queries.choices import Asked, Choice
from commonweal.training.queries.which_course import (
    ANY,
    Question,
    answers_from,
    facts_left_by,
    questions,
)
from commonweal.training.question_form import QuestionForm
from commonweal.training.views.answering import answer


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: what was asked, what was chosen (None: it matters not), and the
    address at which to change it."""

    question: Question
    choice: Choice | None
    change: str

    @property
    def words(self) -> str:
        return self.choice.name if self.choice else self.question.otherwise

    @property
    def value(self) -> str:
        return self.choice.slug if self.choice else ANY


@public
@require_safe
def which_course(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or show the courses that fit and why."""
    asked = questions()
    given = _given(request, asked)
    if len(given) < len(asked):
        return _ask(request, asked[len(given)], given, total=len(asked))
    return _show(request, given)


def _given(request: HttpRequest, asked: list[Question]) -> list[Given]:
    """Return the answers in the address, up to the first that is missing."""
    given: list[Given] = []
    path = reverse("training:which_course")
    kept: dict[str, str | None] = {}
    for question in asked:
        value = request.GET.get(question.name)
        choice = next((each for each in question.choices if each.slug == value), None)
        if choice is None and value != ANY:
            break
        given.append(Given(question, choice, _address(path, kept)))
        kept[question.name] = value
    return given


def _address(path: str, kept: dict[str, str | None]) -> str:
    return f"{path}?{urlencode(kept)}" if kept else path


def _ask(
    request: HttpRequest, question: Question, given: list[Given], *, total: int
) -> HttpResponse:
    was_sent = request.GET.get("asked") == question.name
    value = request.GET.get(question.name, "")
    form = QuestionForm(question, {question.name: value} if was_sent else None)
    back = given[-1].change if given else reverse("training:catalogue")
    context = {
        "question": question,
        "form": form,
        "given": given,
        "number": len(given) + 1,
        "total": total,
        "back": back,
    }
    return answer(
        request, "training/which_course.html", context, now=moment_of(request)
    )


def _show(request: HttpRequest, given: list[Given]) -> HttpResponse:
    now = moment_of(request)
    chosen = {each.question.name: each.choice for each in given}
    levels = next(g.question.choices for g in given if g.question.name == "done")
    found = fits(
        facts_left_by(chosen, today=localdate(now)), answers_from(chosen, levels)
    )
    keys = [fit.facts.pk for fit in found]
    courses = {each.course.pk: each for each in listed(keys, Asked(), now=now)}
    context = {
        "given": given,
        "found": [(courses[fit.facts.pk], fit.reasons) for fit in found],
    }
    sessions = [each.next.session for each in courses.values() if each.next]
    return answer(
        request,
        "training/which_course_result.html",
        context,
        now=now,
        sessions=sessions,
    )
