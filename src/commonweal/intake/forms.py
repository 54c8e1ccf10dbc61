"""What an editor asks of the right door: a moment, and three answers."""

from datetime import date, datetime
from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from commonweal.dates.occurrences import LONDON
from commonweal.intake.routing import IN_WORDS, Asked, Doors

FIRST_YEAR, LAST_YEAR = 2000, 2100


def _is_near(day: date) -> None:
    """Refuse days at the ends of the calendar, which nothing can be reckoned from.

    Raises:
        ValidationError: it is one.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            f"Enter a day between {FIRST_YEAR} and {LAST_YEAR}."
        )


class PreviewForm(forms.Form):
    """A day and a time on the clock in London, and an answer to each question or none.

    The hour that comes twice in October is taken as its first; one that is skipped in
    March as the hour after it, as a clock on the wall would show.
    """

    day = forms.DateField(widget=AdminDateInput(), validators=[_is_near])
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
