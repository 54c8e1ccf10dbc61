"""Why staff delete something: asked the same way at each desk."""

from typing import Any

from django import forms

from commonweal.design.forms import DesignForm


class ReasonForm(DesignForm):
    """The reason, which the audit trail keeps. A desk says what reasons look like."""

    examples = "“asked by telephone”, or the reference of the request"

    reason = forms.CharField(
        label="Why?",
        max_length=300,
        error_messages={"required": "Say why."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "reason"
        ].help_text = (
            f"Kept in the audit trail: {self.examples}. Do not name the person."
        )

    def clean_reason(self) -> str:
        """Refuse an address: the trail outlives it.

        Raises:
            ValidationError: an address stands in it.
        """
        reason = str(self.cleaned_data["reason"])
        if "@" in reason:
            raise forms.ValidationError("Leave out the address: the reason is kept.")
        return reason
