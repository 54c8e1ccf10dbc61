"""Surveys: nobody can be recognised in what is kept or shown."""

import csv
import io
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from django.utils.timezone import localtime

from commonweal.governance.actions import purge_expired
from commonweal.intake.actions.surveys import answer
from commonweal.intake.enquiry_exceptions import EnquiryError
from commonweal.intake.models import Survey, SurveyAnswer, SurveyQuestion
from commonweal.intake.survey_results import TOO_FEW, results, rows
from commonweal.people.roles import Role
from tests.intake.enquiry_factories import CAME, QuestionFactory, SurveyFactory
from tests.people.factories import person_in

pytestmark = pytest.mark.django_db

Kind = SurveyQuestion.Kind
DESK = "/enquiries/desk/surveys/"
DAYS = {
    "opens_on_0": "1",
    "opens_on_1": "3",
    "opens_on_2": "2026",
    "closes_on_0": "31",
    "closes_on_1": "3",
    "closes_on_2": "2099",
}


@pytest.fixture
def survey():
    today = timezone.localdate()
    return SurveyFactory(
        opens_on=today - timedelta(days=3), closes_on=today + timedelta(days=3)
    )


@pytest.fixture
def editor(visitor):
    person = person_in(Role.EDITOR)
    visitor.sign_in(person)
    return person


def _answer(question, *words, at=None):
    for each in words:
        answer(
            survey=question.survey,
            answers={question.pk: each},
            at=at or timezone.now(),
        )


def test_somebody_answers_and_leaves_no_trace(visitor, survey):
    scale = QuestionFactory(survey=survey, low="bad", high="good", is_required=True)
    choice = QuestionFactory(survey=survey, kind=Kind.CHOICE, choices="Yes\n\nNo")
    words = QuestionFactory(survey=survey, kind=Kind.WORDS)
    address = f"/enquiries/survey/{survey.key}/"

    page = visitor.get(
        address.upper().replace("/ENQUIRIES/SURVEY/", "/enquiries/survey/")
    )
    assert "5 – good" in page.get_text()
    page = visitor.post(
        address,
        {
            f"question_{scale.pk}": "4",
            f"question_{choice.pk}": "No",
            f"question_{words.pk}": " More tea ",
        },
    )

    assert "Thank you" in page.h1.get_text()
    assert visitor.response["Cache-Control"] == "no-store"
    kept = SurveyAnswer.objects.values_list("question", "words")
    assert set(kept) == {(scale.pk, "4"), (choice.pk, "No"), (words.pk, "More tea")}


