"""Two tabs of one browser, and an impatient finger. SQLite has one writer anyway, and
ignores the lock that this is about."""

import pytest

from commonweal.sealed.actions import (
    begin_draft,
    read_draft,
    save_answer,
    submit_draft,
)
from commonweal.sealed.models import Submission
from tests.at_once import at_once
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import offer

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_answers_in_several_tabs_at_once_are_all_kept():
    route = offer(set_scene())
    key = begin_draft(route=route, at=NOW)
    questions = [f"question_{number}" for number in range(8)]

    def deed(question):
        return lambda: save_answer(
            key=key, route=route, question=question, answer=question.upper(), at=NOW
        )

    at_once([deed(question) for question in questions])

    answers = read_draft(key=key, route=route, now=NOW).content.answers
    assert answers == {question: question.upper() for question in questions}


def test_presses_at_once_send_once_and_come_to_the_same_reference(filled_in):
    route = offer(set_scene())
    key = filled_in(route)

    outcomes = at_once(
        [lambda: submit_draft(key=key, route=route, at=NOW)] * 4,
        outcome=lambda sent: sent.reference,
    )

    assert outcomes == {Submission.objects.get().reference: 4}
