from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commonweal.training.models.session import Session


class BatchQuerySet(models.QuerySet["Batch"]):
    def not_over(self) -> Self:
        return self.filter(ended_at=None)

    def telling(self) -> Self:
        """Those that follow from a change of the session itself."""
        return self.filter(kind__in=Batch.TELLING)


class Batch(models.Model):
    """One deed for many bookings of a session: asked for at the desk, or what a change
    of the session itself means for each of them.

    Each booking is dealt with in a transaction of its own, so that the desk sees
    how far it is, and one that is refused does not keep the others from it.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", "Message to people booked"
        CANCEL = "cancel", "Cancel bookings"
        TRANSFER = "transfer", "Move bookings to another date"
        CHANGED = "changed", "Tell people of a new time or place"
        CALLED_OFF = "off", "Close bookings of the cancelled session"

    TELLING = (Kind.CHANGED, Kind.CALLED_OFF)

    kind = models.CharField(max_length=8, choices=Kind.choices)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="batches"
    )
    to_session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where bookings are moved to.",
    )
    cancels_session = models.BooleanField(
        default=False, help_text="Cancel the session when all are dealt with."
    )
    subject = models.CharField(max_length=150, blank=True)
    words = models.TextField(blank=True, help_text="The message, or the reason.")
    before = models.JSONField(
        default=dict,
        blank=True,
        help_text="Of a change: time and place as these people know them.",
    )
    booking_ids = models.JSONField(help_text="In the order they are dealt with.")
    done = models.PositiveIntegerField(default=0, help_text="So many of them are.")
    refused = models.JSONField(
        default=list, help_text="Booking and sentence, for each that was refused."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="transfer", to_session__isnull=False)
                | Q(~Q(kind="transfer"), to_session=None),
                name="batch_moves_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(to_session=None) | ~Q(to_session=F("session")),
                name="batch_moves_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def left(self) -> list[int]:
        """The bookings that are not dealt with yet."""
        return list(self.booking_ids[self.done :])

    @property
    def total(self) -> int:
        return len(self.booking_ids)

    @property
    def is_telling(self) -> bool:
        """Whether it follows from a change of the session itself."""
        return self.kind in self.TELLING

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None
