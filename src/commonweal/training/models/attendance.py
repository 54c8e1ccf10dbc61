from django.conf import settings
from django.db import models

from commonweal.training.models.booking import Booking
from commonweal.training.models.session import Meeting


class Attendance(models.Model):
    """Whether somebody was at one meeting of a session."""

    class Mark(models.TextChoices):
        PRESENT = "present", "Present"
        LATE = "late", "Late beyond the grace"
        LEFT_EARLY = "left-early", "Left early"
        APOLOGISED = "apologised", "Sent apologies"
        ABSENT = "absent", "Absent"

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="attendances"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances"
    )
    mark = models.CharField(max_length=10, choices=Mark.choices)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "meeting"], name="one_mark_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_mark_display()} ({self.booking_id})"
