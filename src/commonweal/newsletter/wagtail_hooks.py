"""The newsletter desk in the menu of Wagtail's admin."""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class NewsletterMenuItem(MenuItem):
    """A link that shows to those who write the newsletter."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("newsletter.edit_newsletter"))


@hooks.register("register_admin_menu_item")
def newsletter_desk() -> NewsletterMenuItem:
    return NewsletterMenuItem(
        "Newsletter", reverse("newsletter:desk"), icon_name="mail", order=310
    )
