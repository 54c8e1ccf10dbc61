"""The editor's lists of what the right door asks, and where answers lead."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commonweal.intake.models import Door, Hours, Option, Rule
from commonweal.intake.routing import IN_WORDS, Asked


def _or_any(name: str) -> Callable[[Rule], str]:
    return lambda rule: str(getattr(rule, name) or "anything")


class RuleViewSet(SnippetViewSet):
    model = Rule
    icon = "order"
    menu_label = "Rules"
    list_display = [
        "door",
        Column("what", label=IN_WORDS[Asked.WHAT], accessor=_or_any("what")),
        Column("whom", label=IN_WORDS[Asked.WHOM], accessor=_or_any("whom")),
        Column("urgency", label=IN_WORDS[Asked.URGENCY], accessor=_or_any("urgency")),
    ]
    list_per_page = 100
    sort_order_field = "position"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        return Rule.objects.select_related("what", "whom", "urgency", "door")


class DoorViewSet(SnippetViewSet):
    model = Door
    icon = "redirect"
    menu_label = "Doors"
    list_display = ["title", "contact", "hours", "out_of_hours", "is_fallback"]
    list_per_page = 100
    sort_order_field = "position"


class OptionViewSet(SnippetViewSet):
    model = Option
    icon = "help"
    menu_label = "Answers to choose"
    list_display = ["words", "asked", "hint"]
    list_filter = ["asked"]
    list_per_page = 100
    sort_order_field = "position"


class HoursViewSet(SnippetViewSet):
    model = Hours
    icon = "time"
    menu_label = "Office hours"
    list_display = ["name", "is_open_on_bank_holidays"]


class RightDoorViewSetGroup(SnippetViewSetGroup):
    menu_label = "Right door"
    menu_icon = "redirect"
    menu_order = 255
    items = (RuleViewSet, DoorViewSet, OptionViewSet, HoursViewSet)
    # The preview comes first; see wagtail_hooks.
    submenu_hook = "register_right_door_menu_item"
