"""What the forms ask, in which order, and how answers are read back."""

from datetime import date

import pytest

from commonweal.sealed.definitions import FORMS, definition_of, newest
from commonweal.sealed.definitions.answers import check_answer, in_words
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.forms import FormDefinition, plain
from commonweal.sealed.definitions.questions import (
    Choice,
    Group,
    Is,
    Kind,
    Question,
)
from commonweal.sealed.models import Submission

TODAY = date(2026, 3, 4)
ALL = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
# A form that is offered is not changed. When a hash differs, make the next version.
HASHES = {
    (
        "information-sharing",
        1,
    ): "6bacac38d5d4f8c93db2289b23d2d24e6df518cbddc0ad96b70280bb70a04db4",
    (
        "self-referral",
        1,
    ): "cbc318e0b5ea1f139b989263fe9fae8c53ac7ed53779696bfb1df709d8b6c381",
    (
        "young-carer",
        1,
    ): "15dead5b95ba7f03181d858054eb226d05115fef78cad8f37b8db3a69bff8c10",
}


class Toy1(FormDefinition):
    """A form as it was."""

    key, version, title, about = "toy", 1, "Toy", "Toy"
    groups = (Group("you", "About you"),)
    questions = (
        Question(key="pet", group="you", kind=Kind.TEXT, label="Which pet?"),
        Question(
            key="sort",
            group="you",
            kind=Kind.RADIOS,
            label="Which sort?",
            choices=(Choice("cat", "A cat of {service}"),),
        ),
    )


class Toy2(Toy1):
    """The same form, with a further choice."""

    version = 2
    questions = (
        Toy1.questions[0],
        Question(
            key="sort",
            group="you",
            kind=Kind.RADIOS,
            label="Which sort?",
            choices=(Choice("cat", "A cat"), Choice("dog", "A dog")),
        ),
    )


def _question(kind, **fields):
    return Question(key="q", group="g", kind=kind, label="Q?", **fields)


def test_each_offered_form_is_as_it_was_when_first_offered():
    assert {key: form.schema_hash for key, form in FORMS.items()} == HASHES


def test_a_change_of_meaning_changes_the_hash_and_a_better_hint_does_not():
    class Hinted(Toy1):
        questions = (
            Question(
                key="pet", group="you", kind=Kind.TEXT, label="Which pet?", hint="One."
            ),
            Toy1.questions[1],
        )

    assert Hinted().schema_hash == Toy1().schema_hash
    assert Toy2().schema_hash != Toy1().schema_hash


@ALL
def test_a_form_asks_each_thing_once_and_looks_only_back(form):
    keys = [question.key for question in form.questions]

    assert len(keys) == len(set(keys))
    for place, question in enumerate(form.questions):
        looked_at = question.shown_when.keys() if question.shown_when else frozenset()
        assert looked_at <= set(keys[:place]), question.key


@ALL
def test_a_form_puts_every_answer_in_a_part_that_has_a_heading(form):
    headed = {group.key for group in form.groups}

    for question in form.questions:
        assert (question.group in headed) == question.is_sealed, question.key


@ALL
def test_conditions_name_choices_that_exist(form):
    offered = {
        question.key: {choice.value for choice in question.choices}
        for question in form.questions
    }
    for question in form.questions:
        if isinstance(question.shown_when, Is):
            assert set(question.shown_when.values) <= offered[question.shown_when.key]


@ALL
def test_what_must_be_answered_says_so_in_its_own_words(form):
    silent = [
        question.key
        for question in form.questions
        if question.is_sealed and question.required and not question.missing
    ]

    assert silent == []


@ALL
def test_urgency_is_one_that_the_desk_knows(form):
    assert set(form.urgencies.values()) <= set(Submission.Urgency.values)
    if form.urgency_key:
        question = form.questions[form.position_of(form.urgency_key) - 1]
        assert set(form.urgencies) <= {choice.value for choice in question.choices}


def test_sharing_with_the_police_asks_nobody_for_consent():
    form = newest("information-sharing")

    words = [question.label.lower() for question in form.questions]
    assert not any("agree" in each or "consent" in each for each in words)
    assert {"reason", "person_told", "told"} <= {q.key for q in form.questions}


