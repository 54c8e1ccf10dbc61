"""What is asked when a place is passed on or moved, or its manager answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from commonweal.design.forms import DesignForm
from commonweal.people.shared_mailboxes import explain
from commonweal.training.forms.details import NOT_AN_ADDRESS, SAY_ELSEWHERE
from commonweal.training.models import Session
from commonweal.training.wording import write_places, write_session

EMAIL_ATTRS = {"autocomplete": "off", "spellcheck": "false"}


class ColleagueForm(DesignForm):
    """Who comes instead?"""

    first_name = forms.CharField(
        label="First name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter your colleague’s first name."},
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter your colleague’s last name."},
    )
    email = forms.EmailField(
        label="Work e-mail address",
        help_text="Their own: the confirmation and the way to join go there.",
        max_length=254,
        widget=forms.EmailInput(attrs=EMAIL_ATTRS),
        error_messages={
            "required": "Enter your colleague’s work e-mail address.",
            "invalid": NOT_AN_ADDRESS,
        },
    )
    declared_equivalent = forms.CharField(
        label="What have they done before?",
        required=False,
        max_length=300,
        error_messages={"max_length": "Use 300 characters or fewer."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, before: Sequence[str]
    ) -> None:
        """Args:
        before: titles of the courses that come first; none: nothing is asked.
        """
        super().__init__(data)
        if before:
            titles = " and ".join(f"“{title}”" for title in before)
            self.fields["declared_equivalent"].help_text = (
                f"{titles} comes first. If they did something like it elsewhere, "
                f"{SAY_ELSEWHERE}"
            )
        else:
            del self.fields["declared_equivalent"]

    def clean_email(self) -> str:
        """Refuse an address that several people read.

        Raises:
            ValidationError: it is nobody's own.
        """
        email: str = self.cleaned_data["email"].lower()
        refusal = explain(email, is_own=False)
        if refusal:
            raise forms.ValidationError(refusal)
        return email


class OtherDateForm(DesignForm):
    """Which date instead?"""

    session = forms.TypedChoiceField(
        label="Which date instead?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a date."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, dates: Sequence[Session]
    ) -> None:
        super().__init__(data)
        self.dates = {each.pk: each for each in dates}
        self.fields["session"].choices = [  # type: ignore[attr-defined]  # of a field that has some
            (each.pk, f"{write_session(each)} ({write_places(each.places_left)})")
            for each in dates
        ]

    @property
    def chosen(self) -> Session:
        return self.dates[self.cleaned_data["session"]]


class ReasonForm(DesignForm):
    """Why not?"""

    reason = forms.CharField(
        label="Why not?",
        help_text="They are told what you write here.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Use 300 characters or fewer."},
    )


class ForwardForm(DesignForm):
    """Who decides instead?"""

    email = forms.EmailField(
        label="E-mail address of whoever should decide",
        max_length=254,
        widget=forms.EmailInput(attrs=EMAIL_ATTRS),
        error_messages={
            "required": "Enter the e-mail address of whoever should decide.",
            "invalid": NOT_AN_ADDRESS,
        },
    )
