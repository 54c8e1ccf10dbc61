"""The desk's lists of organisations, and of the partnership's own words for them."""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commonweal.people.models import (
    JobRole,
    Organisation,
    OrganisationKind,
    Sector,
    SharedMailbox,
)


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "sector", "kind", "parent", "reference", "is_active"]
    list_filter = ["sector", "kind", "is_active"]
    list_per_page = 50

    def get_queryset(self, request: Any) -> QuerySet[Organisation]:
        """Fetch what the list shows along."""
        return Organisation.objects.for_lists()


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "tag"
    list_display = ["name", "position"]


class OrganisationKindViewSet(SnippetViewSet):
    model = OrganisationKind
    icon = "tag"
    list_display = ["name", "position"]


class JobRoleViewSet(SnippetViewSet):
    model = JobRole
    icon = "user"
    list_display = ["name", "position"]


class SharedMailboxViewSet(SnippetViewSet):
    model = SharedMailbox
    icon = "mail"
    list_display = ["name"]


class PeopleViewSetGroup(SnippetViewSetGroup):
    menu_label = "Organisations"
    menu_icon = "group"
    menu_order = 260
    items = (
        OrganisationViewSet,
        SectorViewSet,
        OrganisationKindViewSet,
        JobRoleViewSet,
        SharedMailboxViewSet,
    )
