from django import forms

from commonweal.design.forms import DesignForm


class RepliesForm(DesignForm):
    """How many wrote back after an issue."""

    replies = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        label="How many people wrote back?",
        help_text="Count the answers in your mailbox. This number takes the place of "
        "the one before.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many people wrote back. If nobody did, enter 0.",
            "invalid": "Enter a whole number, such as 12.",
            "min_value": "Enter 0 or more.",
            "max_value": "Enter %(limit_value)s or less.",
        },
    )
