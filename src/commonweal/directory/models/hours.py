"""When a service is open, week by week and on days unlike the others."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from commonweal.directory.models.services import SupportService


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class OpeningHours(models.Model):
    """From when to when it is open on one day of each week, in UK local time."""

    service = ParentalKey(
        SupportService, on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    panels = [
        FieldRowPanel(
            [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
        )
    ]

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="service_opens_before_closing",
                violation_error_message="It closes before it opens. Enter 11:59pm for midnight.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="service_open_on_a_weekday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class HoursException(models.Model):
    """Days on which it is closed, or open at other times."""

    service = ParentalKey(
        SupportService, on_delete=models.CASCADE, related_name="exceptions"
    )
    first_day = models.DateField()
    last_day = models.DateField(help_text="The same day when it is only one.")
    opens = models.TimeField(null=True, blank=True, help_text="Empty: closed.")
    closes = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True, help_text="“Staff training”")

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("reason"),
    ]

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="service_exception_days_in_order",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="service_exception_hours_whole",
                violation_error_message=(
                    "Enter when it opens and, later, closes; or neither when it is closed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"

    def clean(self) -> None:
        super().clean()
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(
                {"closes": "Enter both times, or neither when it is closed."}
            )
