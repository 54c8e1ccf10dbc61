"""What an editor decided about a date that contradicts itself."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Page

from commonweal.governance.actions import record


class DateDecision(models.Model):
    """A question of the date reader that somebody answered, and how.

    Either the words were put right to one of the candidates (``chosen_on``),
    or they stand as they are, with a reason.
    """

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="date_decisions"
    )
    code = models.CharField(max_length=30, help_text="The question's code.")
    words = models.CharField(max_length=300, help_text="The words in question.")
    chosen_on = models.DateField(null=True, help_text="The candidate that was picked.")
    reason = models.CharField(
        max_length=500, blank=True, help_text="Why the words stand as they are."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(chosen_on__isnull=False) | ~models.Q(reason=""),
                name="override_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"

    @property
    def is_override(self) -> bool:
        """Whether the words stand as they are, for a reason."""
        return self.chosen_on is None


def keep_decisions(page: Any, decisions: Iterable[DateDecision]) -> None:
    """Store decisions about ``page``, which has a row by now, and audit them."""
    for decision in decisions:
        decision.page_id = page.pk
        decision.save()
        verb = "date_question_overridden" if decision.is_override else "date_mended"
        record(
            f"pages.{verb}",
            subject=page,
            by=decision.by,
            at=decision.at,
            reason=decision.reason,
        )
