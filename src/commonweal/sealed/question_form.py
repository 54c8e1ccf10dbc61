"""One question as a form of the design system."""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html

from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.sealed.attachments import ACCEPT, IN_WORDS, LARGEST
from commonweal.sealed.definitions.answers import check_answer
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.forms import plain
from commonweal.sealed.definitions.questions import Answer, Kind, Options, Question

TYPES = {Kind.PHONE: "tel", Kind.EMAIL: "email"}


class QuestionForm(DesignForm):
    """Asks one question. ``answer()`` is what it was answered, checked.

    Browsers are asked to remember nothing of what is typed: a list of suggestions
    would show it to whoever uses the same device next. Nor is the spelling looked
    up, because some browsers send words to their maker for that.
    """

    def __init__(
        self,
        *args: Any,
        question: Question,
        options: Options,
        caption: str,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.today = today
        field = _field(question, options)
        field.label = format_html(
            '<span class="govuk-caption-l">{}</span>{}',
            caption,
            plain(question.label, options),
        )
        field.help_text = plain(question.hint, options)
        field.required = question.required
        field.error_messages["required"] = question.missing
        self.fields["answer"] = field

    def clean_answer(self) -> Answer:
        """Check as the sealing does; an answer may not pass here and fail there."""
        given = self.cleaned_data["answer"]
        if isinstance(given, date):
            given = given.isoformat()
        try:
            return check_answer(
                self.question, "" if given is None else given, today=self.today
            )
        except AnswerError as error:
            raise forms.ValidationError(str(error)) from error

    def answer(self) -> Answer:
        """Return what was answered, once the form is valid."""
        answer: Answer = self.cleaned_data["answer"]
        return answer


def initial_of(question: Question, answer: Answer | None) -> dict[str, Any]:
    """Return a former answer as the form's fields want it."""
    if answer is None or answer == "":
        return {}
    if question.kind is Kind.DATE:
        return {"answer": date.fromisoformat(str(answer))}
    return {"answer": answer}


def _field(question: Question, options: Options) -> forms.Field:
    offered = [
        (choice.value, plain(choice.words, options)) for choice in question.choices
    ]
    errors = {"invalid_choice": "Select one of the answers."}
    if question.kind is Kind.RADIOS:
        return forms.ChoiceField(
            widget=forms.RadioSelect, choices=offered, error_messages=errors
        )
    if question.kind is Kind.CHECKBOXES:
        return forms.MultipleChoiceField(
            widget=forms.CheckboxSelectMultiple, choices=offered, error_messages=errors
        )
    if question.kind is Kind.DATE:
        return DatePartsField()
    return forms.CharField(widget=_widget(question), strip=False)


def _widget(question: Question) -> forms.Widget:
    attrs: dict[str, Any] = {
        "autocomplete": question.autocomplete or "off",
        "spellcheck": "false",
    }
    if question.kind in {Kind.LONG_TEXT, Kind.ADDRESS}:
        rows = 4 if question.longest <= 1000 else 10
        return forms.Textarea(attrs={**attrs, "rows": rows})
    if question.kind is Kind.NUMBER:
        attrs |= {"inputmode": "numeric", "class": "govuk-input--width-3"}
    return forms.TextInput(attrs={**attrs, "type": TYPES.get(question.kind, "text")})


class FileForm(DesignForm):
    """Asks for one file."""

    file = forms.FileField(
        label="Choose a file",
        required=False,
        help_text=(
            f"{IN_WORDS}, smaller than {LARGEST // 1024 // 1024} MB. A picture can say "
            "where and when it was taken, and with which device: that is sent along."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
