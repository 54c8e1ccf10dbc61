"""What the intake room adds to Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from commonweal.design.wagtail_admin import PermittedMenuItem
from commonweal.intake.frame import Frame
from commonweal.intake.models import Door, Hours, Option, Rule
from commonweal.intake.queries import gather
from commonweal.intake.views.preview import preview, sentences
from commonweal.intake.viewsets import RightDoorViewSetGroup

register_snippet(RightDoorViewSetGroup)
MOST = 3


@hooks.register("register_admin_urls")
def addresses_of_the_right_door() -> list[URLPattern]:
    return [path("right-door/", preview, name="intake_preview")]


@hooks.register("register_right_door_menu_item")
def menu_item_for_the_preview() -> MenuItem:
    return PermittedMenuItem(
        "What would a visitor see?",
        reverse("intake_preview"),
        icon_name="view",
        order=-1,
        permission="intake.view_door",
    )


def say_what_is_wrong(request: HttpRequest, instance: Any) -> None:
    """Tell an editor who has saved a part of the right door what it has left to do."""
    if not isinstance(instance, Door | Hours | Option | Rule):
        return
    wrong = sentences(gather(Frame()))
    for sentence in wrong[:MOST]:
        messages.warning(request, sentence)
    if len(wrong) > MOST:
        messages.warning(
            request,
            f"And {len(wrong) - MOST} more under Right door, What would a visitor see?",
        )


hooks.register("after_create_snippet", say_what_is_wrong)
hooks.register("after_edit_snippet", say_what_is_wrong)


@hooks.register("after_delete_snippet")
def say_what_a_deletion_left(request: HttpRequest, instances: list[Any]) -> None:
    for instance in instances[:1]:
        say_what_is_wrong(request, instance)
