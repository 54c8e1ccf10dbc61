"""Panels of the page editor that say more than a field."""

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, PublishingPanel


class DatesPanel(FieldPanel):
    """The dates typed in words, with what was read and what is in question.

    What it shows comes from the form (``pages.forms.NewsPageForm``), so that
    it is there without any script; a small one keeps it up to date.
    """

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "pages/admin/dates_panel.html"

        def get_editable_context_data(self) -> dict[str, Any]:
            context: dict[str, Any] = super().get_editable_context_data()
            return context | {
                "findings": self.form.findings,
                "asked": self.form.asked,
                "is_bound": self.form.is_bound,
                "read_back_address": self.read_back_address(),
            }

        def read_back_address(self) -> str:
            """Where the script sends the form to have its dates read."""
            if self.instance.pk:
                return reverse("pages_read_back", args=[self.instance.pk])
            return reverse("pages_read_back_new", args=[self.form.parent_page.pk])

        @property
        def media(self) -> forms.Media:
            return super().media + forms.Media(
                css={"all": ["pages/admin_dates.css"]}, js=["pages/admin_dates.js"]
            )


class SchedulePanel(PublishingPanel):
    """When a page goes live. Wagtail's own expiry, which unpublishes a page, is
    left out: here nothing vanishes."""

    children: list[Any]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.children = [
            child for child in self.children if child.field_name != "expire_at"
        ]

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "pages/admin/schedule_panel.html"
