"""Panels of the page editor that say more than a field."""

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.panels import FieldPanel


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
