"""The desk's lists of organisations, and of the partnership's own words for them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import (
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from commonweal.people.models import (
    JobRole,
    Organisation,
    OrganisationKind,
    Sector,
    SharedMailbox,
)


class OrganisationList(IndexView):
    """The list, with the ways in and out of it as a file."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """What stands beside the heading."""
        buttons: list[HeaderButton] = super().header_buttons
        if not self.request.user.has_perm("people.add_organisation"):
            return buttons
        address = reverse("people_import_organisations")
        # A higher number stands further right; Wagtail's own have 1000.
        way_in = HeaderButton("Import", url=address, icon_name="upload", priority=1010)
        return [*buttons, way_in]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What stands behind the dots, as downloads do in Wagtail's own lists."""
        return [
            *super().header_more_buttons,
            Button("Download as Excel", url=_export("xlsx"), icon_name="download"),
            Button("Download as CSV", url=_export("csv"), icon_name="download"),
        ]


def _export(form: str) -> str:
    return reverse("people_export_organisations", args=[form])


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    index_view_class = OrganisationList
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
