"""What the desk asks of those who answer, and of those who arrange who does."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator

from commonweal.design.forms import DesignForm
from commonweal.intake.enquiry_people import answerers
from commonweal.intake.models import Kind, ReplyTemplate, Route
from commonweal.people import reason_form
from commonweal.people.models import Person

BY_EMAIL, OTHERWISE = "email", "otherwise"
NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."


class DeedForm(DesignForm):
    """What every deed sends: how many had been done when the page was made."""

    edits = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(DeedForm):
    """An answer."""

    words = forms.CharField(
        label="Your answer",
        max_length=10_000,
        error_messages={"required": "Write the answer."},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    how = forms.ChoiceField(
        label="How do they get it?",
        choices=[
            (BY_EMAIL, "Send it by e-mail now"),
            (OTHERWISE, "I have told them another way: keep it here only"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they get the answer."},
    )


class NoteForm(DeedForm):
    """A note for colleagues, or words on closing."""

    words = forms.CharField(
        label="Note",
        help_text="For colleagues. The person who wrote can ask to see it.",
        max_length=5000,
        error_messages={"required": "Write the note."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(DeedForm):
    words = forms.CharField(
        label="Why is it finished?",
        help_text="It is deleted twelve months after.",
        max_length=300,
        required=False,
    )


class GiveForm(DeedForm):
    to = forms.ModelChoiceField(
        Person.objects.none(),
        label="Give it to",
        empty_label=None,
        error_messages={
            "required": "Choose who is to answer.",
            "invalid_choice": "Choose one of the list.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = answerers()  # type: ignore[attr-defined]


class MoveForm(DeedForm):
    route = forms.ModelChoiceField(
        Route.objects.all(),
        label="Send it on to those who answer",
        empty_label=None,
        error_messages={
            "required": "Choose where it belongs.",
            "invalid_choice": "Choose one of the list.",
        },
    )


class FindForm(DesignForm):
    """A reference, an address, a name, or words. Sent in the body."""

    words = forms.CharField(
        label="Reference, name, e-mail address or words",
        max_length=150,
        error_messages={"required": "Enter what you look for."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(reason_form.ReasonForm):
    """Why staff delete something."""

    examples = "“asked by telephone”, or “unwanted advertising”"


class RouteForm(DesignForm):
    """Who gets what comes by a form."""

    kind = forms.ChoiceField(
        label="Which form?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a form."},
    )
    topic = forms.CharField(
        label="Topic",
        help_text="Offered on the form for questions. Leave it empty for everything else.",
        max_length=120,
        required=False,
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who is told of each?",
        help_text="Choose nobody to tell everybody at the desk.",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-small": True}),
        error_messages={"invalid_choice": "Choose among the people of the list."},
    )
    is_private = forms.BooleanField(
        label="Only they see them at the desk, and those who may erase personal data",
        required=False,
    )
    reply_to = forms.EmailField(
        label="Where answers to our e-mails go",
        help_text="A shared mailbox, for example. Empty: nowhere.",
        required=False,
        error_messages={"invalid": NOT_AN_ADDRESS},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = answerers()  # type: ignore[attr-defined]
        self.fields["reply_to"].validators = [EmailValidator(NOT_AN_ADDRESS)]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("topic") and typed.get("kind") not in {Kind.QUESTION, None}:
            self.add_error("topic", "Only the form for questions offers topics.")
        return typed

    def fill(self, route: Route) -> Route:
        """Write what was typed into ``route``, unsaved. Only for a valid form."""
        for name in ("kind", "topic", "is_private", "reply_to"):
            setattr(route, name, self.cleaned_data[name])
        return route


class TemplateForm(DesignForm):
    """Words to begin an answer with."""

    title = forms.CharField(
        label="Title",
        help_text="For colleagues; it is not sent.",
        max_length=80,
        error_messages={"required": "Enter a title."},
    )
    kind = forms.ChoiceField(
        label="For which form?",
        choices=[("", "All of them"), *Kind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Words",
        help_text="{name} and {reference} are filled in.",
        max_length=5000,
        error_messages={"required": "Write the words."},
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def fill(self, template: ReplyTemplate) -> ReplyTemplate:
        """Write what was typed into ``template``, unsaved. Only for a valid form."""
        for name in ("title", "kind", "words"):
            setattr(template, name, self.cleaned_data[name])
        return template
