"""Questions of a form, as data: what is asked, of which kind, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Answer: TypeAlias = str | int | list[str]
"""What one question comes to: words, a whole number, or several choices. An ISO day for
a date. Empty words or an empty list when it was left out."""

Answers: TypeAlias = Mapping[str, Answer]
Options: TypeAlias = Mapping[str, str | int]
"""What differs from one address where a form is offered to the next."""


class Kind(StrEnum):
    """How a question is asked, and what its answer is."""

    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    TEXT = "text"
    LONG_TEXT = "long text"
    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "e-mail"
    NUMBER = "number"
    DATE = "date"
    FILES = "files"
    NOTICE = "notice"
    """A page between the questions that says something and asks nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered. ``value`` is what is kept."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Is:
    """Whether an earlier answer is one of these, or holds one of them."""

    key: str
    values: tuple[str, ...]

    def holds(self, answers: Answers, options: Options) -> bool:
        """Whether it is so, of the answers to questions that are asked."""
        given = answers.get(self.key, "")
        chosen = given if isinstance(given, list) else [str(given)]
        return bool(set(chosen) & set(self.values))

    def keys(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset({self.key})

    def as_data(self) -> object:
        """The condition as plain values, for the schema's hash."""
        return ["is", self.key, sorted(self.values)]


@dataclass(frozen=True, slots=True)
class IsLeftOut:
    """Whether an earlier question was asked and left without an answer."""

    key: str

    def holds(self, answers: Answers, options: Options) -> bool:
        """Whether it is so, of the answers to questions that are asked."""
        return self.key in answers and answers[self.key] in ("", [])

    def keys(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset({self.key})

    def as_data(self) -> object:
        """The condition as plain values, for the schema's hash."""
        return ["left out", self.key]


@dataclass(frozen=True, slots=True)
class IsBelow:
    """Whether a number is below what the service says, such as an age for consent.

    An option that is not set is 0, below which no age is.
    """

    key: str
    option: str

    def holds(self, answers: Answers, options: Options) -> bool:
        """Whether it is so, of the answers to questions that are asked."""
        number = answers.get(self.key)
        return isinstance(number, int) and number < int(options.get(self.option) or 0)

    def keys(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset({self.key})

    def as_data(self) -> object:
        """The condition as plain values, for the schema's hash."""
        return ["below", self.key, self.option]


@dataclass(frozen=True, slots=True)
class HasOption:
    """Whether the place where the form is offered says something of its own."""

    option: str

    def holds(self, answers: Answers, options: Options) -> bool:
        """Whether it does."""
        return bool(options.get(self.option))

    def keys(self) -> frozenset[str]:
        """The questions it looks at: none."""
        return frozenset()

    def as_data(self) -> object:
        """The condition as plain values, for the schema's hash."""
        return ["has option", self.option]


@dataclass(frozen=True, slots=True)
class All:
    """Whether each of several conditions holds."""

    conditions: tuple["Condition", ...]

    def holds(self, answers: Answers, options: Options) -> bool:
        """Whether it is so, of the answers to questions that are asked."""
        return all(each.holds(answers, options) for each in self.conditions)

    def keys(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset().union(*(each.keys() for each in self.conditions))

    def as_data(self) -> object:
        """The condition as plain values, for the schema's hash."""
        return ["all", *(each.as_data() for each in self.conditions)]


Condition: TypeAlias = Is | IsLeftOut | IsBelow | HasOption | All


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, which has a page to itself.

    Attributes:
        key: what its answer is kept under; never changed within a version.
        group: the part of the form that it belongs to. A receiving team can pass on
            some parts and not others.
        label: the question as it is asked. In it, in ``hint`` and in choices
            ``{service}``, ``{eligibility}`` and ``{age}`` are replaced by what the
            place where the form is offered says.
        short: what stands beside the answer in lists; ``label`` when empty.
        paragraphs: what a notice says.
        missing: said when a required answer is not there.
        longest: characters at most, of words.
        shown_when: asked only when this holds; always when None. It may look only at
            questions that come before.
        autocomplete: HTML's name for the sender's own details (WCAG 1.3.5), empty
            for everything about somebody else.
        warns: a notice that is about danger, shown with a warning.
    """

    key: str
    group: str = ""
    kind: Kind
    label: str
    short: str = ""
    hint: str = ""
    missing: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    longest: int = 200
    shown_when: Condition | None = None
    autocomplete: str = ""
    paragraphs: tuple[str, ...] = field(default=())
    warns: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether its answer is one of the form's answers: a notice has none, and
        files are sealed beside the answers."""
        return self.kind not in {Kind.NOTICE, Kind.FILES}

    def as_data(self) -> object:
        """What the answer means, as plain values: all but help in answering."""
        return {
            "key": self.key,
            "group": self.group,
            "kind": self.kind.value,
            "label": self.label,
            "short": self.short,
            "required": self.required,
            "choices": [[choice.value, choice.words] for choice in self.choices],
            "longest": self.longest,
            "shown_when": self.shown_when.as_data() if self.shown_when else None,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a form, by its heading in lists of answers."""

    key: str
    title: str