def test_an_answer_keeps_the_day_and_nothing_finer(survey):
    question = QuestionFactory(survey=survey)
    now = timezone.now()

    _answer(question, "4", at=now)

    kept = SurveyAnswer.objects.get()
    local = localtime(kept.day)
    assert (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    assert local.date() == localtime(now).date()
    fields = {field.name for field in SurveyAnswer._meta.local_fields}
    assert fields == {"id", "question", "words", "day", "is_shown"}


def test_the_order_of_the_rows_does_not_tell_who_answered_together(survey):
    first, second = (QuestionFactory(survey=survey, kind=Kind.WORDS) for _ in range(2))
    for number in range(20):
        answer(
            survey=survey,
            answers={first.pk: f"{number}", second.pk: f"{number}"},
            at=timezone.now(),
        )

    stored = SurveyAnswer.objects.order_by("pk")
    orders = [
        list(stored.filter(question=each).values_list("words", flat=True))
        for each in (first, second)
    ]
    assert orders[0] != orders[1]


def test_nothing_is_shown_of_fewer_than_five(survey):
    question = QuestionFactory(survey=survey, kind=Kind.WORDS)

    _answer(question, *"abcd")
    assert not results(survey)[0].is_shown
    assert list(rows(survey)) == [(question.words, TOO_FEW, None)]

    _answer(question, "e")
    assert results(survey)[0].words == ("a", "b", "c", "d", "e")


def test_between_two_looks_at_least_five_have_answered(survey):
    question = QuestionFactory(survey=survey)
    seen = [0]

    for number in range(43):
        _answer(question, str(number % 5 + 1))
        seen.append(results(survey)[0].answered)

    steps = {later - before for before, later in pairwise(seen)}
    assert steps == {0, 5}
    survey.refresh_from_db()
    assert (survey.returns, survey.held, seen[-1]) == (40, 3, 40)


def test_a_question_that_few_answered_is_not_shown_with_the_others(survey):
    asked = QuestionFactory(survey=survey)
    words = QuestionFactory(survey=survey, kind=Kind.WORDS)
    for number in range(6):
        answers = {asked.pk: "3", words.pk: "Only I" if number == 2 else ""}
        answer(survey=survey, answers=answers, at=timezone.now())

    shown, hidden = results(survey)

    assert (shown.answered, shown.mean) == (5, "3.0")
    assert (hidden.is_shown, hidden.words, hidden.answered) == (False, (), 0)


def test_one_answer_among_a_later_batch_waits_for_four_more(survey):
    asked = QuestionFactory(survey=survey)
    words = QuestionFactory(survey=survey, kind=Kind.WORDS)
    for number in range(14):
        own = f"{number}" if number < 5 or number in (7, 10, 11, 12, 13) else ""
        answer(survey=survey, answers={asked.pk: "3", words.pk: own}, at=timezone.now())

    assert [each.answered for each in results(survey)] == [10, 5]
    answer(survey=survey, answers={asked.pk: "3", words.pk: ""}, at=timezone.now())
    assert [each.answered for each in results(survey)] == [15, 10]


def test_a_batch_is_deleted_as_a_whole(survey):
    question = QuestionFactory(survey=survey)
    now = timezone.now()
    _answer(question, "1", at=now - timedelta(days=2))
    _answer(question, *"2345", at=now)

    purge_expired(now=now + timedelta(days=364))
    assert results(survey)[0].answered == 5
    purge_expired(now=now + timedelta(days=367))
    assert not SurveyAnswer.objects.exists()


def test_answers_are_counted_with_shares_and_mean(survey):
    scale = QuestionFactory(survey=survey)
    _answer(scale, *"11345")

    (result,) = results(survey)

    assert result.counts == (("1", 2), ("2", 0), ("3", 1), ("4", 1), ("5", 1))
    assert result.shares()[0] == ("1", 2, 40)
    assert result.mean == "2.8"


def test_a_survey_is_answered_from_its_first_day_to_its_last():
    survey = SurveyFactory(opens_on=date(2026, 3, 2), closes_on=date(2026, 3, 2))
    question = QuestionFactory(survey=survey)
    midnight = localtime(CAME).replace(hour=0, minute=0)

    _answer(question, "1", at=midnight)
    _answer(question, "1", at=midnight + timedelta(days=1, seconds=-1))
    for wrong in (midnight - timedelta(seconds=1), midnight + timedelta(days=1)):
        with pytest.raises(EnquiryError, match="cannot be answered"):
            _answer(question, "1", at=wrong)


@pytest.mark.parametrize(
    ("days", "said"), [(5, "This survey opens on"), (-5, "This survey is closed")]
)
def test_a_survey_that_is_not_open_says_so(visitor, days, said):
    day = timezone.localdate() + timedelta(days=days)
    survey = SurveyFactory(opens_on=day, closes_on=day)
    QuestionFactory(survey=survey)

    assert said in visitor.get(f"/enquiries/survey/{survey.key}/").main.get_text()
    visitor.post(f"/enquiries/survey/{survey.key}/")
    assert SurveyAnswer.objects.count() == 0


def test_what_was_answered_is_kept_when_something_is_wrong(visitor, survey):
    needed = QuestionFactory(survey=survey, is_required=True)
    words = QuestionFactory(survey=survey, kind=Kind.WORDS)
    address = f"/enquiries/survey/{survey.key}/"

    page = visitor.post(address, {f"question_{words.pk}": "More tea"}, status=400)

    assert "Choose an answer." in page.select_one(".govuk-error-summary").get_text()
    assert page.textarea.get_text().strip() == "More tea"
    needed.delete()
    page = visitor.post(address, {f"question_{words.pk}": " "}, status=400)
    assert "Answer at least one question." in page.get_text()


def test_a_program_and_a_flood_are_not_kept(visitor, survey):
    question = QuestionFactory(survey=survey)
    address, fields = (
        f"/enquiries/survey/{survey.key}/",
        {f"question_{question.pk}": "3"},
    )

    visitor.send(address, {**fields, "website": "x"}, status=302)
    assert SurveyAnswer.objects.count() == 0
    for _ in range(59):
        visitor.send(address, fields, status=302)
    page = visitor.post(address, fields, status=429)

    assert "wait a minute" in page.get_text()
    assert SurveyAnswer.objects.count() == 59


def test_an_editor_makes_a_survey_with_questions(visitor, editor):
    fields = {"title": "How was it?", "about": "The group", **DAYS}
    visitor.get(f"{DESK}new/")
    visitor.post(f"{DESK}new/", fields)
    made = Survey.objects.get()
    assert (made.opens_on, len(made.key)) == (date(2026, 3, 1), 8)

    address = f"{DESK}{made.pk}/question/"
    visitor.get(address)
    visitor.post(address, {"words": "Which?", "kind": "choice"}, status=400)
    visitor.post(
        address, {"words": "Which?", "kind": "choice", "choices": "A\nA"}, status=400
    )
    visitor.post(address, {"words": "Which?", "kind": "choice", "choices": "A\n\nB"})
    visitor.post(address, {"words": "How?", "kind": "scale", "low": "bad"})
    page = visitor.get(f"{DESK}{made.pk}/")
    assert f"/enquiries/survey/{made.key}/" in page.get_text()
    first, second = made.questions.all()
    assert (first.offered(), second.position) == (["A", "B"], 2)

    visitor.post(f"{DESK}question/{first.pk}/delete/")
    assert list(made.questions.all()) == [second]
    assert "How was it?" in visitor.get(DESK).main.get_text()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"about_link": "javascript:alert(1)"}, "Begin with / for a page"),
        ({"about_link": "//example.com/"}, "Begin with / for a page"),
        ({"closes_on_2": "2025"}, "must not be before the first"),
    ],
)
def test_a_survey_that_cannot_be_is_refused(visitor, editor, wrong, said):
    fields = {"title": "How was it?", "about": "The group", **DAYS, **wrong}

    assert said in visitor.post(f"{DESK}new/", fields, status=400).get_text()


