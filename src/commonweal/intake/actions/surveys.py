"""Making surveys, and answering them without a trace of who did."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from commonweal.governance.actions import record
from commonweal.intake.enquiry_exceptions import ChangedMeanwhileError, EnquiryError
from commonweal.intake.models import Survey, SurveyAnswer, SurveyQuestion
from commonweal.intake.models.surveys import FEWEST
from commonweal.people.models import Person

CHANGED = (
    "Somebody else has changed this survey since you opened the page. What you typed "
    "stands below; look at the survey, then save again."
)
ANSWERED = "It has been answered already, so its questions stay as they are."
SHUT = "This survey cannot be answered now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands around the questions, and when they can be answered."""

    title: str
    about: str
    about_link: str
    introduction: str
    opens_on: date
    closes_on: date


@transaction.atomic
def make_survey(*, words: Words, by: Person, at: datetime) -> Survey:
    """Make a survey without questions yet."""
    survey = Survey.objects.create(**asdict(words), made_at=at)
    record("intake.survey_made", subject=survey, by=by, at=at)
    return survey


@transaction.atomic
def change_survey(
    *, survey: Survey, words: Words, edits: int, by: Person, at: datetime
) -> None:
    """Change what stands around the questions.

    Raises:
        ChangedMeanwhileError: somebody else saved first.
    """
    unchanged = Survey.objects.filter(pk=survey.pk, edits=edits)
    if not unchanged.update(**asdict(words), edits=F("edits") + 1):
        raise ChangedMeanwhileError(CHANGED)
    record("intake.survey_changed", subject=survey, by=by, at=at)


@transaction.atomic
def add_question(
    *, question: SurveyQuestion, by: Person, at: datetime
) -> SurveyQuestion:
    """Put a question at the end of its survey.

    Raises:
        EnquiryError: the survey has been answered.
    """
    survey = _unanswered(question.survey)
    last = survey.questions.order_by("-position").first()
    question.position = last.position + 1 if last else 1
    question.save()
    record("intake.survey_changed", subject=survey, by=by, at=at)
    return question


@transaction.atomic
def drop_question(*, question: SurveyQuestion, by: Person, at: datetime) -> None:
    """Take a question out.

    Raises:
        EnquiryError: the survey has been answered.
    """
    survey = _unanswered(question.survey)
    question.delete()
    record("intake.survey_changed", subject=survey, by=by, at=at)


@transaction.atomic
def drop_survey(*, survey: Survey, by: Person, at: datetime) -> None:
    """Delete a survey with all that was answered."""
    record("intake.survey_dropped", subject=survey, by=by, at=at)
    survey.delete()


@transaction.atomic
def answer(*, survey: Survey, answers: Mapping[int, str], at: datetime) -> None:
    """Keep what somebody answered: each answer by itself, with the day and no more.

    Answers are shown in batches of five returns or more, and those to one question
    only when five have answered it. Between two looks at the results at least five
    people have answered, so the difference tells of nobody.

    Args:
        answers: question's key to the answer; one that is empty is not kept.

    Raises:
        EnquiryError: the survey is not open on the day of ``at``.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    local = localtime(at)
    if not survey.is_open(today=local.date()):
        raise EnquiryError(SHUT)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(question=question, words=words, day=day)
        for question in survey.questions.all()
        if (words := answers.get(question.pk, "").strip())
    )
    survey.held += 1
    if survey.held >= FEWEST:
        _show_batches(survey, day=day)
        survey.returns += survey.held
        survey.held = 0
    survey.save(update_fields=["returns", "held"])


def _show_batches(survey: Survey, *, day: datetime) -> None:
    """Show what waits, question by question, where five or more have answered.

    A batch takes the day on which it is complete: it is deleted as a whole, so that
    what goes tells of nobody either.
    """
    for question in survey.questions.all():
        waiting = question.answers.filter(is_shown=False)
        if waiting.count() >= FEWEST:
            waiting.update(is_shown=True, day=day)


def _unanswered(survey: Survey) -> Survey:
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.has_returns:
        raise EnquiryError(ANSWERED)
    return survey
