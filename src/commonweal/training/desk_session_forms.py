"""What the desk types in about a session that stands, and about its bookings."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from commonweal.dates import write_date, write_time
from commonweal.people.models import Organisation, Person
from commonweal.training.actions.desk_people import Named
from commonweal.training.desk_forms import DeskForm, PlaceFields, WordsField
from commonweal.training.forms.details import NOT_AN_ADDRESS
from commonweal.training.long_choices import LongChoiceField
from commonweal.training.models import Attendance, Batch, Booking, Session


def other_dates(session: Session, *, now: datetime) -> QuerySet[Session]:
    """Return the dates to come of the same course that bookings can be moved to."""
    return (
        Session.objects.upcoming(now=now)
        .filter(course=session.course, partner=None)
        .exclude(pk=session.pk)
    )


class SessionChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of sessions, each with its day and its places."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Thursday 29 May 2026, 10am: 3 places left"."""
        day = write_date(timezone.localdate(obj.starts_at))
        left = obj.places_left
        places = f"{left} place{'' if left == 1 else 's'} left" if left else "full"
        return f"{day}, {write_time(obj.starts_at)}: {places}"


def reason_field(label: str = "Why, in words people are told", **more: Any) -> Any:
    """Return a field for a reason of up to 300 characters."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(max_length=300, label=label, widget=widget, **more)


class BulkForm(DeskForm):
    """What a deed for several bookings needs besides the bookings."""

    HEADINGS = {
        Batch.Kind.MESSAGE: ("Write to people", "Send"),
        Batch.Kind.CANCEL: ("Cancel bookings", "Cancel these bookings"),
        Batch.Kind.TRANSFER: ("Move to another date", "Move them"),
    }

    subject = forms.CharField(max_length=150, label="Subject")
    to_session = SessionChoiceField(
        Session.objects.none(), label="To which date", empty_label="Choose a date"
    )
    words = forms.CharField(
        max_length=4000, label="Message", widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(
        self, *args: Any, deed: str, session: Session, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = deed in Batch.Kind.values
        self.deed = Batch.Kind(deed) if known else Batch.Kind.MESSAGE
        self.heading, self.button = self.HEADINGS[self.deed]
        if self.deed != Batch.Kind.MESSAGE:
            del self.fields["subject"]
            self.fields["words"] = reason_field()
        if self.deed == Batch.Kind.TRANSFER:
            dates = other_dates(session, now=now)
            self.fields["to_session"].queryset = dates  # type: ignore[attr-defined]
        else:
            del self.fields["to_session"]


class MoveForm(DeskForm):
    """New dates for a session, in words."""

    words = WordsField(
        label="The new date in words",
        help_text="One line: “Thursday 21 May 2026, 10am to 2pm”, or several days "
        "for several meetings: “3 and 4 June 2026, 9:30am to 4pm”.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = reason_field(required=False)


class CopyForm(DeskForm):
    """Dates for copies of a session, in words."""

    words = WordsField()


class PlaceForm(PlaceFields):
    """A session's place."""

    reason = reason_field(required=False)


class CapacityForm(DeskForm):
    """How many places a session has."""

    capacity = forms.IntegerField(min_value=1, max_value=5000, label="Places")


