"""A question of "Which course is for me?" as a form."""

from collections.abc import Mapping

from django import forms

from commonweal.design.forms import DesignForm
from commonweal.training.queries.which_course import ANY, Question


class QuestionForm(DesignForm):
    """One question with its choices, sent as a part of the address."""

    def __init__(self, question: Question, data: Mapping[str, str] | None) -> None:
        super().__init__(data)
        choices = [(choice.slug, choice.name) for choice in question.choices]
        self.fields[question.name] = forms.ChoiceField(
            label=question.words,
            help_text=question.hint,
            choices=[*choices, (ANY, question.otherwise)],
            widget=forms.RadioSelect,
            error_messages={
                "required": question.missing,
                "invalid_choice": question.missing,
            },
        )
