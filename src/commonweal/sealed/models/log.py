"""What was done with sealed submissions: rows that are added, and never changed."""

from django.db import models


class LogEntry(models.Model):
    """One deed. Each carries a hash over itself and the one before it."""

    class Deed(models.TextChoices):
        RECEIVED = "received", "received"
        VIEWED = "viewed", "viewed"
        FILE_OPENED = "file_opened", "opened a file"
        SEARCHED = "searched", "searched the list"
        PRINTED = "printed", "printed"
        EXPORTED = "exported", "exported"
        FORWARDED = "forwarded", "forwarded"
        STATE_CHANGED = "state_changed", "changed the state"
        HELD = "held", "put on legal hold"
        RELEASED = "released", "released from legal hold"
        ESCALATED = "escalated", "told that nobody opened it"
        WARNED = "warned", "warned of deletion"
        SHREDDED = "shredded", "destroyed the keys"
        ERASED = "erased", "erased the rest"
        UNLOCKED = "unlocked", "unlocked"
        UNLOCK_FAILED = "unlock_failed", "failed to unlock"
        LOCKED = "locked", "locked"
        PASSPHRASE_SET = "passphrase_set", "set a new passphrase"
        PASSPHRASE_CHANGED = "passphrase_changed", "changed the passphrase"
        TEAM_STARTED = "team_started", "made the team’s first key"
        MEMBER_INVITED = "member_invited", "was put on the team’s list"
        MEMBER_LET_IN = "member_let_in", "was let in"
        MEMBER_REMOVED = "member_removed", "left the team"
        KEY_ROTATED = "key_rotated", "made a new team key"
        BREAK_GLASS_MADE = "break_glass_made", "made the break-glass key"
        BREAK_GLASS_DRILLED = "break_glass_drilled", "tried the break-glass codes"
        BREAK_GLASS_FAILED = "break_glass_failed", "gave wrong break-glass codes"
        BREAK_GLASS_USED = "break_glass_used", "used break-glass"

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    deed = models.CharField(max_length=20, choices=Deed.choices)
    person_id = models.BigIntegerField(
        null=True, help_text="Who; empty for the worker and for who sent the form."
    )
    team_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=8, blank=True)
    detail = models.CharField(
        max_length=300, blank=True, help_text="A reason or a number; never content."
    )
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "log entries"
        indexes = [
            models.Index(fields=["reference", "number"], name="sealed_log_reference"),
            models.Index(fields=["person_id", "at"], name="sealed_log_person"),
            models.Index(fields=["team_id", "number"], name="sealed_log_team"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.deed}"


class LogCheck(models.Model):
    """What the worker found when it read the whole log, once a day."""

    at = models.DateTimeField(db_index=True)
    entries = models.PositiveBigIntegerField()
    head = models.CharField(
        max_length=64, help_text="The last entry's hash, to be found again next time."
    )
    is_whole = models.BooleanField()
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_whole=True, problem="")
                | models.Q(is_whole=False) & ~models.Q(problem=""),
                name="sealed_check_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.problem or 'whole'}"
