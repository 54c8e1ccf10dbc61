"""What a survey asks, made of its questions; and what its makers are asked."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.timezone import localdate

from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.intake.actions.surveys import Words
from commonweal.intake.models import SurveyQuestion

Kind = SurveyQuestion.Kind
MOST_CHOICES = 12


class AnswerForm(DesignForm):
    """One field for each question."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[SurveyQuestion],
    ) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            self.fields[_name(question)] = _field(question)

    @property
    def is_from_program(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.data.get("website"))

    @property
    def shown(self) -> list[forms.BoundField]:
        """The questions' fields, in their order."""
        return [self[_name(question)] for question in self.questions]

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least.

        Raises:
            ValidationError: there is none.
        """
        if not self.errors and not any(self.answers().values()):
            raise forms.ValidationError("Answer at least one question.")
        return self.cleaned_data

    def answers(self) -> dict[int, str]:
        """Return each question's key with its answer, "" for none."""
        return {
            question.pk: str(self.cleaned_data.get(_name(question), ""))
            for question in self.questions
        }


def _name(question: SurveyQuestion) -> str:
    return f"question_{question.pk}"


def _field(question: SurveyQuestion) -> forms.Field:
    if question.kind == Kind.WORDS:
        return forms.CharField(
            label=question.words,
            help_text="Do not write names, or anything that tells who you are.",
            required=question.is_required,
            max_length=1000,
            error_messages={
                "required": "Write an answer.",
                "max_length": "Write at most 1,000 characters.",
            },
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    return forms.ChoiceField(
        label=question.words,
        choices=[(value, _called(question, value)) for value in question.offered()],
        required=question.is_required,
        error_messages={
            "required": "Choose an answer.",
            "invalid_choice": "Choose one of the answers.",
        },
        widget=forms.RadioSelect,
    )


def _called(question: SurveyQuestion, value: str) -> str:
    ends = {"1": question.low, "5": question.high}
    end = ends.get(value, "") if question.kind == Kind.SCALE else ""
    return f"{value} – {end}" if end else value


class SurveyForm(DesignForm):
    """What stands around the questions."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        error_messages={"required": "Enter a title."},
    )
    about = forms.CharField(
        label="What is it about?",
        help_text="The group or the event, as those who were there know it.",
        max_length=150,
        error_messages={"required": "Enter what it is about."},
    )
    about_link = forms.CharField(
        label="Link to it",
        help_text="An address on this site such as /services/example/, or a whole one.",
        max_length=300,
        required=False,
    )
    introduction = forms.CharField(
        label="What you say first",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    opens_on = DatePartsField(
        label="First day",
        error_messages={"required": "Enter the first day."},
    )
    closes_on = DatePartsField(
        label="Last day",
        error_messages={"required": "Enter the last day."},
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].help_text = f"For example, 1 3 {localdate().year}."

    def clean_about_link(self) -> str:
        """Refuse what is neither a path of ours nor a web address.

        Raises:
            ValidationError: it is something else.
        """
        link = str(self.cleaned_data["about_link"])
        is_path = link.startswith("/") and not link.startswith("//")
        if link and not is_path and urlsplit(link).scheme not in {"http", "https"}:
            raise forms.ValidationError(
                "Begin with / for a page of this site, or with https:// for another."
            )
        return link

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        opens, closes = typed.get("opens_on"), typed.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "The last day must not be before the first.")
        return typed

    def words(self) -> Words:
        """Return what was typed. Only for a valid form."""
        return Words(**{k: v for k, v in self.cleaned_data.items() if k != "edits"})


class QuestionForm(DesignForm):
    """One question."""

    words = forms.CharField(
        label="Question",
        max_length=200,
        error_messages={"required": "Write the question."},
    )
    kind = forms.ChoiceField(
        label="How is it answered?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is answered."},
    )
    choices = forms.CharField(
        label="Answers to choose among",
        help_text="For one of several answers: one on each line.",
        max_length=1000,  # As an answer holds.
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    low = forms.CharField(
        label="What 1 means", help_text="For a scale.", max_length=40, required=False
    )
    high = forms.CharField(
        label="What 5 means", help_text="For a scale.", max_length=40, required=False
    )
    is_required = forms.BooleanField(label="It must be answered", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for answers to choose among, each once and each short."""
        typed = self.cleaned_data
        if typed.get("kind") == Kind.CHOICE:
            lines = [n.strip() for n in typed.get("choices", "").splitlines()]
            lines = [line for line in lines if line]
            if not 2 <= len(set(lines)) == len(lines) <= MOST_CHOICES:
                self.add_error(
                    "choices",
                    f"Write 2 to {MOST_CHOICES} different answers, one on each line.",
                )
        return typed
