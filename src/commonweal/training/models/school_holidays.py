from django.db import models
from django.db.models import F, Q


class SchoolHoliday(models.Model):
    """Days on which the area's schools are closed, as the council publishes them."""

    name = models.CharField(max_length=60, help_text="“Autumn half term 2026”.")
    first_day = models.DateField()
    last_day = models.DateField(help_text="Included.")

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="holiday_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name
