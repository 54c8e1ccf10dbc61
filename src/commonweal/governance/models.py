from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import make_aware


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which audit events somebody looks for. What is not given does not matter.

    Attributes:
        verb: or its beginning: "training." finds what the room of training did.
        first, last: UK days, both included.
        by: the key of the account of whoever did it.
    """

    verb: str = ""
    first: date | None = None
    last: date | None = None
    subject_type: str = ""
    subject_id: str = ""
    by: int | None = None

    @property
    def start(self) -> datetime | None:
        return _midnight(self.first) if self.first else None

    @property
    def end(self) -> datetime | None:
        # No day follows the last one of the calendar.
        if self.last is None or self.last == date.max:
            return None
        return _midnight(self.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def matching(self, wanted: "Wanted") -> Self:
        """Events that fit every part of ``wanted``."""
        start, end = wanted.start, wanted.end
        look_ups: dict[str, object] = {
            "verb__startswith": wanted.verb,
            "subject_type": wanted.subject_type,
            "subject_id": wanted.subject_id,
            "by": wanted.by,
            "at__gte": start,
            "at__lt": end,
        }
        return self.filter(
            **{
                name: value
                for name, value in look_ups.items()
                if value not in ("", None)
            }
        )

    def older_than(self, event: "AuditEvent") -> Self:
        """Events that come after ``event`` in a list with the newest first."""
        return self.filter(Q(at__lt=event.at) | Q(at=event.at, pk__lt=event.pk))


class AuditEvent(models.Model):
    """Who did what to which record, and when. Never deleted early.

    Never edited either, but for one thing: when a person's data is erased, the
    words why about their records go.
    """

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

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
        ]
        permissions = [
            ("export_person", "Can see and download what is held about a person"),
            ("erase_person", "Can erase what is held about a person"),
        ]

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
