"""What the desk asks its members."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import models

from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.sealed.actions.deciding import WhyDeclined
from commonweal.sealed.actions.forwarding import LawfulBasis
from commonweal.sealed.actions.sealing import AttachedFile
from commonweal.sealed.definitions import Section
from commonweal.sealed.exceptions import UnknownReferenceError
from commonweal.sealed.models import Submission, Team
from commonweal.sealed.references import read_reference

NO_NAMES = "Kept in the log, so do not name anybody or say what it is about."


class Reason(models.TextChoices):
    """Why somebody opens a submission."""

    ACT = "act", "To act on it"
    CHECK = "check", "To check what was done"
    QUALITY = "quality", "For a quality check"
    ACCESS = "access", "For a subject access request"
    OTHER = "other", "Something else"


def _no_address(words: str) -> str:
    if "@" in words:
        raise forms.ValidationError("Leave out the address: this is kept in clear.")
    return words


class OpenForm(DesignForm):
    """The reason for opening something; it is written in the log."""

    why = forms.ChoiceField(
        label="Why are you opening this?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you are opening this."},
    )
    words = forms.CharField(
        label="If it is something else, what?",
        max_length=200,
        required=False,
        help_text=NO_NAMES,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_words(self) -> str:
        return _no_address(str(self.cleaned_data["words"]).strip())

    def clean(self) -> dict[str, Any]:
        """Ask for words where the choices did not fit.

        Raises:
            ValidationError: there are none.
        """
        typed = self.cleaned_data
        if typed.get("why") == Reason.OTHER and not typed.get("words"):
            self.add_error("words", "Say why you are opening this.")
        return typed

    @property
    def reason(self) -> str:
        """The reason as the log keeps it."""
        why = Reason(self.cleaned_data["why"])
        words = self.cleaned_data["words"]
        return words if why == Reason.OTHER else str(why.label)


class DecisionForm(DesignForm):
    """Whether the team takes something on. ``seen`` tells the state that was shown."""

    decision = forms.ChoiceField(
        label="What does your team decide?",
        choices=[
            (Submission.State.ACCEPTED, "Accept: we take this on"),
            (Submission.State.DECLINED, "Decline: we do not take this on"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether your team accepts this."},
    )
    why = forms.ChoiceField(
        label="If you decline, why?",
        choices=[("", "Choose a reason"), *WhyDeclined.choices],
        required=False,
        help_text="Kept in the log. The sender sees that it was declined, not why.",
    )
    seen = forms.CharField(max_length=10, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a refusal.

        Raises:
            ValidationError: none was chosen.
        """
        typed = self.cleaned_data
        if typed.get("decision") == Submission.State.DECLINED and not typed.get("why"):
            self.add_error("why", "Choose why your team declines this.")
        return typed


class HoldForm(DesignForm):
    """Why content has to stay."""

    reason = forms.CharField(
        label="Why must this be kept?",
        max_length=300,
        help_text=(
            "For example “public inquiry” or a court’s reference. "
            "Kept in clear, so do not name anybody."
        ),
        error_messages={"required": "Say why this must be kept."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_reason(self) -> str:
        return _no_address(str(self.cleaned_data["reason"]))


class SearchForm(DesignForm):
    """Sent in the body, so that no address keeps it; each search is written down."""

    reference = forms.CharField(
        label="Reference",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    form = forms.ChoiceField(label="Form", required=False)
    state = forms.ChoiceField(
        label="State",
        choices=[("", "All"), *Submission.State.choices],
        required=False,
    )
    urgency = forms.ChoiceField(
        label="Urgency",
        choices=[("", "All"), *Submission.Urgency.choices],
        required=False,
    )
    first = DatePartsField(label="Received on or after", required=False)
    last = DatePartsField(label="Received on or before", required=False)

    def __init__(
        self, *args: Any, titles: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", "All"), *titles]  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        """Return it as it is kept.

        Raises:
            ValidationError: it cannot be a reference.
        """
        words = str(self.cleaned_data["reference"]).strip()
        try:
            return read_reference(words) if words else ""
        except UnknownReferenceError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Refuse a search for nothing, and a time that ends before it begins.

        Raises:
            ValidationError: with what to do instead.
        """
        typed = self.cleaned_data
        first: date | None = typed.get("first")
        last: date | None = typed.get("last")
        if first and last and last < first:
            self.add_error("last", "Enter a day that is not before the other one.")
        if not self.errors and not any(typed.values()):
            raise forms.ValidationError("Enter or choose something to search for.")
        return typed


class ForwardForm(DesignForm):
    """What goes to another team, to which, and on which ground in law.

    A choice is "group:question". Nothing is chosen beforehand.
    """

    to_team = forms.ModelChoiceField(
        label="Which team?",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose the team that it goes to."},
    )
    fields_chosen = forms.MultipleChoiceField(
        label="What do they need to know?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    files_chosen = forms.MultipleChoiceField(
        label="Attachments", required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(
        label="On which lawful basis do you share this?",
        choices=LawfulBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the lawful basis."},
    )
    note = forms.CharField(
        label="Note to the other team",
        max_length=2000,
        required=False,
        help_text="Sealed with the rest.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        teams: models.QuerySet[Team],
        sections: Sequence[Section],
        files: Iterable[AttachedFile],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["fields_chosen"].choices = [  # type: ignore[attr-defined]
            (f"{section.group}:{row.key}", row.label)
            for section in sections
            for row in section.rows
        ]
        self.fields["files_chosen"].choices = [  # type: ignore[attr-defined]
            (str(file.number), file.name) for file in files
        ]

    def clean(self) -> dict[str, Any]:
        """Insist on something to send.

        Raises:
            ValidationError: nothing was chosen.
        """
        typed = self.cleaned_data
        if not typed.get("fields_chosen") and not typed.get("files_chosen"):
            self.add_error("fields_chosen", "Choose what the other team needs to know.")
        return typed

    @property
    def chosen(self) -> set[tuple[str, str]]:
        """Group and question of each chosen answer."""
        pairs = (each.partition(":") for each in self.cleaned_data["fields_chosen"])
        return {(group, key) for group, _, key in pairs}
