"""What staff are asked about subscribers."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from commonweal.design.forms import DesignForm
from commonweal.newsletter.subscribers_file import (
    UnreadableFileError,
    read_subscribers,
)


class FindSubscriberForm(DesignForm):
    """An address, or a part of one. Sent in the body: no log has it then."""

    words = forms.CharField(
        label="E-mail address, or a part of it",
        max_length=254,
        error_messages={"required": "Enter an address or a part of one."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ImportForm(DesignForm):
    """A list from another system."""

    file = forms.FileField(
        label="CSV or Excel file",
        help_text="At most 5 MB and 20,000 rows.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    is_dry_run = forms.BooleanField(
        label="Only check it, and say what would be done",
        required=False,
        initial=True,
    )

    def clean(self) -> dict[str, Any]:
        """Read the file; ``rows`` and ``problems`` are what is in it.

        Raises:
            ValidationError: it is no such file.
        """
        typed = self.cleaned_data
        if typed.get("file"):
            try:
                typed["rows"], typed["problems"] = read_subscribers(
                    typed["file"].name, typed["file"].read(), today=localdate()
                )
            except UnreadableFileError as error:
                self.add_error("file", str(error))
        return typed
