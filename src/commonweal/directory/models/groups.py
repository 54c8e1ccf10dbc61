"""Groups that begin on a date and run for some weeks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from commonweal.dates import Kind, Occurrence, read
from commonweal.directory.models.services import SupportService

# A year of weekly meetings.
MOST = 60
UNREAD = (
    "No dates with times can be read here. Write for example: weekly for five weeks "
    "from Wednesday 30 April 2025, 10:30am to 12pm."
)


def meetings_in(words: str, *, written_on: date) -> list[Occurrence]:
    """Return the timed meetings that ``words`` name, soonest first.

    Args:
        written_on: the London day from which a date without a year is read.

    Raises:
        ValidationError: a date contradicts itself, or there is none with a time.
    """
    reading = read(words, published=written_on)
    if reading.refusing:
        raise ValidationError([question.message for question in reading.refusing])
    timed = [
        each
        for each in reading.occurrences
        if each.kind is Kind.EVENT and isinstance(each.start, datetime)
    ]
    if not timed or len(timed) < len(reading.occurrences):
        raise ValidationError(UNREAD)
    if len(timed) > MOST:
        raise ValidationError(
            f"These are more than {MOST} meetings. Write fewer weeks."
        )
    return timed


class ServiceGroup(models.Model):
    """One run of a group. Its meetings are read from its words when it is saved."""

    service = ParentalKey(
        SupportService, on_delete=models.CASCADE, related_name="groups"
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    title = models.CharField(
        max_length=100, blank=True, help_text="When it has several: “Ages 8 to 11”."
    )
    words = models.TextField(
        "when it meets",
        help_text="“Weekly for five weeks from Wednesday 30 April 2025, 10:30am to 12pm.”",
    )
    written_on = models.DateField(
        default=localdate, help_text="A date without a year is read from this day on."
    )
    changed_at = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("title"), FieldPanel("words"), FieldPanel("written_on")]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and make its meetings what its words say.

        Raises:
            ValidationError: as ``meetings_in``.
        """
        found = {
            each.start: each
            for each in meetings_in(self.words, written_on=self.written_on)
        }
        spans = [(each.start, each.end) for each in found.values()]
        with transaction.atomic():
            before: list[Any] = []
            if self.pk:
                before = list(self.meetings.values_list("starts_at", "ends_at"))
            if before and before != spans:
                self.sequence += 1
            super().save(*args, **kwargs)
            if before != spans:
                self._meet(found.values())

    def clean(self) -> None:
        super().clean()
        if self.words and self.written_on:
            try:
                meetings_in(self.words, written_on=self.written_on)
            except ValidationError as error:
                raise ValidationError({"words": error.messages}) from None

    def _meet(self, found: Iterable[Occurrence]) -> None:
        self.meetings.all().delete()
        GroupMeeting.objects.bulk_create(
            GroupMeeting(
                group=self, starts_at=each.start, ends_at=each.end, over_at=each.over_at
            )
            for each in found
        )


class GroupMeeting(models.Model):
    """One meeting of a group. Rebuilt from the group's words."""

    group = models.ForeignKey(
        ServiceGroup, on_delete=models.CASCADE, related_name="meetings"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["over_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "starts_at"], name="group_meets_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="group_meeting_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    def is_over(self, *, now: datetime) -> bool:
        return self.over_at <= now
