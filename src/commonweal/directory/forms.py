"""What owners of services write."""

from django import forms

from commonweal.design.forms import DesignForm
from commonweal.directory.models import OwnerMessage

LONGEST = OwnerMessage._meta.get_field("words").max_length


class ChangeForm(DesignForm):
    """What has changed, in the owner's words."""

    words = forms.CharField(
        label="What has changed?",
        help_text="Times, place, whom it is for, whom to ring. Nothing about people who come.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what has changed."},
    )
