"""Support services in the editor's admin: the list with its filters, and the form."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from commonweal.directory.models import DirectorySettings, Need, SupportService, Topic

STATES = (
    ("confirmed", "Confirmed in time"),
    ("due", "To be confirmed"),
    ("in-doubt", "Marked as not confirmed"),
    ("hidden", "Hidden, because nobody confirmed it"),
    ("draft", "Draft"),
)


class ServiceFilters(WagtailFilterSet):
    """Narrow the list: by how far a service is confirmed, by need and topic."""

    state = django_filters.ChoiceFilter(
        choices=STATES, method="with_state", label="State", empty_label="All"
    )
    needs = django_filters.ModelChoiceFilter(queryset=Need.objects.all())
    topics = django_filters.ModelChoiceFilter(queryset=Topic.objects.all())

    class Meta:
        model = SupportService
        fields = ["is_published", "is_sensitive"]

    def with_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return those in a state, today."""
        cutoffs = DirectorySettings.load().cutoffs(today=timezone.localdate())
        ask, mark, hide = cutoffs.ask, cutoffs.mark, cutoffs.hide
        spans = {
            "confirmed": {"verified_on__gt": ask},
            "due": {"verified_on__lte": ask, "verified_on__gt": mark},
            "in-doubt": {"verified_on__lte": mark, "verified_on__gt": hide},
            "hidden": {"verified_on__lte": hide},
        }
        if value not in spans:
            return found.filter(is_published=False)
        return found.filter(is_published=True, **spans[value])


WHAT = [
    FieldPanel("name"),
    MultiFieldPanel(
        [
            FieldPanel("organisation"),
            FieldPanel("partner"),
            FieldPanel("provider_name"),
        ],
        heading="Who provides it",
        help_text="One of the three.",
    ),
    FieldPanel("summary"),
    FieldPanel("description"),
    FieldPanel("website"),
    FieldPanel("needs", widget=CheckboxSelectMultiple),
    FieldPanel("topics", widget=CheckboxSelectMultiple),
    FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")], heading="Cost"),
    FieldPanel("languages", widget=CheckboxSelectMultiple),
]
FOR_WHOM = [
    FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")], heading="Ages"),
    FieldPanel("gender"),
    FieldPanel("areas", widget=CheckboxSelectMultiple),
    FieldPanel("sectors", widget=CheckboxSelectMultiple),
    FieldPanel("eligibility"),
    InlinePanel("referrals", heading="How to ask for help", label="way in"),
    FieldPanel("contacts"),
]
WHEN = [
    FieldPanel("venue"),
    FieldPanel("place"),
    FieldPanel("access"),
    InlinePanel("hours", heading="Opening hours", label="day"),
    FieldPanel("hours_note"),
    FieldPanel("closes_on_bank_holidays"),
    InlinePanel("exceptions", heading="Days unlike the others", label="exception"),
    InlinePanel("groups", heading="Groups with dates", label="group"),
]
STATE = [
    FieldRowPanel([FieldPanel("is_published"), FieldPanel("is_sensitive")]),
    FieldPanel("verified_on"),
    FieldPanel("owner_email"),
    FieldPanel("external_id"),
    FieldPanel("numbers_to_check", read_only=True),
]


class SupportServiceViewSet(SnippetViewSet):
    model = SupportService
    icon = "group"
    list_display = [
        "name",
        "provider",
        DateColumn("verified_on", label="Confirmed", sort_key="verified_on"),
        BooleanColumn("is_published", label="Published", sort_key="is_published"),
        BooleanColumn("is_sensitive", label="Sensitive", sort_key="is_sensitive"),
    ]
    filterset_class = ServiceFilters
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(WHAT, heading="What"),
            ObjectList(FOR_WHOM, heading="For whom"),
            ObjectList(WHEN, heading="When and where"),
            ObjectList(STATE, heading="State"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[SupportService]:
        """Fetch what the list shows along."""
        return SupportService.objects.select_related("organisation", "partner")
