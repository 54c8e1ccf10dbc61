"""What was sent: in clear only what the list of a team shows."""

from datetime import date
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from commonweal.sealed.models.teams import BreakGlassKey, Route, Team, TeamKey


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def kept(self) -> Self:
        """Those whose content has not been erased."""
        return self.filter(erased_at=None)

    def readable(self) -> Self:
        """Those whose keys are there."""
        return self.filter(shredded_at=None, erased_at=None)

    def unopened(self) -> Self:
        return self.kept().filter(state=Submission.State.RECEIVED)


class Submission(models.Model):
    """One form that somebody sent, or a part of one that was forwarded."""

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        OPENED = "opened", "Opened"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    class Urgency(models.TextChoices):
        ROUTINE = "routine", "Routine"
        SOON = "soon", "Soon"
        URGENT = "urgent", "Urgent"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=8, unique=True)
    form = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    schema_hash = models.CharField(max_length=64)
    route = models.ForeignKey(
        Route, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="submissions")
    forwarded_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        # What was forwarded has a time of its own, and may outlive this row.
        on_delete=models.SET_NULL,
        related_name="forwards",
    )
    urgency = models.CharField(
        max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.RECEIVED
    )
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was accepted or declined."
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    delete_on = models.DateField(
        null=True, blank=True, help_text="Set by the hand-over; the content goes then."
    )
    warned_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The last warning before that: 14 or 3."
    )
    held_at = models.DateTimeField("legal hold since", null=True, blank=True)
    hold_reason = models.CharField(max_length=300, blank=True)
    shredded_at = models.DateTimeField(
        null=True, blank=True, help_text="When its keys were destroyed."
    )
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When what was left of its content went."
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["team", "state", "-received_at"], name="sealed_list"),
            models.Index(
                fields=["delete_on"],
                condition=Q(erased_at=None),
                name="sealed_to_delete",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | ~Q(hold_reason=""),
                name="sealed_hold_has_a_reason",
                violation_error_message="Say why it is held.",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def is_due_for_deletion(self, *, today: date) -> bool:
        """Whether its time is over and nothing holds it."""
        return (
            self.held_at is None
            and self.delete_on is not None
            and self.delete_on <= today
        )


class KeyWrap(models.Model):
    """The key of one submission, in an envelope for a team or for break-glass."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="wraps"
    )
    team_key = models.ForeignKey(
        TeamKey, null=True, blank=True, on_delete=models.PROTECT, related_name="wraps"
    )
    break_glass_key = models.ForeignKey(
        BreakGlassKey,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="wraps",
    )
    envelope = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team_key=None, break_glass_key__isnull=False)
                | Q(team_key__isnull=False, break_glass_key=None),
                name="sealed_wrap_for_one",
            ),
            models.UniqueConstraint(
                fields=["submission", "team_key"], name="sealed_wrap_once_a_team_key"
            ),
            models.UniqueConstraint(
                fields=["submission", "break_glass_key"],
                name="sealed_wrap_once_a_break_glass",
            ),
        ]

    def __str__(self) -> str:
        return f"key of {self.submission}"


class SealedPart(models.Model):
    """One group of answers of a submission, sealed."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="parts"
    )
    group = models.SlugField(max_length=60)
    envelope = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "group"], name="sealed_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} of {self.submission}"


class SealedFile(models.Model):
    """One attachment. Its name stands sealed among the answers (group ``files``)."""

    class Check(models.TextChoices):
        CLEAN = "clean", "Scanned: no malware found"
        UNSCANNED = "unscanned", "Not scanned: in quarantine"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="files"
    )
    number = models.PositiveSmallIntegerField(help_text="From 1, in their order.")
    chunks = models.PositiveIntegerField()
    check_result = models.CharField(max_length=10, choices=Check.choices)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="sealed_file_number"
            )
        ]

    def __str__(self) -> str:
        return f"file {self.number} of {self.submission}"


class Draft(models.Model):
    """A form that somebody is filling in, under a key that only their browser's
    cookie holds. It goes when they leave, send it, or do nothing for half an hour."""

    key_hash = models.CharField(
        max_length=64, primary_key=True, help_text="SHA-256 of the cookie's secret."
    )
    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    envelope = models.BinaryField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"draft of {self.used_at:%H:%M}"


class DraftFile(models.Model):
    """An attachment of a draft, under the draft's key. Its name stands in the draft."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    chunks = models.PositiveIntegerField()
    check_result = models.CharField(max_length=10, choices=SealedFile.Check.choices)

    def __str__(self) -> str:
        return str(self.id)
