"""What staff are asked about people, their roles and their work, in the admin."""

from typing import Any

from django import forms

from commonweal.people.forms import ADDRESS_VALIDATORS
from commonweal.people.models import JobRole, Organisation
from commonweal.people.roles import GROUPS, IN_WORDS, Role


class FindPeopleForm(forms.Form):
    words = forms.CharField(
        label="Name or e-mail address",
        max_length=254,
        help_text="Or a part of it.",
        error_messages={"required": "Enter a name or an e-mail address."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AddPersonForm(forms.Form):
    first_name = forms.CharField(
        label="First name",
        max_length=150,
        error_messages={"required": "Enter their first name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=150,
        error_messages={"required": "Enter their last name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Their own. Empty for somebody who has none: others book for them.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "email"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators = [*ADDRESS_VALIDATORS]


class RolesForm(forms.Form):
    """The staff roles somebody has. Once valid, ``roles`` is the set of them."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(str(role), ": ".join(IN_WORDS[role])) for role in GROUPS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "“%(value)s” is no role that can be given."},
    )

    def clean_roles(self) -> frozenset[Role]:
        """Return roles instead of their names."""
        return frozenset(Role(name) for name in self.cleaned_data["roles"])


class WorkForm(forms.Form):
    """What somebody does in an organisation, and may do for it here."""

    job_role = forms.ModelChoiceField(
        label="Job role",
        queryset=JobRole.objects.all(),
        required=False,
        empty_label="None of these",
        error_messages={"invalid_choice": "Choose a job role from the list."},
    )
    job_title = forms.CharField(
        label="Job title",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_team_booker = forms.BooleanField(
        label="Team booker: may book named people of this organisation",
        required=False,
    )
    is_organisation_lead = forms.BooleanField(
        label="Organisation lead: may see the bookings of this organisation, and of its schools",
        required=False,
    )


class JoinWorkForm(WorkForm):
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.active(),
        empty_label="Choose one",
        error_messages={
            "required": "Choose the organisation.",
            "invalid_choice": "Choose an organisation from the list.",
        },
    )
    field_order = ("organisation",)