def test_a_service_begins_a_sentence_with_a_capital_letter():
    said = plain("{service} asks a parent of {service}.", {"service": "the group"})

    assert said == "The group asks a parent of the group."
    assert plain("Below {age}", {"consent_under": 16}) == "Below 16"


def test_an_old_version_is_read_in_its_own_words():
    (section,) = Toy1().rows({"you": {"pet": "Otter {service}", "sort": "cat"}})

    assert (section.title, section.group) == ("About you", "you")
    assert [(row.key, row.words) for row in section.rows] == [
        ("pet", "Otter {service}"),
        ("sort", "A cat of the service"),
    ]


def test_what_a_version_does_not_know_is_shown_all_the_same():
    sections = Toy1().rows({"you": {"gone": ["a", "b"]}, "other": {"x": 3}})

    assert [
        (section.title, [(row.label, row.words) for row in section.rows])
        for section in sections
    ] == [("About you", [("gone", "a\nb")]), ("other", [("x", "3")])]


def test_a_part_that_was_not_passed_on_is_not_shown():
    form = definition_of("information-sharing", 1)

    sections = form.rows({"information": {"what": "Seen"}, "files": {"1": {}}})

    assert [section.group for section in sections] == ["information"]


def test_there_is_no_form_of_another_name_or_version():
    for form, version in (("unknown", 1), ("self-referral", 99)):
        with pytest.raises(KeyError):
            definition_of(form, version)
    with pytest.raises(KeyError):
        newest("unknown")


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (Kind.TEXT, "  a \t b\n c ", "a b c"),
        (Kind.LONG_TEXT, "a\r\n\r\nb\x00\x07\u202ec", "a\n\nbc"),
        (Kind.LONG_TEXT, "👩\u200d👧", "👩\u200d👧"),
        (Kind.PHONE, "07700900982", "07700 900982"),
        (Kind.PHONE, "+44 1632 960 001", "01632 960001"),
        (Kind.EMAIL, " robin@example.org", "robin@example.org"),
        (Kind.NUMBER, "14", 14),
        (Kind.NUMBER, 0, 0),
        (Kind.DATE, "2010-03-27", "2010-03-27"),
    ],
)
def test_an_answer_is_kept_in_one_spelling(kind, given, kept):
    assert check_answer(_question(kind), given, today=TODAY) == kept


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (Kind.TEXT, "", "Answer this question."),
        (Kind.TEXT, "a" * 201, "200 characters or fewer. It has 201"),
        (Kind.TEXT, ["a"], "in words"),
        (Kind.PHONE, "12", "with its area code"),
        (Kind.EMAIL, "robin", "in the right form"),
        (Kind.NUMBER, "fourteen", "whole number"),
        (Kind.NUMBER, "121", "whole number"),
        (Kind.NUMBER, "²", "whole number"),
        (Kind.NUMBER, "-1", "whole number"),
        (Kind.DATE, "2010-02-30", "real date"),
        (Kind.DATE, "2026-03-05", "not in the future"),
        (Kind.DATE, "0010-03-05", "after 1 January 1900"),
    ],
)
def test_a_wrong_answer_is_refused_in_plain_words(kind, given, said):
    with pytest.raises(AnswerError, match=said):
        check_answer(_question(kind), given, today=TODAY)


@pytest.mark.parametrize("kind", [Kind.RADIOS, Kind.CHECKBOXES])
def test_only_what_is_offered_can_be_chosen(kind):
    question = _question(kind, choices=(Choice("a", "A"), Choice("b", "B")))

    for given in ("c", ["c"], ["a", 3], 3):
        with pytest.raises(AnswerError):
            check_answer(question, given, today=TODAY)


def test_several_choices_are_kept_once_and_in_the_order_offered():
    question = _question(
        Kind.CHECKBOXES, choices=(Choice("a", "An apple"), Choice("b", "A pear"))
    )

    assert check_answer(question, ["b", "a", "b"], today=TODAY) == ["a", "b"]
    assert in_words(question, ["a", "b"]) == "An apple\nA pear"


def test_answers_are_written_out_for_a_reader():
    assert in_words(_question(Kind.DATE), "2010-03-27") == "27 March 2010"
    assert in_words(_question(Kind.TEXT), "") == "Not answered"
    assert in_words(_question(Kind.NUMBER), 0) == "0"
