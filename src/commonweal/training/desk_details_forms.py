"""A session's details, which change without telling anybody: one form, and the rows
of questions, limits and agenda below it."""

from typing import Any

from django import forms

from commonweal.people.models import Person
from commonweal.training.desk_forms import DeskForm, TrainersField, teachers
from commonweal.training.models import (
    AgendaSlot,
    BookingPolicy,
    PlaceLimit,
    Question,
    Session,
)

DETAILS = (
    *("minimum", "waiting_limit", "booking_opens_at", "booking_closes_at"),
    *("policy", "message", "is_agenda_to_follow", "catering", "travel"),
)


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock; London time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DetailsForm(DeskForm):
    """What the desk knows of a session besides its times, place and places."""

    trainers = TrainersField()
    minimum = forms.IntegerField(
        min_value=0, max_value=5000, label="Fewest to run with"
    )
    waiting_limit = forms.IntegerField(
        min_value=0,
        max_value=5000,
        required=False,
        label="Longest waiting list",
        help_text="Empty: as many as like. 0: no waiting list.",
    )
    booking_opens_at = forms.DateTimeField(
        required=False, widget=MomentInput(), label="Booking opens"
    )
    booking_closes_at = forms.DateTimeField(
        required=False,
        widget=MomentInput(),
        label="Booking closes",
        help_text="Empty: when it starts.",
    )
    policy = forms.ModelChoiceField(
        BookingPolicy.objects.all(),
        required=False,
        empty_label="The course’s, or the usual one",
        label="Booking policy",
    )
    message = forms.CharField(
        max_length=4000,
        required=False,
        label="Words for those who come",
        help_text="Added to the confirmation and the joining instructions.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    catering = forms.CharField(max_length=300, required=False, label="Catering")
    travel = forms.CharField(
        max_length=4000,
        required=False,
        label="Travel",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_agenda_to_follow = forms.BooleanField(required=False, label="Agenda to follow")

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        values = {name: getattr(session, name) for name in DETAILS}
        chosen = [person.pk for person in session.trainers.all()]
        kwargs["initial"] = {**values, "trainers": chosen}
        super().__init__(*args, **kwargs)
        self.capacity = session.capacity
        # Whoever teaches it already can be kept, though their role has ended.
        people = teachers() | Person.objects.filter(pk__in=chosen).distinct()
        self.fields["trainers"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse booking that closes before it opens, and more than there is room for."""
        cleaned = super().clean() or {}
        if cleaned.get("minimum", 0) > self.capacity:
            self.add_error("minimum", "This is more than there are places.")
        opens, closes = (
            cleaned.get("booking_opens_at"),
            cleaned.get("booking_closes_at"),
        )
        if opens and closes and closes <= opens:
            self.add_error("booking_closes_at", "This is before booking opens.")
        return cleaned


class LimitForm(forms.ModelForm):  # type: ignore[type-arg]
    """One rule about who fills the session."""

    class Meta:
        model = PlaceLimit
        fields = ["kind", "places", "sector", "held_until"]
        widgets = {"held_until": MomentInput()}
        labels = {"held_until": "Kept until"}

    def clean(self) -> dict[str, Any]:
        """A sector belongs to places kept for it, and to nothing else."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("places") == 0:
            self.add_error("places", "Enter 1 or more, or delete this rule.")
        if cleaned.get("kind") == PlaceLimit.Kind.SECTOR:
            if not cleaned.get("sector"):
                self.add_error("sector", "Choose for which sector.")
        else:
            cleaned["sector"] = cleaned["held_until"] = None
        return cleaned


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something people are asked when they book."""

    class Meta:
        model = Question
        fields = ["kind", "text", "choices"]
        widgets = {"choices": forms.Textarea(attrs={"rows": 2})}


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """A timed part of an event."""

    class Meta:
        model = AgendaSlot
        fields = ["starts_at", "ends_at", "title", "speaker", "is_break"]
        widgets = {"starts_at": MomentInput(), "ends_at": MomentInput()}
        labels = {"starts_at": "From", "ends_at": "Until", "is_break": "A break"}

    def clean(self) -> dict[str, Any]:
        """Refuse a part that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "This is before it begins.")
        return cleaned


def row_forms(data: Any, session: Session) -> list[tuple[str, Any]]:
    """Return the formsets below the details, each with its heading."""
    return [
        (heading, _formset(model, form)(data, instance=session, prefix=prefix))
        for heading, model, form, prefix in (
            ("Who fills it", PlaceLimit, LimitForm, "limits"),
            ("What people are asked when they book", Question, QuestionForm, "asked"),
            ("Agenda", AgendaSlot, SlotForm, "agenda"),
        )
    ]


def _formset(model: Any, form: Any) -> Any:
    return forms.inlineformset_factory(
        Session, model, form=form, extra=2, max_num=40, validate_max=True
    )
