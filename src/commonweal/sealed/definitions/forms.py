"""A form of one version: its questions, their order, and how answers are read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import ClassVar

from commonweal.sealed.definitions.answers import check_answer, in_words
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.questions import (
    Answer,
    Answers,
    Group,
    Options,
    Question,
)

Groups = Mapping[str, Mapping[str, Answer]]
"""Answers by part of the form, then by question: what is sealed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, written out. ``words`` has line breaks where it has several lines."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one part of a form, under its heading."""

    title: str
    group: str
    rows: list[Row]


FILES = "files"


class FormDefinition:
    """The base of every form. A form that has been offered is never changed: what is
    changed is a new class with the next version, and the old one stays for reading.

    Attributes:
        key: the form, in all its versions.
        title: neutral, since it stands in the browser's history.
        about: what the form is, to members of a receiving team.
        urgency_key: the question whose answer says how urgent it is; empty for none.
        urgencies: what its answers come to, as ``Submission.Urgency`` names it.
        needs_safety_page: whether a page on using it safely comes before the first
            question, because the sender may live with whoever must not know.
        minutes: how long it takes, about.
    """

    key: ClassVar[str]
    version: ClassVar[int]
    title: ClassVar[str]
    about: ClassVar[str]
    groups: ClassVar[tuple[Group, ...]]
    questions: ClassVar[tuple[Question, ...]]
    urgency_key: ClassVar[str] = ""
    urgencies: ClassVar[Mapping[str, str]] = MappingProxyType({})
    needs_safety_page: ClassVar[bool] = False
    minutes: ClassVar[int] = 10

    @cached_property
    def schema_hash(self) -> str:
        """SHA-256, in hexadecimal, of what the answers mean. It stays the same for a
        version for ever; hints may be improved without changing it."""
        data = {
            "form": self.key,
            "version": self.version,
            "groups": [[group.key, group.title] for group in self.groups],
            "questions": [question.as_data() for question in self.questions],
            "urgency": [self.urgency_key, dict(self.urgencies)],
        }
        written = json.dumps(
            data, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return sha256(written.encode()).hexdigest()

    def shown(self, answers: Answers, *, options: Options) -> list[Question]:
        """Return the questions that are asked of somebody who answered so, in order.

        An answer to a question that is not asked counts for nothing, so a chain of
        questions falls away with the first of them.
        """
        return [question for question, _ in self._walk(answers, options)]

    def live(self, answers: Answers, *, options: Options) -> dict[str, Answer]:
        """Return those of the answers whose questions are asked."""
        return {
            question.key: answers[question.key]
            for question, _ in self._walk(answers, options)
            if question.key in answers
        }

    def _walk(
        self, answers: Answers, options: Options
    ) -> Iterator[tuple[Question, dict[str, Answer]]]:
        live: dict[str, Answer] = {}
        for question in self.questions:
            condition = question.shown_when
            if condition is not None and not condition.holds(live, options):
                continue
            if question.key in answers:
                live[question.key] = answers[question.key]
            yield question, live

    def unanswered(self, answers: Answers, *, options: Options) -> Question | None:
        """Return the first question still to be put, or None when all have been."""
        return next(
            (
                question
                for question in self.shown(answers, options=options)
                if question.key not in answers
            ),
            None,
        )

    def check(
        self, answers: Answers, *, options: Options, today: date
    ) -> dict[str, Answer]:
        """Return the answers that are to be sealed, each checked again.

        Raises:
            AnswerError: with ``key`` of the first question that has no right answer.
        """
        checked: dict[str, Answer] = {}
        for question in self.shown(answers, options=options):
            if question.key not in answers:
                raise AnswerError("Answer this question.", key=question.key)
            try:
                answer = check_answer(question, answers[question.key], today=today)
            except AnswerError as error:
                raise AnswerError(str(error), key=question.key) from None
            if question.is_sealed:
                checked[question.key] = answer
        return checked

    def in_groups(self, answers: Answers) -> dict[str, dict[str, Answer]]:
        """Return answers by the part of the form that they belong to."""
        groups: dict[str, dict[str, Answer]] = {}
        for question in self.questions:
            if question.is_sealed and question.key in answers:
                groups.setdefault(question.group, {})[question.key] = answers[
                    question.key
                ]
        return groups

    def urgency_of(self, answers: Answers) -> str:
        """Return how urgent it is by what was answered: "routine" unless it says more."""
        return self.urgencies.get(str(answers.get(self.urgency_key, "")), "routine")

    def rows(self, groups: Groups) -> list[Section]:
        """Write out the answers of an opened submission, in the form's order.

        Groups that are not there are left out, since a part may have been passed on
        alone. Whatever this version does not know is shown under its key, at the
        end: nothing that was sent is hidden. Names of attachments, which lie in a
        group of their own beside the answers, are not among them.
        """
        named = [(group.title, group.key) for group in self.groups]
        known = {key for _, key in named}
        named += [(key, key) for key in groups if key not in known | {FILES}]
        return [
            Section(title, key, self._rows(groups[key]))
            for title, key in named
            if groups.get(key)
        ]

    def _rows(self, answers: Mapping[str, Answer]) -> list[Row]:
        known = {question.key: question for question in self.questions}
        rows = [
            Row(
                key,
                plain(question.short or question.label),
                _plainly(question, answers[key]),
            )
            for key, question in known.items()
            if key in answers
        ]
        rows += [
            Row(
                key, key, "\n".join(answer) if isinstance(answer, list) else str(answer)
            )
            for key, answer in answers.items()
            if key not in known
        ]
        return rows

    def position_of(self, key: str) -> int:
        """Return a question's place in the form, from 1: its page's address, which
        says nothing to whoever looks over a shoulder.

        Raises:
            KeyError: there is no such question.
        """
        for position, question in enumerate(self.questions, 1):
            if question.key == key:
                return position
        raise KeyError(key)


PLAIN: Mapping[str, str] = {
    "service": "the service",
    "eligibility": "",
    "age": "the age for consent",
}


def plain(words: str, options: Options | None = None) -> str:
    """Fill in what the place where a form is offered says; general words without."""
    said = {"age": (options or {}).get("consent_under", ""), **(options or {})}
    for name, general in PLAIN.items():
        words = words.replace(f"{{{name}}}", str(said.get(name) or general))
    # A service may be called "the group", and stand at the beginning.
    return words[:1].upper() + words[1:]


def _plainly(question: Question, answer: Answer) -> str:
    words = in_words(question, answer)
    # What somebody typed stays as it is, braces and all.
    return plain(words) if question.choices else words
