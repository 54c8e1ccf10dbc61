"""What somebody is asked when they book a place for themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from commonweal.design.forms import DesignForm
from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.actions import Wish
from commonweal.training.models import Question
from commonweal.training.queries.prospects import Prospect

NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."
SAY_ELSEWHERE = (
    "say what, where and when and, if you can, how we may check it: the number of a "
    "certificate, or a link."
)
NEEDS: Mapping[str, str] = {
    Question.Kind.DIETARY: "dietary",
    Question.Kind.ACCESS: "access",
}


class DetailsForm(DesignForm):
    """Only what is not known yet and matters to this session is asked.

    Nothing of it is kept anywhere until the place is booked: between pages the
    answers travel with the form (docs/adr/0039).

    Args:
        prospects: of the organisations for which the person can book; one at least.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        person: Person,
        prospects: Sequence[Prospect],
        questions: Sequence[Question],
    ) -> None:
        super().__init__(data)
        self.person, self.prospects, self.questions = person, prospects, questions
        self._ask_name()
        self._ask_organisation()
        self._ask_equivalent()
        self._ask_manager()
        self._ask_needs()

    def _ask_name(self) -> None:
        if self.person.get_full_name():
            return
        for name, label, autocomplete in (
            ("first_name", "First name", "given-name"),
            ("last_name", "Last name", "family-name"),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=150,
                widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
                error_messages={"required": f"Enter your {label.lower()}."},
            )

    def _ask_organisation(self) -> None:
        offered = [each.organisation for each in self.prospects if each.organisation]
        if len(offered) < 2:
            return
        self.fields["organisation"] = forms.TypedChoiceField(
            label="Who do you come for?",
            choices=[(each.pk, each.name) for each in offered],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the organisation you come for."},
        )

    def _ask_equivalent(self) -> None:
        missing = self.prospects[0].to_declare
        if not missing:
            return
        told = " ".join(each.sentence for each in missing)
        self.fields["declared_equivalent"] = forms.CharField(
            label="What did you do instead?",
            help_text=f"{told} If you did something like it elsewhere, {SAY_ELSEWHERE}",
            max_length=300,
            error_messages={
                "required": "Say what you did instead, where and when, or book the "
                "course that comes first.",
                "max_length": "Use 300 characters or fewer.",
            },
        )

    def _ask_manager(self) -> None:
        if not any(each.asks_manager for each in self.prospects):
            return
        self.fields["manager_email"] = forms.EmailField(
            label="Your line manager’s e-mail address",
            help_text="We ask them to approve. They need no account, and your place is "
            "held until they answer.",
            initial=self.person.line_manager_email,
            max_length=254,
            widget=forms.EmailInput(
                attrs={"autocomplete": "off", "spellcheck": "false"}
            ),
            error_messages={
                "required": "Enter your line manager’s e-mail address.",
                "invalid": NOT_AN_ADDRESS,
            },
        )

    def _ask_needs(self) -> None:
        """Ask what is needed on the day, in the organiser's words where there are any,
        and then the organiser's other questions."""
        worded = {
            NEEDS[each.kind]: each
            for each in reversed(self.questions)
            if each.kind in NEEDS
        }
        session = self.prospects[0].session
        if "dietary" in worded or session.catering:
            self.fields["dietary"] = answer_field(
                worded.get("dietary"), "Do you need any particular food?"
            )
        self.fields["access"] = answer_field(
            worded.get("access"),
            "Is there anything you need to take part?",
            help_text="For example step-free access, a hearing loop, captions or a "
            "place to pray.",
        )
        for each in self.questions:
            if worded.get(NEEDS.get(each.kind, "")) != each:
                self.fields[f"question_{each.pk}"] = answer_field(each, each.text)

    def clean_manager_email(self) -> str:
        """Refuse somebody's own address, and an address that several people read.

        Raises:
            ValidationError: nobody else in particular would be asked.
        """
        email: str = self.cleaned_data["manager_email"].lower()
        if email == self.person.email:
            raise forms.ValidationError(
                "Enter your line manager’s address, not your own."
            )
        if explain(email):
            raise forms.ValidationError(
                f"{email} looks like an address that several people read. Enter your "
                "line manager’s own."
            )
        return email

    @property
    def chosen(self) -> Prospect:
        """What booking comes to for the organisation chosen, or the only one."""
        key = self.cleaned_data.get("organisation")
        return next(
            (
                each
                for each in self.prospects
                if each.organisation and each.organisation.pk == key
            ),
            self.prospects[0],
        )

    @property
    def organisation(self) -> Organisation | None:
        return self.chosen.organisation

    @property
    def name(self) -> dict[str, str]:
        """What the person is called, if they were asked."""
        asked = ("first_name", "last_name")
        return {name: self.cleaned_data[name] for name in asked if name in self.fields}

    @property
    def wish(self) -> Wish:
        """The answers as booking takes them."""
        said = self.cleaned_data
        by_name = {f"question_{each.pk}": each for each in self.questions}
        return Wish(
            dietary=said.get("dietary", ""),
            access=said.get("access", ""),
            answers={by_name[name]: said[name] for name in by_name if said.get(name)},
            declared_equivalent=said.get("declared_equivalent", ""),
            manager_email=said.get("manager_email", ""),
        )


def answer_field(
    question: Question | None, label: str, *, help_text: str = ""
) -> forms.Field:
    """Return the field of an optional question, with the choices it has, if any."""
    words = question.text if question else label
    choices = (
        [line.strip() for line in question.choices.splitlines()] if question else []
    )
    choices = [line for line in choices if line]
    if choices:
        return forms.ChoiceField(
            label=words,
            required=False,
            choices=[(each[:500], each) for each in choices],
            widget=forms.RadioSelect,
        )
    return forms.CharField(
        label=words,
        help_text="" if question else help_text,
        required=False,
        max_length=500,
        error_messages={"max_length": "Use 500 characters or fewer."},
    )
