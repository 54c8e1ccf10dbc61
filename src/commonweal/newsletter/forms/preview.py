"""As whom an editor looks at an issue."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonweal.design.forms import DesignForm
from commonweal.directory.models import Topic
from commonweal.newsletter.models import Subscriber
from commonweal.newsletter.previewing import Recipient
from commonweal.people.models import Sector


class RecipientForm(DesignForm):
    """Sector and topics of somebody imagined, or a subscriber by number."""

    sector = forms.ModelChoiceField(
        Sector.objects.all(), required=False, empty_label="They did not say"
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Topics they chose",
        help_text="None: they get everything.",
    )
    subscriber = forms.IntegerField(
        required=False,
        min_value=1,
        label="Or a subscriber, by number",
        help_text="As it stands in the list of subscribers. What they chose counts then.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Enter a subscriber’s number, such as 33."},
    )

    def clean_subscriber(self) -> Subscriber | None:
        number = self.cleaned_data["subscriber"]
        if number is None:
            return None
        found = Subscriber.objects.filter(pk=number).first()
        if found is None:
            raise ValidationError(f"There is no subscriber {number}.")
        return found

    def recipient(self) -> Recipient:
        """Return as whom; somebody who chose nothing where nothing valid was typed."""
        typed: dict[str, Any] = getattr(self, "cleaned_data", {})
        if typed.get("subscriber"):
            return Recipient.of(typed["subscriber"])
        sector = typed.get("sector")
        return Recipient(
            sector_id=sector.pk if sector else None,
            topic_ids=frozenset(topic.pk for topic in typed.get("topics") or ()),
        )
