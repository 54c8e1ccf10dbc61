"""What the site manager is asked about personal data and about the audit trail."""

from typing import Any

from django import forms

from commonweal.governance.models import Wanted
from commonweal.people.models import Person
from commonweal.people.queries import find_person

NOBODY = "Nobody has an account with that address or number."


class FindPersonForm(forms.Form):
    who = forms.CharField(
        label="E-mail address",
        max_length=254,
        help_text="Or the number of the account, as the audit trail shows it.",
        error_messages={"required": "Enter an e-mail address."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_who(self) -> Person:
        """Return the person instead of what was typed."""
        person = find_person(self.cleaned_data["who"])
        if person is None:
            raise forms.ValidationError(NOBODY)
        return person


class ErasePersonForm(forms.Form):
    reason = forms.CharField(
        label="Why is it erased?",
        max_length=500,
        help_text=(
            "Kept in the audit trail. Give the reference of the request, "
            "and do not name the person."
        ),
        error_messages={"required": "Say why the data is erased."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_sure = forms.BooleanField(
        label="I have checked who asked, and have written to them",
        error_messages={"required": "Confirm that you have checked who asked."},
    )


class AuditTrailForm(forms.Form):
    """Which events to show. Empty fields do not matter."""

    verb = forms.CharField(
        label="Verb or its beginning",
        max_length=60,
        required=False,
        help_text="“training.” finds all of training.",
    )
    first = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter the first day as a date."},
    )
    last = forms.DateField(
        label="Until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter the last day as a date."},
    )
    subject_type = forms.CharField(
        label="Kind of record",
        max_length=60,
        required=False,
        help_text="For example people.Person.",
    )
    subject_id = forms.CharField(
        label="Number of the record", max_length=40, required=False
    )
    by = forms.IntegerField(
        label="Account that did it",
        help_text="Its number, as the list shows it in brackets.",
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        error_messages={"invalid": "Enter the number of an account."},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a first day after the last one."""
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first.")
        return found

    @property
    def wanted(self) -> Wanted:
        """What was asked for; ask only once the form is valid."""
        return Wanted(**self.cleaned_data)
