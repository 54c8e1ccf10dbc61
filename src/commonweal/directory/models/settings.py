"""How often services are confirmed, as the partnership wishes it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The days that decide, on one day, how far what we know of a service is trusted.

    Attributes:
        ask: its owner is asked when it was last confirmed on or before this day.
        mark: it is marked as not confirmed.
        hide: it is no longer shown.
    """

    ask: date
    mark: date
    hide: date


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


class DirectorySettings(models.Model):
    """How often owners are asked whether what we say is still right. One row."""

    months = models.PositiveSmallIntegerField(
        "ask every so many months",
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text="The owner of a service gets an e-mail and confirms with one press.",
    )
    weeks_until_marked = models.PositiveSmallIntegerField(
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text="Weeks without an answer until the page says “Not confirmed since …”.",
    )
    weeks_until_hidden = models.PositiveSmallIntegerField(
        default=12,
        validators=[MinValueValidator(2), MaxValueValidator(104)],
        help_text="Weeks without an answer until the service is hidden.",
    )

    class Meta:
        verbose_name = "directory settings"
        verbose_name_plural = "directory settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="directory_settings_one_row"
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1), name="directory_asks_now_and_then"
            ),
            models.CheckConstraint(
                condition=Q(weeks_until_hidden__gt=F("weeks_until_marked")),
                name="services_marked_before_hidden",
                violation_error_message=(
                    "A service is marked first and hidden later: enter more weeks "
                    "until it is hidden than until it is marked."
                ),
            ),
        ]

    def __str__(self) -> str:
        return "How often services are confirmed"

    @classmethod
    def load(cls) -> Self:
        """Return the settings; the defaults, unsaved, when nobody has changed any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def cutoffs(self, *, today: date) -> Cutoffs:
        """Return what decides on ``today``, a London day."""
        asked = months_before(today, self.months)
        return Cutoffs(
            ask=asked,
            mark=asked - timedelta(weeks=self.weeks_until_marked),
            hide=asked - timedelta(weeks=self.weeks_until_hidden),
        )
