"""What people say when they decide about an issue on its way."""

from django import forms

from commonweal.design.forms import DesignForm


class WhyForm(DesignForm):
    """A reason, which is kept in the audit trail."""

    reason = forms.CharField(
        max_length=300,
        label="Why?",
        help_text="Stands in the audit trail.",
        error_messages={"required": "Say why."},
    )
