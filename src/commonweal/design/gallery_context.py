"""What the gallery's samples are about: one invented partnership."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static

from commonweal.design.calendar_month import Entry
from commonweal.design.components.cards import Occasion, Thumbnail
from commonweal.design.components.lists import Action
from commonweal.design.components.navigation import MenuItem
from commonweal.design.components.safety import HelpLine
from commonweal.design.forms import DatePartsField, DesignForm

MORNING = time(9, 30)
HELP_LINES = [
    HelpLine(
        "Oakshire front door",
        "01632 960123",
        "tel:+441632960123",
        "Monday to Friday, 8:30am to 5pm",
    ),
    HelpLine("Out of hours", "01632 960456", "tel:+441632960456", "Nights, weekends"),
]


@dataclass(frozen=True)
class SampleChoice:
    """Something to narrow a list by."""

    slug: str

    def __str__(self) -> str:
        return self.slug.capitalize()


class SampleForm(DesignForm):
    """A question of every kind."""

    name = forms.CharField(label="Full name")
    email = forms.EmailField(
        label="Work e-mail", help_text="We send the joining instructions there."
    )
    telephone = forms.CharField(
        label="Telephone",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    needs = forms.CharField(
        label="What would help you take part?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    agency = forms.ChoiceField(
        label="Where you work",
        choices=[("", "Choose one"), ("school", "School"), ("health", "Health")],
    )
    level = forms.ChoiceField(
        label="Level of training",
        choices=[("1", "Everyone"), ("2", "Works with families"), ("3", "Leads")],
        widget=forms.RadioSelect,
        help_text="Your manager can tell you which one you need.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics you follow",
        choices=[("exploitation", "Exploitation"), ("neglect", "Neglect")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agrees = forms.BooleanField(label="My manager has agreed to this booking")
    born_on = DatePartsField(label="Date of birth", help_text="For example, 31 3 1980")
    certificate = forms.FileField(label="Earlier certificate", required=False)


def context(*, today: date) -> dict[str, Any]:
    """Return the values that the samples name, with dates around ``today``."""
    start = datetime.combine(today, MORNING)
    return {
        "today": today,
        "start": start,
        "week_later": start + timedelta(days=6),
        "form": SampleForm(prefix="empty"),
        "wrong": SampleForm({"wrong-email": "sam.at.example"}, prefix="wrong"),
        "wrong_alone": SampleForm({"alone-email": "sam.at.example"}, prefix="alone"),
        "filters": SampleForm(prefix="filters"),
        "headings": ["Agency", "People", "Share"],
        "one_tab": [("recorded", "Recorded")],
        "page_obj": Paginator(range(180), 20).page(5),
        "trail": [("Home", "/"), ("News", "/news/")],
        "menu": [
            MenuItem("Home", "/"),
            MenuItem("News", "/news/"),
            MenuItem("Design system", "/design/"),
        ],
        "contents": [
            ("What an early help assessment is", "#cards-and-lists"),
            ("Who takes part", "#notices"),
            ("What happens afterwards", "#forms"),
        ],
        "ways_in": [
            ("Report a concern", "#", "Who answers, by day and by night."),
            ("Book training", "#", "Dates for every level, most of them free."),
            ("Policies", "#", "What changed and who needs to know."),
        ],
        "topics": [("Exploitation", "#"), ("Neglect", "#"), ("Online safety", "#")],
        "tags": [("Training", "teal"), "Professionals"],
        "thumbnail": Thumbnail(static("design/gallery/harbour.svg"), 640, 480),
        "harbour": static("design/gallery/harbour.svg"),
        "facts": [
            ("When", "Thursday 14 May 2026, 9:30am to 12:30pm"),
            ("Where", "Corn Exchange, Oakshire"),
            ("Price", "Free to partners", Action("Change", "#", "price")),
        ],
        "reach": [("Schools", 412, "58%"), ("Health", 230, "32%")],
        "occasions": [
            Occasion("Thursday 12 March 2026, 10am to midday", is_past=True),
            Occasion("Thursday 14 May 2026, 10am to midday"),
            Occasion("Thursday 9 July 2026, 10am to midday", note="Online"),
        ],
        "ways": [
            ("Telephone", "01632 960123", "tel:+441632960123"),
            ("E-mail", "frontdoor@example.org.uk", "mailto:frontdoor@example.org.uk"),
            ("Address", "Corn Exchange, Market Place, Oakshire"),
        ],
        "entries": {
            today: [Entry("Front door drop-in", "#", "10am")],
            today.replace(day=9): [
                Entry("Neglect: a half-day course", "#", "9:30am", is_past=True),
                Entry("Forum for voluntary groups", "#", "6pm"),
            ],
            today.replace(day=21): [Entry("Safer Internet Week begins", "#")],
        },
        "lines": HELP_LINES,
        "chosen": [("Topic: Neglect", "?audience=schools")],
        "choices": [SampleChoice("neglect"), SampleChoice("exploitation")],
        "tabs_of": [("face-to-face", "Face to face"), ("online", "Online")],
    }
