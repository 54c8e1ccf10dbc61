"""What an editor asks of the right door: a moment, and three answers."""

from datetime import datetime
from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from commonweal.dates.occurrences import LONDON
from commonweal.intake.routing import IN_WORDS, Asked, Doors


class PreviewForm(forms.Form):
    """A day and a time on the clock in London, and an answer to each question or none.

    The hour that comes twice in October is taken as its first; one that is skipped in
    March as the hour after it, as a clock on the wall would show.
    """

    day = forms.DateField(widget=AdminDateInput())
    time = forms.TimeField(widget=AdminTimeInput())

    def __init__(self, *args: Any, doors: Doors, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in Asked:
            choices = [(each.key, each.words) for each in doors.options[asked]]
            self.fields[asked.value] = forms.ChoiceField(
                label=IN_WORDS[asked],
                choices=[("", "not answered"), *choices],
                required=False,
            )

    @property
    def moment(self) -> datetime:
        """The moment asked for; only of a valid form."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, tzinfo=LONDON)

    @property
    def answers(self) -> dict[Asked, str]:
        """The answers given; only of a valid form."""
        said = ((asked, self.cleaned_data[asked.value]) for asked in Asked)
        return {asked: key for asked, key in said if key}
