"""The desk's lists of organisations, and of the partnership's own words for them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import HeaderButton
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
        files = [
            ("Download as Excel", _export("xlsx"), "download"),
            ("Download as CSV", _export("csv"), "download"),
        ]
        if self.request.user.has_perm("people.add_organisation"):
            files.insert(
                0, ("Import", reverse("people_import_organisations"), "upload")
            )
        return [
            *super().header_buttons,
            *(
                HeaderButton(label, url=url, icon_name=icon, priority=order)
                for order, (label, url, icon) in enumerate(files, start=10)
            ),
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
