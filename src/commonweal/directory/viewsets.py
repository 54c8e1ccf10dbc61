"""The editor's lists of what every subject refers to."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commonweal.directory.models import Audience, Contact, Partner, Topic, Venue


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "mail"
    list_display = ["name", "email", "opening_hours", "is_help_line", "checked_on"]
    list_filter = ["is_help_line"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "summary", "is_sensitive"]


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


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = "Directory"
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        ContactViewSet,
        TopicViewSet,
        AudienceViewSet,
        PartnerViewSet,
        VenueViewSet,
    )
