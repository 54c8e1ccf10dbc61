from django.db import models
from django.db.models import Q

from commonweal.people.models import Sector
from commonweal.training.models.session import Session


class PlaceLimit(models.Model):
    """One rule about who fills a session. All the rules of a session hold at once."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "At most so many from one organisation"
        FAMILY = "family", "At most so many from one organisation and its branches"
        SECTOR = "sector", "So many places kept for a sector until a day"

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="limits"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    places = models.PositiveSmallIntegerField()
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_until = models.DateTimeField(
        null=True, blank=True, help_text="Then whoever comes may have them."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="sector", sector__isnull=False)
                | Q(~Q(kind="sector"), sector=None, held_until=None),
                name="kept_places_name_a_sector",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.places}"
