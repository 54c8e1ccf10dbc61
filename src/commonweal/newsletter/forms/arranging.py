"""How the partnership runs its newsletter: what an editor may set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonweal.newsletter.actions.trying_out import seeds_of
from commonweal.newsletter.forms.issues import StampedForm
from commonweal.newsletter.forms.subscribing import NOT_AN_ADDRESS
from commonweal.newsletter.models.issues import SOURCES

LIMIT = "0 means no limit."


def _limit(label: str, hint: str = LIMIT) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number; 0 for no limit.",
            "invalid": "Enter a whole number; 0 for no limit.",
            "min_value": "Enter 0 or more.",
        },
    )


class SettingsForm(StampedForm):
    name = forms.CharField(
        max_length=80,
        label="Name of the newsletter",
        error_messages={"required": "Enter a name."},
    )
    postal_line = forms.CharField(
        max_length=250,
        label="Who sends it, with a postal address",
        help_text="Stands at the end of every issue.",
        error_messages={"required": "Enter who sends it, with a postal address."},
    )
    sender = forms.EmailField(
        required=False,
        label="Address it is sent from",
        help_text="The site’s own sender when empty.",
        error_messages={"invalid": NOT_AN_ADDRESS},
    )
    reply_to = forms.EmailField(
        required=False,
        label="Where answers go",
        error_messages={"invalid": NOT_AN_ADDRESS},
    )
    consent_wording = forms.CharField(
        label="What people are told when they sign up",
        help_text="Kept with each sign-up as evidence, as it stood there.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what people agree to."},
    )
    draft_on_day = forms.IntegerField(
        label="Day of the month on which the next issue is drafted",
        min_value=1,
        max_value=28,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a day from 1 to 28.",
            "invalid": "Enter a day from 1 to 28.",
            "min_value": "Enter a day from 1 to 28.",
            "max_value": "Enter a day from 1 to 28, which every month has.",
        },
    )
    needs_approval = forms.BooleanField(
        required=False, label="A second person approves each issue"
    )
    seed_list = forms.CharField(
        required=False,
        max_length=3000,
        label="Addresses for tests",
        help_text="One on each line. A test goes to all of them.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    per_minute = _limit("Copies a minute, at most")
    per_hour = _limit("Copies an hour, at most")
    per_domain_a_minute = _limit(
        "Copies a minute to one receiving server, at most",
        f"Large providers turn away who comes too fast. {LIMIT}",
    )

    def clean_seed_list(self) -> str:
        """Return the addresses, one a line."""
        addresses = seeds_of(self.cleaned_data["seed_list"])
        for number, address in enumerate(addresses, start=1):
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(
                    f"Line {number}: “{address}” is not an e-mail address such as "
                    "name@example.org."
                ) from error
        return "\n".join(addresses)


class SectionForm(StampedForm):
    title = forms.CharField(
        max_length=80, label="Heading", error_messages={"required": "Enter a heading."}
    )
    source = forms.ChoiceField(
        required=False,
        label="What is put under it by itself",
        choices=[("", "Nothing: editors write under it"), *SOURCES],
    )
    is_in_use = forms.BooleanField(required=False, label="In use", initial=True)

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the stamp; the form is valid."""
        return {
            name: self.cleaned_data[name] for name in ("title", "source", "is_in_use")
        }
