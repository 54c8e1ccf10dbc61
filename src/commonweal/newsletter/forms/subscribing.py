"""What is asked of somebody who subscribes, or changes what they get."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.timezone import localdate

from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.directory.models import Topic
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.models import Subscriber
from commonweal.people.models import Sector

NO_ADDRESS = "Enter your e-mail address."
NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."
ALSO = [
    ("training_weekly", "Training dates, once a week"),
    ("news_daily", "News as it happens, at most one e-mail a day"),
]


def address_field(label: str = "E-mail address", hint: str = "") -> forms.EmailField:
    """Return the field in which an e-mail address is asked for."""
    field = forms.EmailField(
        label=label,
        help_text=hint,
        error_messages={"required": NO_ADDRESS, "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    field.validators = [
        EmailValidator(NOT_AN_ADDRESS),
        MaxLengthValidator(254, "Enter an e-mail address of at most 254 characters."),
    ]
    return field


def told(wording: str) -> str:
    """Return what stands for a wording in a form, to see whether it changed between
    the page and the press."""
    return sha256(wording.encode()).hexdigest()[:16]


class ChoicesForm(DesignForm):
    """Which field they work in, about what, and how often."""

    also = forms.MultipleChoiceField(
        label="How often?",
        help_text="The newsletter comes once a month. You can have more.",
        choices=ALSO,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label="Where do you work?",
        help_text="What is meant for others only is left out.",
        required=False,
        empty_label="I would rather not say",
        error_messages={"invalid_choice": "Choose one of the list."},
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="Which topics matter to you?",
        help_text="Choose none to read about everything.",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-small": True}),
        error_messages={"invalid_choice": "Choose among the topics of the list."},
    )

    @classmethod
    def showing(cls, subscriber: Subscriber) -> "ChoicesForm":
        """Return a form with what somebody has chosen."""
        also = [name for name, _ in ALSO if getattr(subscriber, name)]
        topics = list(subscriber.topics.all())
        return cls(
            initial={"also": also, "sector": subscriber.sector_id, "topics": topics}
        )

    def choices(self) -> Choices:
        """Return what was chosen. Only for a valid form."""
        typed = self.cleaned_data
        return Choices(
            sector_id=typed["sector"].pk if typed.get("sector") else None,
            topic_ids=frozenset(topic.pk for topic in typed.get("topics", ())),
            training_weekly="training_weekly" in typed.get("also", ()),
            news_daily="news_daily" in typed.get("also", ()),
        )


class SignUpForm(ChoicesForm):
    """Sent by the page to sign up, and in short by the component on other pages.

    Args:
        wording: what is told beside the button now.
        path: of the page that it stands on; used when the form does not say.
    """

    email = address_field()
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    # Written by the template, from ``told_now``.
    told = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    # Seen by programs that fill in whatever there is, and hidden from people.
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    field_order = ["email", "also", "sector", "topics"]

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, wording: str, path: str
    ) -> None:
        super().__init__(data, initial={"page": path})
        self.wording, self.path = wording, path

    @property
    def told_now(self) -> str:
        """What the form sends of the wording, whatever was sent before."""
        return told(self.wording)

    @property
    def is_from_program(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.data.get("website"))

    def clean_page(self) -> str:
        """Return the path that was sent with the form where it can be one of ours."""
        page = str(self.cleaned_data["page"])
        return page if page.startswith("/") and "//" not in page else self.path

    def clean(self) -> dict[str, Any]:
        """Refuse a form that stood beside other words: consent is to what was read.

        Raises:
            ValidationError: the words have changed since the page was made.
        """
        if self.cleaned_data.get("told") not in {"", None, self.told_now}:
            raise forms.ValidationError(
                "What we tell you beside the button has changed. Read it again, then "
                "sign up."
            )
        return self.cleaned_data


class AddressForm(DesignForm):
    """An e-mail address, and nothing else."""

    email = address_field()


class NewAddressForm(DesignForm):
    """Where should it be sent from now on?"""

    email = address_field(
        "New e-mail address",
        "We send a link to it. Nothing changes until you open it there.",
    )


class PauseForm(DesignForm):
    """Until when should nothing be sent?"""

    until = DatePartsField(
        label="Send me nothing until",
        error_messages={
            "required": "Enter the day from which you want it again.",
            "invalid": "Enter a real date that is still to come.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = localdate().year + 1
        self.fields[
            "until"
        ].help_text = (
            f"From that day on you get everything again. For example, 1 9 {year}."
        )
