from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class NewsletterSettings(models.Model):
    """How the partnership runs its newsletter. One row."""

    name = models.CharField(max_length=80, default="Partnership newsletter")
    sender = models.EmailField(blank=True, help_text="Empty: the site's own sender.")
    reply_to = models.EmailField(blank=True, help_text="Where replies go.")
    postal_line = models.CharField(
        max_length=250, blank=True, help_text="Who sends it, with a postal address."
    )
    consent_wording = models.TextField(
        default=(
            "We send you the newsletter and nothing else. You can change what you get "
            "or leave at any time, with the links at the end of each issue."
        )
    )
    draft_on_day = models.PositiveSmallIntegerField(
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text="The day of the month when the next issue is drafted.",
    )
    needs_approval = models.BooleanField(
        default=True, help_text="A second person approves each issue."
    )
    seed_list = models.TextField(
        blank=True, help_text="Addresses for tests, one on each line."
    )
    per_minute = models.PositiveIntegerField(default=600, help_text="0: no limit.")
    per_hour = models.PositiveIntegerField(default=0, help_text="0: no limit.")
    per_domain_a_minute = models.PositiveIntegerField(
        default=120, help_text="To one receiving server. 0: no limit."
    )

    class Meta:
        verbose_name = "newsletter settings"
        verbose_name_plural = "newsletter settings"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="newsletter_settings_one_row"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def load(cls) -> Self:
        """Return the settings; the defaults, unsaved, when nobody has changed any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
