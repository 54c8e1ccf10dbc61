"""What is asked of somebody who signs, and of editors."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator

from commonweal.design.forms import DesignForm
from commonweal.people import reason_form
from commonweal.pledges.actions import Signing, Words
from commonweal.pledges.models import Covenant, Version

NO_ADDRESS = "Enter your e-mail address."
NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."
# What we write to the address quotes the name: nobody is to be sent to a site with it.
WEB_ADDRESS = re.compile(r"https?:|www\.|://|[@<>{}]", re.IGNORECASE)
ORGANISATION, MYSELF = "organisation", "myself"
TAKEN_SLUGS = {"confirm", "own", "desk"}


def _line(name: str) -> str:
    """Return typed words with each space once.

    Raises:
        ValidationError: a web or e-mail address stands among them.
    """
    if WEB_ADDRESS.search(name):
        raise forms.ValidationError("Enter a name, without a web or e-mail address.")
    return " ".join(name.split())


class SignForm(DesignForm):
    """Who signs, and whether they may be named.

    Args:
        version: the text that stands on the page now.
    """

    signs_for = forms.ChoiceField(
        label="Who do you sign for?",
        choices=[(ORGANISATION, "An organisation"), (MYSELF, "Myself")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who you sign for."},
    )
    organisation = forms.CharField(
        label="Name of the organisation",
        help_text="If you sign for one. In full, as it should be shown.",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    role = forms.CharField(
        label="What you do there",
        help_text="For example, head teacher. It is not shown.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=100,
        error_messages={"required": "Enter your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We send a link to it, to confirm. It is not shown.",
        error_messages={"required": NO_ADDRESS, "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    list_publicly = forms.BooleanField(
        label="You may name the organisation, or me if I sign for myself, in the "
        "public list",
        required=False,
    )
    # The number of the version that stood on the page.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Seen by programs that fill in whatever there is, and hidden from people.
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, version: Version
    ) -> None:
        super().__init__(data, initial={"version": version.number})
        covenant = version.covenant
        self.fields["email"].validators = [
            EmailValidator(NOT_AN_ADDRESS),
            MaxLengthValidator(254, "Enter an e-mail address of at most 254 letters."),
        ]
        self.only = ""
        if not (covenant.takes_people and covenant.takes_organisations):
            self.only = MYSELF if covenant.takes_people else ORGANISATION
            self.fields["signs_for"].required = False
        if self.only == ORGANISATION:
            self.fields["organisation"].required = True
            self.fields["organisation"].help_text = "In full, as it should be shown."
            self.fields[
                "list_publicly"
            ].label = "You may name the organisation in the public list"
        if self.only == MYSELF:
            self.fields["list_publicly"].label = "You may name me in the public list"

    @property
    def is_from_program(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.data.get("website"))

    def clean_name(self) -> str:
        return _line(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return _line(self.cleaned_data["organisation"])

    def clean_role(self) -> str:
        return _line(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        """Ask for the organisation's name where they sign for one."""
        typed = self.cleaned_data
        signs_for = self.only or typed.get("signs_for")
        is_named = typed.get("organisation") or "organisation" in self.errors
        if signs_for == ORGANISATION and not is_named:
            self.add_error("organisation", "Enter the name of the organisation.")
        if signs_for == MYSELF:
            typed["organisation"] = typed["role"] = ""
        return typed

    def signing(self) -> Signing:
        """Return what was typed. Only for a valid form."""
        typed = self.cleaned_data
        return Signing(
            email=typed["email"],
            name=typed["name"],
            organisation=typed["organisation"],
            role=typed["role"],
            list_publicly=typed["list_publicly"],
        )


class ListingForm(DesignForm):
    """Whether a signer is named in public."""

    list_publicly = forms.BooleanField(
        label="You may name us in the public list", required=False
    )


class FindForm(DesignForm):
    """An address, a name, or a part of one. Sent in the body: no log has it then."""

    words = forms.CharField(
        label="Name or e-mail address, or a part of it",
        max_length=150,
        error_messages={"required": "Enter a name, an address or a part of one."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(reason_form.ReasonForm):
    """Why staff delete a signature."""

    examples = "“asked by telephone”, or “not an organisation”"


def text_field() -> forms.CharField:
    return forms.CharField(
        label="Text",
        help_text=(
            "What is signed. An empty line begins a new paragraph; “- ” begins a point; "
            "“# ” begins a heading."
        ),
        max_length=20_000,
        error_messages={"required": "Enter the text that is signed."},
        widget=forms.Textarea(attrs={"rows": 18}),
    )


class CovenantForm(DesignForm):
    """What stands around the text."""

    title = forms.CharField(
        label="Name of the covenant",
        max_length=120,
        error_messages={"required": "Enter what the covenant is called."},
    )
    slug = forms.SlugField(
        label="Its address",
        help_text="The last part, for example young-carers-covenant.",
        max_length=60,
        error_messages={
            "required": "Enter the last part of the address.",
            "invalid": "Use small letters, digits and hyphens only.",
        },
    )
    summary = forms.CharField(
        label="In one sentence",
        max_length=250,
        error_messages={"required": "Say in one sentence what it is about."},
    )
    signers = forms.ChoiceField(
        label="Who may sign?",
        choices=Covenant.Signers.choices,
        initial=Covenant.Signers.BOTH,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may sign."},
    )
    is_open = forms.BooleanField(
        label="It can be signed now", required=False, initial=True
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_slug(self) -> str:
        """Refuse an address that this site uses itself.

        Raises:
            ValidationError: it does.
        """
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in TAKEN_SLUGS:
            raise forms.ValidationError("The site uses this address. Choose another.")
        return slug

    def words(self) -> Words:
        """Return what was typed. Only for a valid form."""
        typed = self.cleaned_data
        return Words(
            title=typed["title"],
            slug=typed["slug"],
            summary=typed["summary"],
            signers=typed["signers"],
            is_open=typed["is_open"],
        )


class NewCovenantForm(CovenantForm):
    """A covenant with the first version of its text."""

    text = text_field()
    field_order = ["title", "slug", "summary", "signers", "text", "is_open"]


class VersionForm(DesignForm):
    """A new text."""

    text = text_field()
    what_changed = forms.CharField(
        label="What has changed?",
        help_text="One or two sentences, told to those who signed before.",
        max_length=300,
        error_messages={"required": "Say what has changed."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asks_again = forms.BooleanField(
        label="Ask everybody who signed before to sign this text",
        required=False,
        initial=True,
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput)