def test_of_two_editors_with_the_same_page_the_second_is_told(visitor, editor, survey):
    fields = {"title": "First", "about": "The group", **DAYS, "edits": "0"}
    visitor.get(f"{DESK}{survey.pk}/edit/")
    visitor.post(f"{DESK}{survey.pk}/edit/", fields)

    page = visitor.post(
        f"{DESK}{survey.pk}/edit/", {**fields, "title": "Second"}, status=400
    )

    survey.refresh_from_db()
    assert survey.title == "First"
    assert "Somebody else has changed this survey" in page.get_text()
    assert page.select_one("#id_title")["value"] == "Second"


def test_questions_stay_once_somebody_has_answered(visitor, editor, survey):
    question = QuestionFactory(survey=survey)
    _answer(question, "1")

    page = visitor.post(f"{DESK}question/{question.pk}/delete/")
    assert "answered already" in page.get_text()
    visitor.post(
        f"{DESK}{survey.pk}/question/", {"words": "New?", "kind": "scale"}, status=400
    )

    assert survey.questions.count() == 1


def test_the_desk_shows_and_exports_what_may_be_shown(visitor, editor, survey):
    scale = QuestionFactory(survey=survey, words="How?")
    own = QuestionFactory(survey=survey, kind=Kind.WORDS, words="=What?")
    for number in range(4):
        answers = {scale.pk: "3", own.pk: f"Secret {number}"}
        answer(survey=survey, answers=answers, at=timezone.now())

    for address in (f"{DESK}{survey.pk}/", f"{DESK}{survey.pk}/results.csv"):
        assert b"Secret" not in visitor.fetch(address).content
    answer(survey=survey, answers={scale.pk: "4", own.pk: "=1"}, at=timezone.now())

    page = visitor.get(f"{DESK}{survey.pk}/")
    assert "3.2 on average" in page.get_text()
    assert "Secret 2" in page.get_text()
    text = visitor.fetch(f"{DESK}{survey.pk}/results.csv").content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert ["How?", "3", "4"] in table
    assert ["'=What?", "'=1", ""] in table


def test_a_survey_has_a_code_for_posters(visitor, editor, survey):
    response = visitor.fetch(f"{DESK}{survey.pk}/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_a_survey_is_deleted_after_a_page_that_asks(visitor, editor, survey):
    _answer(QuestionFactory(survey=survey), "1")

    visitor.get(f"{DESK}{survey.pk}/delete/")
    assert Survey.objects.count() == 1
    visitor.post(f"{DESK}{survey.pk}/delete/")

    assert (Survey.objects.count(), SurveyAnswer.objects.count()) == (0, 0)


def test_answers_go_after_a_year(survey):
    question = QuestionFactory(survey=survey)
    _answer(question, "1")
    now = timezone.now()
    SurveyAnswer.objects.update(day=now - timedelta(days=366))
    _answer(question, "2")

    purge_expired(now=now)

    assert [each.words for each in SurveyAnswer.objects.all()] == ["2"]


def test_a_survey_makes_as_many_queries_however_many_answered(
    visitor, editor, survey, django_assert_max_num_queries
):
    for _ in range(5):
        question = QuestionFactory(survey=survey)
        _answer(question, *"12345")
    visitor.get(f"{DESK}{survey.pk}/")

    with django_assert_max_num_queries(13):
        visitor.get(f"{DESK}{survey.pk}/")
