"""Any walk through a form comes to its end, and only what is asked is sealed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.sealed.definitions import FORMS, newest
from commonweal.sealed.definitions.answers import SEEN, check_answer
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.questions import Kind

TODAY = date(2026, 3, 4)
OPTIONS = {"service": "Harbour Group", "eligibility": "For girls.", "consent_under": 16}
FIXED = {
    Kind.PHONE: "01632 960001",
    Kind.EMAIL: "robin@example.org",
    Kind.NOTICE: SEEN,
    Kind.FILES: SEEN,
}


def _answers_to(question):
    values = [choice.value for choice in question.choices]
    if question.kind is Kind.RADIOS:
        found = st.sampled_from(values)
    elif question.kind is Kind.CHECKBOXES:
        found = st.lists(st.sampled_from(values), min_size=1, unique=True)
    elif question.kind is Kind.NUMBER:
        found = st.integers(0, 120)
    elif question.kind is Kind.DATE:
        found = st.dates(date(1900, 1, 1), TODAY).map(date.isoformat)
    elif question.kind in FIXED:
        found = st.just(FIXED[question.kind])
    else:
        found = st.text(
            st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1
        ).map(lambda words: words[:100])
    if question.required:
        return found
    left_out = [] if question.kind is Kind.CHECKBOXES else ""
    return st.one_of(st.just(left_out), found)


@st.composite
def walks(draw):
    """A form, and answers given one after another, some of them changed afterwards."""
    form = draw(st.sampled_from(list(FORMS.values())))
    options = draw(st.sampled_from([OPTIONS, {}]))
    answers = {}
    for _ in range(2):
        while (asked := form.unanswered(answers, options=options)) is not None:
            given_one = draw(_answers_to(asked))
            answers[asked.key] = check_answer(asked, given_one, today=TODAY)
        changed = draw(st.sampled_from(form.shown(answers, options=options)))
        answers[changed.key] = check_answer(
            changed, draw(_answers_to(changed)), today=TODAY
        )
    while (asked := form.unanswered(answers, options=options)) is not None:
        answers[asked.key] = check_answer(asked, draw(_answers_to(asked)), today=TODAY)
    return form, options, answers


@settings(max_examples=60, deadline=None)
@given(walks())
def test_any_walk_can_be_sent_and_only_what_is_asked_is_sealed(walk):
    form, options, answers = walk

    checked = form.check(answers, options=options, today=TODAY)

    asked = {q.key for q in form.shown(answers, options=options) if q.is_sealed}
    assert set(checked) == asked
    sealed = form.in_groups(checked)
    assert {key for group in sealed.values() for key in group} == asked
    shown = form.rows(sealed)
    assert {row.key for section in shown for row in section.rows} == asked


@settings(max_examples=40, deadline=None)
@given(walks())
def test_what_was_answered_last_decides_what_is_asked(walk):
    form, options, answers = walk
    live = form.live(answers, options=options)

    assert form.shown(answers, options=options) == form.shown(live, options=options)


def test_a_chain_of_questions_falls_away_with_the_first():
    form = newest("self-referral")
    answers = {"who": "me", "own_age": 14, "parent_agrees": "yes", "parent_name": "Jo"}

    before = form.live(answers, options=OPTIONS)
    after = form.live({**answers, "who": "child"}, options=OPTIONS)

    assert before == answers
    assert after == {"who": "child"}


@pytest.mark.parametrize(
    ("age", "option", "is_asked"),
    [(15, 16, True), (16, 16, False), (17, 16, False), (5, 0, False), (5, None, False)],
)
def test_a_parent_is_asked_about_below_the_age_that_the_service_says(
    age, option, is_asked
):
    form = newest("self-referral")
    options = {} if option is None else {"consent_under": option}

    shown = form.shown({"who": "me", "own_age": age}, options=options)

    assert ("parent_agrees" in {question.key for question in shown}) == is_asked


def test_a_young_person_who_cannot_ask_a_parent_can_send_all_the_same():
    form = newest("self-referral")
    answers = {"who": "me", "own_age": 14, "parent_agrees": "unsafe"}

    following = [q.key for q in form.shown(answers, options=OPTIONS)]

    assert "talk_first" in following
    assert not {"parent_name", "parent_phone"} & set(following)


@pytest.mark.parametrize("view", ["no", "not_asked"])
def test_a_referral_without_agreement_says_why(view):
    form = newest("young-carer")

    shown = form.shown({"young_person_agrees": view}, options=OPTIONS)

    assert "why_all_the_same" in {question.key for question in shown}


def test_a_missing_answer_is_named_before_anything_is_sealed():
    form = newest("information-sharing")

    with pytest.raises(AnswerError) as caught:
        form.check({"urgency": "days"}, options={}, today=TODAY)

    assert caught.value.key == "about"


@pytest.mark.parametrize(
    ("form", "answer", "urgency"),
    [
        ("information-sharing", "now", "urgent"),
        ("information-sharing", "days", "soon"),
        ("information-sharing", "background", "routine"),
        ("young-carer", "now", "urgent"),
        ("young-carer", "no", "routine"),
        ("self-referral", "", "routine"),
    ],
)
def test_urgency_follows_the_answer(form, answer, urgency):
    found = newest(form)

    assert found.urgency_of({found.urgency_key: answer}) == urgency
