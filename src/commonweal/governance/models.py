from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Who did what to which record, and when. Never edited, never deleted early."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    reason = models.CharField(
        max_length=500,
        blank=True,
        help_text="Why, in the person's own words, where the deed asks for a reason.",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class DueWork(models.Model):
    """When a piece of work that the clock asks for was last begun and ended.

    One row a piece, shared by all workers: whoever moves ``began_at`` does it.
    """

    name = models.CharField(max_length=60, unique=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(
        null=True, help_text="Of the last time that it ended well."
    )

    class Meta:
        verbose_name_plural = "due work"

    def __str__(self) -> str:
        return self.name