class CancelSessionForm(DeskForm):
    """Why a session is cancelled, and where its people go."""

    reason = reason_field()
    to_session = SessionChoiceField(
        Session.objects.none(),
        required=False,
        label="Move everybody with a place to",
        empty_label="Nowhere: their bookings end",
        help_text="Whoever does not fit there is told that the session is cancelled.",
    )

    def __init__(
        self, *args: Any, session: Session, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        dates = other_dates(session, now=now)
        self.fields["to_session"].queryset = dates  # type: ignore[attr-defined]


class DeedForm(DeskForm):
    """What a deed on one booking needs; made with its session and the moment."""

    def __init__(
        self, *args: Any, session: Session, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.now = session, now


class AgreeForm(DeedForm):
    """Nothing but the button."""


class ReasonForm(DeedForm):
    """Why something is done to one booking."""

    reason = reason_field("Why, in words the person is told")


class TransferForm(DeedForm):
    """To which date one booking is moved."""

    to_session = SessionChoiceField(
        Session.objects.none(), label="To which date", empty_label="Choose a date"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = other_dates(self.session, now=self.now)
        self.fields["to_session"].queryset = dates  # type: ignore[attr-defined]


class PersonForm(DeskForm):
    """Somebody to be booked, or to come in somebody's place."""

    email = forms.EmailField(
        max_length=254,
        required=False,
        label="E-mail address",
        help_text="Somebody known by it is found. Leave it empty for somebody who "
        "has no address.",
    )
    first_name = forms.CharField(max_length=150, required=False, label="First name")
    last_name = forms.CharField(max_length=150, required=False, label="Last name")
    organisation = LongChoiceField(
        Organisation.objects.active().order_by("name"),
        named_by="name",
        label="Organisation",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a name where there is no address."""
        cleaned = super().clean() or {}
        if "email" in cleaned and not cleaned["email"] and not cleaned.get("last_name"):
            self.add_error("last_name", "Enter a name, or an e-mail address.")
        return cleaned

    def named(self) -> Named:
        """Return the person as they were typed in. Only after ``is_valid``."""
        typed = self.cleaned_data
        return Named(
            email=typed["email"],
            first_name=typed["first_name"],
            last_name=typed["last_name"],
            organisation=typed["organisation"],
        )


class WhyForm(DeskForm):
    """About whom to say why they can book, or not."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter the e-mail address of whom you ask about.",
            "invalid": NOT_AN_ADDRESS,
        },
    )
    organisation = LongChoiceField(
        Organisation.objects.active().order_by("name"),
        named_by="name",
        label="For which organisation they would come",
        empty_label="The one they work for",
    )

    def clean_email(self) -> str:
        """Refuse an address that nobody has."""
        email: str = self.cleaned_data["email"].strip().lower()
        if not Person.objects.filter(email=email).exists():
            raise forms.ValidationError("Nobody is known by this address.")
        return email

    def person(self) -> Person:
        """Return whose address it is. Only after ``is_valid``."""
        return Person.objects.get(email=self.cleaned_data["email"])


class PersonDeedForm(PersonForm, DeedForm):
    """A colleague who comes in somebody's place."""


class BookForm(PersonForm):
    """Somebody to be booked by the desk."""

    dietary = forms.CharField(max_length=500, required=False, label="Dietary needs")
    access = forms.CharField(max_length=500, required=False, label="Access needs")
    declared_equivalent = forms.CharField(
        max_length=300,
        required=False,
        label="What they did elsewhere in place of a prerequisite",
    )
    manager_email = forms.EmailField(
        max_length=254, required=False, label="Manager’s e-mail address"
    )
    despite_problems = forms.BooleanField(
        required=False,
        label="Book even if a rule is against it",
        help_text="For example when booking has closed. Places and limits hold.",
    )
    reason = reason_field("Why, for the record", required=False)


class MarkForm(forms.Form):
    """One person's line in a meeting's register."""

    ABSENCES = [
        (value, words)
        for value, words in Attendance.Mark.choices
        if value != Attendance.Mark.PRESENT
    ]

    present = forms.BooleanField(required=False)
    otherwise = forms.ChoiceField(
        required=False, choices=[("", "Not marked yet"), *ABSENCES]
    )

    def __init__(self, *args: Any, booking: Booking, mark: str, **kwargs: Any) -> None:
        is_present = mark == Attendance.Mark.PRESENT
        kwargs["prefix"] = f"b{booking.pk}"
        kwargs["initial"] = {
            "present": is_present,
            "otherwise": "" if is_present else mark,
        }
        super().__init__(*args, **kwargs)
        self.booking = booking
        self.mark = mark
        self.fields["present"].label = f"{booking.attendee} was there"
        self.fields["otherwise"].label = f"If {booking.attendee} was not there in full"

    @property
    def chosen(self) -> str:
        """The mark that was given; empty for none. Only after ``is_valid``."""
        if self.cleaned_data["present"]:
            return str(Attendance.Mark.PRESENT)
        chosen: str = self.cleaned_data["otherwise"]
        return chosen
