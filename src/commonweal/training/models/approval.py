from django.db import models
from django.db.models import Q

from commonweal.training.models.booking import Booking


class Approval(models.Model):
    """A question put to a manager, who needs no account to answer it.

    The link in the e-mail is signed and names this row; only a POST answers.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "Not answered yet"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        FORWARDED = "forwarded", "Sent to someone else"
        EXPIRED = "expired", "Not answered in time"
        WITHDRAWN = "withdrawn", "No longer needed"

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="approvals"
    )
    email = models.EmailField(help_text="Who was asked.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=9, choices=Outcome.choices, default=Outcome.OPEN
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(outcome="open"),
                name="one_open_approval_a_booking",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.booking_id})"
