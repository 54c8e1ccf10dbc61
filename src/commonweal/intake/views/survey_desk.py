"""For staff: making surveys, and reading what may be shown of the answers."""

from io import BytesIO

import qrcode
from django.contrib import messages
from django.forms import Form, model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from qrcode.image.svg import SvgPathImage

from commonweal.design.addresses import full_address
from commonweal.intake.actions.surveys import (
    add_question,
    change_survey,
    drop_question,
    drop_survey,
    make_survey,
)
from commonweal.intake.enquiry_exceptions import ChangedMeanwhileError, EnquiryError
from commonweal.intake.models import Survey, SurveyQuestion
from commonweal.intake.models.surveys import FEWEST
from commonweal.intake.survey_forms import QuestionForm, SurveyForm
from commonweal.intake.survey_results import COLUMNS, results, rows
from commonweal.people.access import PersonRequest, requires
from commonweal.people.spreadsheets import write_csv

RUN = "intake.run_surveys"
FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(RUN)
@require_safe
def surveys(request: PersonRequest) -> HttpResponse:
    """Every survey, the newest first."""
    today = timezone.localdate()
    shown = [
        {"survey": each, "is_open": each.is_open(today=today)}
        for each in Survey.objects.with_counts()
    ]
    return render(request, "enquiries/survey/list.html", {"surveys": shown})


@requires(RUN)
@require_http_methods(FORM_METHODS)
def new_survey(request: PersonRequest) -> HttpResponse:
    """Make a survey; its questions come after."""
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = make_survey(words=form.words(), by=request.user, at=timezone.now())
        messages.success(request, "The survey is made. Now write its questions.")
        return redirect("enquiries:desk_survey", made.pk)
    return _form(request, form, heading="New survey")


@requires(RUN)
@require_safe
def survey(request: PersonRequest, survey_id: int) -> HttpResponse:
    """One survey: its address, its questions, and what may be shown of the answers."""
    shown = get_object_or_404(Survey, pk=survey_id)
    context = {
        "survey": shown,
        "address": _address(shown),
        "results": results(shown),
        "fewest": FEWEST,
        "is_open": shown.is_open(today=timezone.localdate()),
    }
    return render(request, "enquiries/survey/desk.html", context)


@requires(RUN)
@require_http_methods(FORM_METHODS)
def edit_survey(request: PersonRequest, survey_id: int) -> HttpResponse:
    """Change what stands around the questions."""
    shown = get_object_or_404(Survey, pk=survey_id)
    posted = request.POST if request.method == "POST" else None
    form = SurveyForm(posted, initial=model_to_dict(shown))
    if form.is_valid():
        try:
            change_survey(
                survey=shown,
                words=form.words(),
                edits=form.cleaned_data["edits"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhileError as error:
            form.add_error(None, str(error))
            data = form.data.copy()  # type: ignore[attr-defined]
            data["edits"] = str(shown.edits)
            form.data = data
        else:
            messages.success(request, "The survey is saved.")
            return redirect("enquiries:desk_survey", shown.pk)
    return _form(request, form, heading="Change the survey", survey=shown)


@requires(RUN)
@require_http_methods(FORM_METHODS)
def new_question(request: PersonRequest, survey_id: int) -> HttpResponse:
    """Write another question."""
    shown = get_object_or_404(Survey, pk=survey_id)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        question = SurveyQuestion(survey=shown, **form.cleaned_data)
        try:
            add_question(question=question, by=request.user, at=timezone.now())
        except EnquiryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The question is added.")
            return redirect("enquiries:desk_survey", shown.pk)
    return _form(request, form, heading="New question", survey=shown)


@requires(RUN)
@require_POST
def remove_question(request: PersonRequest, question_id: int) -> HttpResponse:
    """Take a question out."""
    found = SurveyQuestion.objects.select_related("survey")
    shown = get_object_or_404(found, pk=question_id)
    try:
        drop_question(question=shown, by=request.user, at=timezone.now())
    except EnquiryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The question is taken out.")
    return redirect("enquiries:desk_survey", shown.survey_id)


@requires(RUN)
@require_http_methods(FORM_METHODS)
def remove_survey(request: PersonRequest, survey_id: int) -> HttpResponse:
    """Delete a survey with its answers, after a page that asks."""
    shown = get_object_or_404(Survey, pk=survey_id)
    if request.method == "POST":
        drop_survey(survey=shown, by=request.user, at=timezone.now())
        messages.success(request, "The survey and its answers are deleted.")
        return redirect("enquiries:surveys")
    return render(request, "enquiries/survey/remove.html", {"survey": shown})


@requires(RUN)
@require_safe
def take_out(request: PersonRequest, survey_id: int) -> HttpResponse:
    """The results as a table: what the page shows, and no more."""
    shown = get_object_or_404(Survey, pk=survey_id)
    answer = HttpResponse(
        write_csv(COLUMNS, rows(shown)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="survey-{shown.key}.csv"'
    return answer


@requires(RUN)
@require_safe
def qr_code(request: PersonRequest, survey_id: int) -> HttpResponse:
    """The survey's address as a QR code, for a poster or a slide."""
    shown = get_object_or_404(Survey, pk=survey_id)
    drawn = BytesIO()
    qrcode.make(_address(shown), image_factory=SvgPathImage).save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _address(shown: Survey) -> str:
    return full_address(reverse("enquiries:survey", args=[shown.key]))


def _form(
    request: PersonRequest, form: Form, *, heading: str, survey: Survey | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "survey": survey}
    status = 400 if form.errors else 200
    return render(request, "enquiries/survey/form.html", context, status=status)
