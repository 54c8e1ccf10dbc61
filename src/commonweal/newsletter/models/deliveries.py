"""Who gets which edition, and what became of each copy."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from commonweal.newsletter.models.editions import Edition
from commonweal.newsletter.models.issues import Issue
from commonweal.newsletter.models.subscribers import Subscriber


class SendingWorker(models.Model):
    """A process that is sending at this moment. Its claims are worth as much as it
    lives: a lock of its database session on PostgreSQL, its pulse elsewhere."""

    name = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    pulse_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def open(self) -> Self:
        """Copies that may still be handed over."""
        return self.filter(status__in=Delivery.OPEN)

    def due(self, *, now: datetime) -> Self:
        """Copies that a worker may claim, of issues that are being sent."""
        is_time = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        return self.filter(
            is_time,
            status__in=Delivery.IN_QUEUE,
            issue__status=Issue.Status.SENDING,
        )

    def claimed_by(self, worker: SendingWorker) -> Self:
        return self.filter(status=Delivery.Status.CLAIMED, worker=worker)


class Delivery(models.Model):
    """One copy of one issue for one subscriber."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        CLAIMED = "claimed"
        HANDED_OVER = "handed", "handed over"
        DEFERRED = "deferred"
        BOUNCED = "bounced"
        SUPPRESSED = "suppressed"
        UNKNOWN = "unknown"

    IN_QUEUE = (Status.QUEUED, Status.DEFERRED)
    OPEN = (*IN_QUEUE, Status.CLAIMED)

    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="deliveries"
    )
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.PROTECT, related_name="deliveries"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="deliveries"
    )
    domain = models.CharField(max_length=190, help_text="Of the receiving server.")
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    worker = models.ForeignKey(
        SendingWorker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(
        null=True, blank=True, help_text="When its handing over began; in flight since."
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(
        max_length=120, blank=True, help_text="Kind of failure; no address, no words."
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["issue", "id"],
                condition=Q(status__in=["queued", "deferred"]),
                name="newsletter_queue",
            ),
            models.Index(fields=["begun_at"], name="newsletter_begun"),
            models.Index(fields=["issue", "status"], name="newsletter_progress"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "subscriber"], name="newsletter_one_copy_each"
            ),
            models.CheckConstraint(
                condition=Q(status="claimed", worker__isnull=False)
                | ~Q(status="claimed") & Q(worker=None),
                name="newsletter_claim_has_its_worker",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class SendEpoch(models.Model):
    """How far sending has come, kept here and in a file beside the uploads: when the
    two differ, this database is a copy or was restored, and does not know what has
    been sent since. One row."""

    lineage = models.CharField(
        max_length=32, help_text="Of this life; another one when a person has decided."
    )
    number = models.PositiveBigIntegerField(default=0)
    held_since = models.DateTimeField(null=True, blank=True)
    held_because = models.CharField(max_length=250, blank=True)
    trouble = models.CharField(
        max_length=120, blank=True, help_text="Why no server could be reached."
    )
    trouble_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="newsletter_epoch_one_row")
        ]

    def __str__(self) -> str:
        return f"epoch {self.number}"
