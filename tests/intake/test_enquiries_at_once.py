"""Several senders, people at the desk and workers at the same moment, on PostgreSQL."""

from datetime import timedelta

import pytest

from commonweal.intake.actions.enquiry_clock import remind_of_complaints
from commonweal.intake.actions.enquiry_desk import reply
from commonweal.intake.actions.surveys import answer
from commonweal.intake.models import Enquiry, SurveyAnswer
from commonweal.intake.survey_results import results
from commonweal.people.roles import Role
from tests.at_once import at_once
from tests.intake.enquiry_factories import (
    CAME,
    QuestionFactory,
    complaint,
    enquiry,
    sent,
)
from tests.people.factories import person_in

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

MANY = 8


def test_a_form_that_is_sent_at_once_many_times_is_one_enquiry():
    person_in(Role.EDITOR)

    outcomes = at_once([enquiry] * MANY, outcome=lambda _: "done")

    assert outcomes == {"done": MANY}
    assert Enquiry.objects.count() == 1
    assert (len(sent("received")), len(sent("came"))) == (1, 1)


def test_of_people_who_answer_at_once_one_does():
    made = enquiry()
    people = [person_in(Role.EDITOR) for _ in range(MANY)]

    def answering(person):
        return lambda: reply(
            enquiry=made, words="Yes.", is_by_email=True, edits=0, by=person, at=CAME
        )

    outcomes = at_once([answering(each) for each in people], outcome=lambda _: "done")

    assert outcomes == {"done": 1, "ChangedMeanwhileError": MANY - 1}
    assert len(sent("reply")) == 1


def test_workers_at_once_remind_of_a_complaint_once():
    person_in(Role.EDITOR)
    complaint()
    late = CAME + timedelta(days=40)

    at_once([lambda: remind_of_complaints(now=late)] * 4, outcome=lambda _: "done")

    assert len(sent("clock")) == 1


def test_answers_at_once_are_all_kept_and_shown_in_fives():
    question = QuestionFactory()

    def answering(number):
        return lambda: answer(
            survey=question.survey, answers={question.pk: str(number)}, at=CAME
        )

    at_once([answering(n % 5 + 1) for n in range(12)], outcome=lambda _: "done")

    assert SurveyAnswer.objects.count() == 12
    assert results(question.survey)[0].answered == 10
    question.survey.refresh_from_db()
    assert (question.survey.returns, question.survey.held) == (10, 2)
