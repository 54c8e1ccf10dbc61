"""The editor's lists of what every subject refers to."""

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commonweal.directory.models import (
    Area,
    Audience,
    Contact,
    ContactQuerySet,
    DirectorySettings,
    Language,
    Need,
    Partner,
    Topic,
    Venue,
)
from commonweal.directory.service_viewset import SupportServiceViewSet


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "mail"
    list_display = [
        "name",
        "telephone",
        "email",
        "opening_hours",
        BooleanColumn("is_help_line", label="Help line", sort_key="is_help_line"),
        "checked_on",
    ]
    list_filter = ["is_help_line"]

    def get_queryset(self, request: HttpRequest) -> ContactQuerySet:
        return Contact.objects.with_numbers()


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = [
        "name",
        "summary",
        BooleanColumn("is_sensitive", label="Sensitive", sort_key="is_sensitive"),
    ]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    list_display = ["name", "group"]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "site"
    list_display = ["name", "website"]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    list_display = ["name", "one_line", "step_free"]


class AreaViewSet(SnippetViewSet):
    model = Area
    icon = "globe"
    list_display = ["name"]


class NeedViewSet(SnippetViewSet):
    model = Need
    icon = "help"
    list_display = [
        "name",
        "position",
        BooleanColumn("is_sensitive", label="Sensitive", sort_key="is_sensitive"),
    ]


class LanguageViewSet(SnippetViewSet):
    model = Language
    icon = "openquote"
    list_display = ["name", "code"]


class DirectorySettingsViewSet(SnippetViewSet):
    model = DirectorySettings
    icon = "cog"
    list_display = ["__str__", "months", "weeks_until_marked", "weeks_until_hidden"]
    panels = [
        FieldPanel("months"),
        FieldPanel("weeks_until_marked"),
        FieldPanel("weeks_until_hidden"),
    ]


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = "Directory"
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        SupportServiceViewSet,
        ContactViewSet,
        TopicViewSet,
        AudienceViewSet,
        PartnerViewSet,
        VenueViewSet,
        AreaViewSet,
        NeedViewSet,
        LanguageViewSet,
        DirectorySettingsViewSet,
    )
