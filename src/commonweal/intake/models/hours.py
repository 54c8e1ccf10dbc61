"""When a team answers, as an editor keeps it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from commonweal.intake.office_hours import OfficeHours, Stretch


class Hours(ClusterableModel):
    """A week of office hours, which several doors may share."""

    name = models.CharField(max_length=80, unique=True)
    is_open_on_bank_holidays = models.BooleanField(
        "also on bank holidays",
        default=False,
        help_text="Those of England and Wales.",
    )

    panels = [
        FieldPanel("name"),
        InlinePanel("times", heading="Open", label="time"),
        FieldPanel("is_open_on_bank_holidays"),
        InlinePanel("exceptions", heading="Days with other hours", label="day"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = "office hours"
        verbose_name_plural = "office hours"

    def __str__(self) -> str:
        return self.name

    def as_values(self) -> OfficeHours:
        """Return them as the router reckons with them. Two queries, unless fetched."""
        week: list[list[Stretch]] = [[] for _ in range(7)]
        for each in self.times.all():
            week[each.weekday].append(Stretch(each.opens, each.closes))
        exceptions: dict[Any, tuple[Stretch, ...]] = {}
        for day in self.exceptions.all():
            known = exceptions.get(day.day, ())
            exceptions[day.day] = (*known, *day.stretches())
        return OfficeHours(
            week=tuple(tuple(day) for day in week),
            is_open_on_bank_holidays=self.is_open_on_bank_holidays,
            exceptions=exceptions,
        )


class OpeningTime(models.Model):
    """From when to when on one day of the week."""

    class Weekday(models.IntegerChoices):
        MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

    hours = ParentalKey(Hours, on_delete=models.CASCADE, related_name="times")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField(help_text="00:00 for the end of the day.")

    panels = [
        FieldRowPanel(
            [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
        )
    ]

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                name="intake_closes_after_it_opens",
                violation_error_message="It must close after it opens.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"


class ExceptionalDay(models.Model):
    """A day with hours of its own; closed when it has none."""

    hours = ParentalKey(Hours, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    opens = models.TimeField(null=True, blank=True, help_text="Empty: closed.")
    closes = models.TimeField(null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")])
    ]

    class Meta:
        ordering = ["day", "opens"]
        constraints = [
            models.CheckConstraint(
                # A comparison with NULL is not false, so both are asked for by name.
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False)
                & (Q(closes__gt=F("opens")) | Q(closes="00:00")),
                name="intake_exception_closes_after_it_opens",
                violation_error_message="Enter both times, or neither for closed.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y}"

    def stretches(self) -> tuple[Stretch, ...]:
        if self.opens is None or self.closes is None:
            return ()
        return (Stretch(self.opens, self.closes),)
