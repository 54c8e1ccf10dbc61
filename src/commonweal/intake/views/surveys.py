"""Answering a survey, without a cookie and without a trace of who did."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.intake.actions.surveys import answer
from commonweal.intake.models import Survey
from commonweal.intake.survey_forms import AnswerForm
from commonweal.intake.views.enquiries import WAIT
from commonweal.people.access import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a survey's questions while it is open, and say when it is not."""
    shown = get_object_or_404(Survey, key=key.lower())
    now = timezone.now()
    today = timezone.localdate(now)
    questions = list(shown.questions.all())
    if not questions or not shown.is_open(today=today):
        context = {"survey": shown, "is_early": today < shown.opens_on}
        return _unkept(render(request, "enquiries/survey/shut.html", context))
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, questions=questions)
    status = 400
    if form.is_valid() and not ratelimit.consume(request, action="survey_form"):
        form.add_error(None, WAIT)
        status = 429
    if form.is_valid():
        if not form.is_from_program:
            answer(survey=shown, answers=form.answers(), at=now)
        return redirect("enquiries:survey_thanks", shown.key)
    status = status if form.errors else 200
    context = {"survey": shown, "form": form}
    return _unkept(
        render(request, "enquiries/survey/survey.html", context, status=status)
    )


@public
@require_safe
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """Thank whoever has answered."""
    shown = get_object_or_404(Survey, key=key.lower())
    return _unkept(render(request, "enquiries/survey/thanks.html", {"survey": shown}))


def _unkept(response: HttpResponse) -> HttpResponse:
    """That somebody answered is nobody else's business on a shared device."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
