"""What members and managers type about keys and teams."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonweal.design.forms import DesignForm
from commonweal.directory.models import Contact
from commonweal.people.models import Organisation, Person
from commonweal.sealed.models import Route, Team

KEPT = {"autocomplete": "current-password", "spellcheck": "false"}
NEW = {"autocomplete": "new-password", "spellcheck": "false"}


def _passphrase(label: str, *, is_new: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs=NEW if is_new else KEPT),
        error_messages={"required": "Enter your passphrase."},
    )


class UnlockForm(DesignForm):
    passphrase = _passphrase(
        "Passphrase",
        hint="The one for sealed forms. It is not the code you sign in with.",
    )


class NewPassphraseForm(DesignForm):
    passphrase = _passphrase(
        "New passphrase",
        is_new=True,
        hint=(
            "At least 14 characters. Four words that do not belong together are good. "
            "Write it down where only you find it: nobody can look it up for you."
        ),
    )
    again = _passphrase("The same again", is_new=True)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("passphrase") and said.get("again") != said["passphrase"]:
            self.add_error("again", "Type the same passphrase in both boxes.")
        return said


class ChangePassphraseForm(NewPassphraseForm):
    old = _passphrase("Passphrase in use")
    field_order = ["old", "passphrase", "again"]


class TeamForm(DesignForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Team
        fields = [
            "name",
            "organisation",
            "contact",
            "open_within",
            "open_urgent_within",
            "escalation_email",
            "is_active",
        ]
        error_messages = {
            "name": {
                "required": "Enter the team’s name.",
                "unique": "Another team has this name.",
            },
            "open_within": {"required": "Enter a number of hours."},
            "open_urgent_within": {"required": "Enter a number of hours."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = Organisation.objects.active()
        fields["contact"].queryset = Contact.objects.all()
        fields["is_active"].label = "In use: it can receive forms"


class RouteForm(DesignForm):
    form = forms.ChoiceField(label="Form")
    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="As it stands above the form.",
        error_messages={"required": "Enter a title."},
    )
    slug = forms.SlugField(
        label="Address",
        max_length=60,
        help_text="After /forms/. Neutral, because browsers keep it in their history.",
        error_messages={
            "required": "Enter the end of the address.",
            "invalid": "Use small letters, numbers and hyphens.",
        },
    )
    is_open = forms.BooleanField(label="Open for sending", required=False)
    service = forms.CharField(
        label="Name of the service",
        required=False,
        max_length=120,
        help_text="For a referral to a service: as people know it.",
    )
    eligibility = forms.CharField(
        label="Who the service is for",
        required=False,
        max_length=300,
        help_text="In a sentence, as it stands on the form.",
    )
    consent_under = forms.IntegerField(
        label="Consent of a parent is needed under the age of",
        required=False,
        min_value=1,
        max_value=18,
        help_text="Empty when the service needs none.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter an age in years, such as 16, or leave it empty.",
            "min_value": "Enter an age from 1 to 18, or leave it empty.",
            "max_value": "Enter an age from 1 to 18, or leave it empty.",
        },
    )
    OPTIONS = ("service", "eligibility", "consent_under")

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]],
        route: Route | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.route = route
        self.fields["form"].choices = choices  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        others = Route.objects.all()
        if self.route is not None:
            others = others.exclude(pk=self.route.pk)
        if others.filter(slug=slug).exists():
            raise ValidationError("Another form has this address.")
        return slug

    def values(self) -> dict[str, Any]:
        """Return what a route keeps. Only options that were given are kept."""
        said = dict(self.cleaned_data)
        options = {name: said.pop(name) for name in self.OPTIONS}
        said["options"] = {name: value for name, value in options.items() if value}
        return said


class InviteForm(DesignForm):
    email = forms.EmailField(
        label="E-mail address of their account",
        help_text="They need an account on this site first.",
        error_messages={
            "required": "Enter an e-mail address.",
            "invalid": "Enter an e-mail address in the right form, such as "
            "name@example.org.",
        },
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].strip().lower()
        found = Person.objects.open().filter(email=address).first()
        if found is None:
            raise ValidationError(
                "Nobody has an account with this address. Ask them to make one first."
            )
        self.person = found
        return address


def _code(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the code."},
    )


class CodesForm(DesignForm):
    first = _code("Code of one holder")
    second = _code("Code of another holder")

    def codes(self) -> list[str]:
        return [self.cleaned_data["first"], self.cleaned_data["second"]]


class RecoverForm(CodesForm):
    member = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Who is to be let in",
        help_text="A member of the team who has chosen a passphrase.",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is to be let in."},
    )
    reason = forms.CharField(
        label="Why break-glass is used",
        help_text="Stands in the log. Name nobody whom a form is about.",
        max_length=200,
        error_messages={"required": "Say why break-glass is used."},
    )
    field_order = ["member", "reason", "first", "second"]
