"""What the desk types in. Forms read and check; they never save."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify

from commonweal.directory.models import Venue
from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role
from commonweal.training.exports import Span
from commonweal.training.models import BookingPolicy, Course, Level
from commonweal.training.schedule_words import EXAMPLE

TEACHING = [GROUPS[Role.TRAINER], GROUPS[Role.TRAINING_ADMINISTRATOR]]


def teachers() -> QuerySet[Person]:
    """Return the people who can be a session's trainers, by name."""
    found: QuerySet[Person] = (
        Person.objects.open()
        .filter(groups__name__in=TEACHING)
        .distinct()
        .order_by("last_name", "first_name")
    )
    return found


class DeskForm(forms.Form):
    """The base of the desk's forms, in the look of Wagtail's admin."""

    use_required_attribute = False
    label_suffix = ""


class TrainersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The trainers of a session, one or more of ``teachers``, or none yet."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(teachers(), required=False, label="Trainers")


class CourseForm(DeskForm):
    """What a course cannot do without; the rest is edited in its own list."""

    title = forms.CharField(max_length=150, label="Title")
    kind = forms.ChoiceField(choices=Course.Kind.choices, label="Kind")
    summary = forms.CharField(
        max_length=300,
        label="Summary",
        help_text="One or two sentences for lists and search.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    level = forms.ModelChoiceField(
        Level.objects.all(), required=False, empty_label="None", label="Level"
    )
    delivery = forms.ChoiceField(
        choices=[
            choice
            for choice in Course.Delivery.choices
            if choice[0] != Course.Delivery.ELEARNING
        ],
        label="Delivery",
    )
    length = forms.CharField(
        max_length=60,
        required=False,
        label="Length",
        help_text="In words: “half a day”, “two days”.",
    )
    cost = forms.CharField(
        max_length=200,
        required=False,
        label="Cost",
        help_text="In words: “Free to partner agencies”.",
    )
    policy = forms.ModelChoiceField(
        BookingPolicy.objects.all(),
        required=False,
        empty_label="The usual one",
        label="Booking policy",
    )
    is_published = forms.BooleanField(
        required=False, initial=True, label="Show it in the catalogue"
    )

    def clean_title(self) -> str:
        """Return the title; it and the address made from it must be new."""
        title: str = " ".join(self.cleaned_data["title"].split())
        slug = slugify(title)[:150]
        if not slug:
            raise forms.ValidationError("Use some letters or numbers in the title.")
        if (
            Course.objects.filter(title__iexact=title).exists()
            or Course.objects.filter(slug=slug).exists()
        ):
            raise forms.ValidationError(
                "There is a course with this title. Add dates to it, or choose "
                "another title."
            )
        return title


class WordsField(forms.CharField):
    """Dates in words; several lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Dates in words, one session a line")
        kwargs.setdefault(
            "help_text",
            f"For example “{EXAMPLE}”. A line with two dates is one session of two "
            "meetings: “3 and 4 June 2026, 9:30am to 4pm”. A line may end with a "
            "venue: “at West Hall”.",
        )
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 10}))
        super().__init__(max_length=6000, strip=False, **kwargs)


class PlaceFields(DeskForm):
    """Where a session is."""

    venue = forms.ModelChoiceField(
        Venue.objects.all(), required=False, empty_label="None", label="Venue"
    )
    room = forms.CharField(max_length=80, required=False, label="Room")
    online_link = forms.URLField(
        max_length=1000,
        required=False,
        label="Online link",
        assume_scheme="https",
        help_text="Never shown on pages; people get to it shortly before the start.",
    )


class DatesForm(PlaceFields):
    """Dates in words with what all of these sessions share."""

    words = WordsField()
    usual_times = forms.CharField(
        max_length=60,
        required=False,
        label="Usual times",
        help_text="For lines without times: “9:30am to 4pm”.",
    )
    capacity = forms.IntegerField(
        min_value=1, max_value=5000, initial=20, label="Places"
    )
    minimum = forms.IntegerField(
        min_value=0, max_value=5000, initial=0, label="Fewest to run with"
    )
    trainers = TrainersField()
    is_open = forms.BooleanField(
        required=False,
        initial=True,
        label="Open them for booking at once",
        help_text="If not, they stay drafts that only staff see.",
    )

    field_order = [
        "words",
        "usual_times",
        "venue",
        "room",
        "online_link",
        "capacity",
        "minimum",
        "trainers",
        "is_open",
    ]

    def clean(self) -> dict[str, Any]:
        """Refuse a least number above the places there are."""
        cleaned = super().clean() or {}
        if cleaned.get("minimum", 0) > cleaned.get("capacity", 5000):
            self.add_error("minimum", "This is more than there are places.")
        return cleaned


class SessionsForm(DeskForm):
    """Which sessions to list."""

    words = forms.CharField(max_length=100, required=False, label="In the title")
    when = forms.ChoiceField(
        required=False,
        label="Which",
        choices=[
            ("upcoming", "To come"),
            ("past", "Over"),
            ("draft", "Drafts"),
            ("announced", "Announced, dates to be confirmed"),
            ("cancelled", "Cancelled"),
            ("all", "All of them"),
        ],
    )
    with_room = forms.BooleanField(required=False, label="With places left only")


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ExportForm(DeskForm):
    """Which sessions' rows to take out."""

    first = forms.DateField(required=False, label="First day", widget=DayInput())
    last = forms.DateField(required=False, label="Last day", widget=DayInput())
    session = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "This is before the first day.")
        return cleaned

    def span(self) -> Span:
        """Return what was asked for. Only after ``is_valid``."""
        typed = self.cleaned_data
        return Span(
            first=typed["first"], last=typed["last"], session_id=typed["session"]
        )
