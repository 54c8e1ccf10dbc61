"""Who of an organisation is to come, and which of its bookings to list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from commonweal.design.forms import DesignForm
from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.actions import Wish
from commonweal.training.forms.details import NOT_AN_ADDRESS, SAY_ELSEWHERE
from commonweal.training.long_choices import LongChoiceField
from commonweal.training.models import Booking, Course
from commonweal.training.queries.teams import TeamProspect, Wanted

MORE_ROWS = (1, 2, 3)
PARTS = ("first_name", "last_name", "email")
MOST_PEOPLE = 40
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Somebody who is not in the list yet."""

    first_name: str
    last_name: str
    email: str

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class TeamForm(DesignForm):
    """Whom to book, and what to do when not all of them fit."""

    people = forms.MultipleChoiceField(
        label="Who is to come?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    together = forms.ChoiceField(
        label="If there are not places for all of them",
        choices=[
            ("fit", "Book as many as fit, in the order of the list; the others wait"),
            (TOGETHER, "They want to come together: all of them, or all wait"),
        ],
        initial="fit",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do if not all of them fit."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        members: Sequence[Person],
        prospect: TeamProspect,
        before: Sequence[str],
        by: Person,
    ) -> None:
        """Args:
        before: titles of the courses that come first, where having done something
            like it elsewhere counts.
        """
        super().__init__(data)
        self.members = {str(each.pk): each for each in members}
        people = self.fields["people"]
        people.choices = [  # type: ignore[attr-defined]  # of a field that has some
            (key, _told(each)) for key, each in self.members.items()
        ]
        if not self.members:
            del self.fields["people"]
        self._ask_for_more()
        if before:
            titles = " and ".join(f"“{title}”" for title in before)
            self.fields["declared_equivalent"] = forms.CharField(
                label="What did those do instead who have not done what comes first?",
                help_text=f"{titles} comes first. For anybody who did something like it "
                f"elsewhere, {SAY_ELSEWHERE}",
                required=False,
                max_length=300,
                error_messages={"max_length": "Use 300 characters or fewer."},
            )
        if prospect.asks_manager:
            self.fields["manager_email"] = forms.EmailField(
                label="Their line manager’s e-mail address",
                help_text="If you are their manager, leave your own: then nobody else "
                "is asked.",
                initial=by.email,
                max_length=254,
                widget=forms.EmailInput(attrs={"spellcheck": "false"}),
                error_messages={
                    "required": "Enter their line manager’s e-mail address.",
                    "invalid": NOT_AN_ADDRESS,
                },
            )

    def _ask_for_more(self) -> None:
        labels = ("First name", "Last name", "Work e-mail address")
        for row in MORE_ROWS:
            for part, label in zip(PARTS, labels, strict=True):
                kind = forms.EmailField if part == "email" else forms.CharField
                self.fields[f"{part}_{row}"] = kind(
                    label=label,
                    required=False,
                    max_length=150,
                    error_messages={"invalid": NOT_AN_ADDRESS},
                )

    @property
    def more_rows(self) -> list[list[forms.BoundField]]:
        """The fields for people who are not in the list, row by row."""
        return [[self[f"{part}_{row}"] for part in PARTS] for row in MORE_ROWS]

    @property
    def has_more(self) -> bool:
        """Whether a row for somebody else is filled in, or wrong."""
        return any(
            bound.value() or bound.errors for row in self.more_rows for bound in row
        )

    def clean(self) -> dict[str, Any]:
        """Check rows as wholes, and that somebody is named."""
        said = super().clean() or self.cleaned_data
        for row in MORE_ROWS:
            self._check_row(row, said)
        if not self.errors and not self.chosen and not self.added:
            self.add_error(
                "people" if self.members else "first_name_1",
                "Choose at least one person.",
            )
        if len(self.chosen) + len(self.added) > MOST_PEOPLE:
            self.add_error(None, f"Book at most {MOST_PEOPLE} people at once.")
        return said

    def _check_row(self, row: int, said: Mapping[str, Any]) -> None:
        filled = [part for part in PARTS if said.get(f"{part}_{row}")]
        if not filled:
            return
        names = {
            "first_name": "a first name",
            "last_name": "a last name",
            "email": "a work e-mail address",
        }
        for part in PARTS:
            if part not in filled and f"{part}_{row}" not in self.errors:
                self.add_error(
                    f"{part}_{row}", f"Enter {names[part]} for colleague {row}."
                )
        email = said.get(f"email_{row}", "")
        refusal = email and (
            explain(email, is_own=False) or self._named_twice(row, said)
        )
        if refusal:
            self.add_error(f"email_{row}", refusal)

    def _named_twice(self, row: int, said: Mapping[str, Any]) -> str | None:
        """Say who has the address of a row already: one of them would be left out."""
        email = said[f"email_{row}"].lower()
        for each in self.chosen:
            if each.email == email:
                return (
                    f"{email} is the address of {each}, who is ticked in the list. "
                    f"Empty the row of colleague {row}, or enter another address."
                )
        for other in range(1, row):
            if said.get(f"email_{other}", "").lower() == email:
                return (
                    f"{email} is the address of colleague {other} too. Enter the own "
                    f"address of colleague {row}, or empty the row."
                )
        return None

    @property
    def chosen(self) -> list[Person]:
        """The members ticked, in the order of the list."""
        ticked = self.cleaned_data.get("people", [])
        return [each for key, each in self.members.items() if key in ticked]

    @property
    def added(self) -> list[NewColleague]:
        """Those typed in, in the order of the rows."""
        said = self.cleaned_data
        return [
            NewColleague(*(said[f"{part}_{row}"].strip() for part in PARTS))
            for row in MORE_ROWS
            if all(said.get(f"{part}_{row}") for part in PARTS)
        ]

    @property
    def wants_together(self) -> bool:
        return bool(self.cleaned_data["together"] == TOGETHER)

    @property
    def wish(self) -> Wish:
        """What is said for all of them."""
        said = self.cleaned_data
        return Wish(
            manager_email=said.get("manager_email", "").lower(),
            declared_equivalent=said.get("declared_equivalent", ""),
        )


def _told(person: Person) -> str:
    email = person.contact_email
    return f"{person} ({email})" if email and str(person) != email else str(person)


class WantedForm(DesignForm):
    """Which bookings of the organisation to list. Sent as a part of the address, which
    names nobody."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisation",
        required=False,
        empty_label="All",
    )
    course = LongChoiceField(
        Course.objects.none(), named_by="title", label="Course", empty_label="All"
    )
    when = forms.ChoiceField(
        label="When",
        required=False,
        choices=[("", "Any time"), ("coming", "To come"), ("past", "Past")],
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *Booking.Status.choices]
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        organisations: Sequence[Organisation],
        courses: QuerySet[Course],
    ) -> None:
        super().__init__(data)
        every = Organisation.objects.filter(pk__in=[row.pk for row in organisations])
        self.organisations = organisations
        self._offer("organisation", every)
        self._offer("course", courses)
        if len(organisations) < 2:
            del self.fields["organisation"]

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # of a field that has one

    @property
    def wanted(self) -> Wanted:
        """What is asked for; what makes no sense is left out."""
        self.is_valid()  # what cannot be read is missing from the cleaned data
        said = self.cleaned_data
        return Wanted(
            organisation=said.get("organisation"),
            course=said.get("course"),
            when=said.get("when", ""),
            state=said.get("state", ""),
        )
