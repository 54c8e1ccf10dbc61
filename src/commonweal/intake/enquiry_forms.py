"""What is asked of somebody who writes to us. Plain forms, on one page each."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.timezone import localdate

from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.intake.actions.enquiries import Asked
from commonweal.intake.models import Kind, Route

NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."
NO_WAY_BACK = "Enter an e-mail address or a telephone number, so that we can answer."
LONGEST = 5000


def _area(label: str, hint: str, *, missing: str, rows: int = 8) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        error_messages={
            "required": missing,
            "max_length": f"Write at most {LONGEST:,} characters.",
        },
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class EnquiryForm(DesignForm):
    """What every form asks. Each names its ``kind`` and the order of its fields."""

    kind: ClassVar[Kind]
    heading: ClassVar[str]

    name = forms.CharField(
        label="Your name",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="We send the answer here. If you want a call instead, leave it empty "
        "and enter a telephone number.",
        required=False,
        error_messages={"invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label="Telephone number",
        help_text="If we may call you. Say so in your words above if you use Text Relay.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    # Seen by programs that fill in whatever there is, and hidden from people.
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators = [
            EmailValidator(NOT_AN_ADDRESS),
            MaxLengthValidator(254, "Enter an e-mail address of at most 254 letters."),
        ]

    @property
    def is_from_program(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.data.get("website"))

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields to show, in their order."""
        return [self[name] for name in self.fields if name != "website"]

    def clean(self) -> dict[str, Any]:
        """Ask for a way to answer."""
        typed = self.cleaned_data
        ways = typed.get("email") or typed.get("phone") or "email" in self.errors
        if not ways:
            self.add_error("email", NO_WAY_BACK)
        return typed

    def asked(self) -> Asked:
        """Return what was typed. Only for a valid form."""
        typed = {k: v for k, v in self.cleaned_data.items() if k != "website"}
        return Asked(kind=self.kind, **typed)


class QuestionForm(EnquiryForm):
    """A question to the partnership."""

    kind = Kind.QUESTION
    heading = "Ask us a question"

    topic = forms.ChoiceField(
        label="What is it about?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the list."},
    )
    message = _area(
        "Your question",
        "Leave out names and anything private about a child or a family.",
        missing="Enter your question.",
    )
    field_order = ["topic", "message", "name", "email", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        routes = Route.objects.filter(kind=self.kind).exclude(topic="")
        topics = [(topic, topic) for topic in routes.values_list("topic", flat=True)]
        if topics:
            offered = [*topics, ("", "Something else")]
            self.fields["topic"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]


class FormatForm(EnquiryForm):
    """A page or a document in another form: large print, Easy Read, another language."""

    kind = Kind.FORMAT
    heading = "Ask for another format"

    about = forms.CharField(
        label="Which page or document?",
        help_text="Its title or its address.",
        max_length=300,
        error_messages={"required": "Enter which page or document you need."},
    )
    wanted = forms.CharField(
        label="In which format?",
        help_text="For example large print, Easy Read, audio, braille, British Sign "
        "Language, or a language.",
        max_length=300,
        error_messages={"required": "Enter which format you need."},
    )
    wanted_by = DatePartsField(
        label="By when do you need it?",
        required=False,
        error_messages={
            "invalid": "Enter a real date, for example 31 3 2027.",
            "incomplete": "Enter a day, a month and a year, or leave all three empty.",
        },
    )
    message = _area(
        "Anything else that helps us",
        "For example how large the print should be.",
        missing="",
        rows=4,
    )
    field_order = ["about", "wanted", "wanted_by", "message", "name", "email", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].required = False

    def clean_wanted_by(self) -> date | None:
        """Refuse a day that is past.

        Raises:
            ValidationError: it is.
        """
        day: date | None = self.cleaned_data["wanted_by"]
        if day is not None and day < localdate():
            raise forms.ValidationError("Enter a day that is still to come.")
        return day


class ComplaintForm(EnquiryForm):
    """A complaint about how personal data was used."""

    kind = Kind.COMPLAINT
    heading = "Complain about how we use your data"

    message = _area(
        "What happened?",
        "What was done with whose data, when, and how you learnt of it. Leave out what "
        "we do not need to find it.",
        missing="Enter what happened.",
    )
    wanted = forms.CharField(
        label="What should we do about it?",
        help_text="What would put it right for you?",
        max_length=1000,
        error_messages={"required": "Enter what you would like us to do."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["message", "wanted", "name", "email", "phone"]
