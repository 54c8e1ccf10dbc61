"""A course on its dates: where, with whom, how many, and until when to book."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commonweal.directory.models import Partner, Venue
from commonweal.training.models.course import Course
from commonweal.training.models.policy import BookingPolicy


class SessionQuerySet(models.QuerySet["Session"]):
    def public(self) -> Self:
        """Sessions that anybody may look up, cancelled and past ones too."""
        return self.filter(course__is_published=True).exclude(
            status=Session.Status.DRAFT
        )

    def upcoming(self, *, now: datetime) -> Self:
        """Dated sessions still to come or under way, the soonest first."""
        return self.filter(status=Session.Status.SCHEDULED, ends_at__gt=now).order_by(
            "starts_at", "pk"
        )

    def with_room(self) -> Self:
        """Sessions booked here with a place left. Booking itself checks again."""
        return self.filter(partner=None, taken__lt=F("capacity"))


class Session(models.Model):
    """One run of a course: a day, or several meetings booked as one.

    Open, full, closed and past are never stored: they follow from the clock and
    the places taken, see ``standing``.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ANNOUNCED = "announced", "Announced, dates to be confirmed"
        SCHEDULED = "scheduled", "Scheduled"
        CANCELLED = "cancelled", "Cancelled"

    class Standing(models.TextChoices):
        """What a visitor is told."""

        DRAFT = "draft", "Draft"
        ANNOUNCED = "announced", "Dates to be confirmed"
        NOT_YET = "not-yet", "Booking not open yet"
        OPEN = "open", "Places left"
        WAITING = "waiting", "Full, waiting list open"
        FULL = "full", "Full"
        CLOSED = "closed", "Booking closed"
        CANCELLED = "cancelled", "Cancelled"
        PAST = "past", "Past"

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="sessions"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, help_text="Rises with each change of time or place (RFC 5545)."
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    expected = models.CharField(
        max_length=120, blank=True, help_text="When announced: “autumn 2026”."
    )
    starts_at = models.DateTimeField(null=True, help_text="Of its first meeting.")
    ends_at = models.DateTimeField(null=True, help_text="Of its last meeting.")
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    room = models.CharField(max_length=80, blank=True)
    online_link = models.URLField(
        max_length=1000,
        blank=True,
        help_text="Never shown in calendars or on pages: people get to it by /join/.",
    )
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="sessions_taught"
    )
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        verbose_name="booked on the site of",
        help_text="None: booked here.",
    )
    partner_address = models.URLField("booking page", max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(
        default=0, help_text="Places, trainers not counted."
    )
    taken = models.PositiveSmallIntegerField(
        default=0,
        editable=False,
        help_text="Places that are confirmed, offered or held for an approval.",
    )
    waiting_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="None: as many as like; 0: no waiting list."
    )
    minimum = models.PositiveSmallIntegerField(
        "minimum to run", default=0, help_text="With fewer it may not take place."
    )
    booking_opens_at = models.DateTimeField(null=True, blank=True)
    booking_closes_at = models.DateTimeField(
        null=True, blank=True, help_text="None: when it starts."
    )
    policy = models.ForeignKey(
        BookingPolicy,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text="None: the course’s, or else the usual one.",
    )
    message = models.TextField(
        "words for those who come",
        blank=True,
        help_text="Added to the confirmation and the joining instructions.",
    )
    is_agenda_to_follow = models.BooleanField("agenda to follow", default=False)
    catering = models.CharField(max_length=300, blank=True)
    travel = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["status", "starts_at"]),
            models.Index(fields=["course", "starts_at"]),
            models.Index(fields=["status", "ends_at"]),
            models.Index(fields=["changed_at"]),
            # The dates to come of one course, among all that it has had.
            models.Index(
                fields=["course", "status", "ends_at"], name="session_to_come"
            ),
            models.Index(fields=["starts_at", "id"], name="session_by_day"),
            models.Index(
                fields=["starts_at", "id"],
                condition=Q(status__in=["draft", "announced"]),
                name="session_in_preparation",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="never_oversold"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status="scheduled")
                | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="scheduled_session_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(partner_address=""),
                name="session_elsewhere_says_where",
            ),
        ]

    def __str__(self) -> str:
        when = f"{self.starts_at:%-d %B %Y}" if self.starts_at else "dates to follow"
        return f"{self.course}, {when}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is booked on another site."""
        return self.partner_id is not None

    @property
    def places_left(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def closes_at(self) -> datetime | None:
        """The moment from which nobody can book."""
        return self.booking_closes_at or self.starts_at

    def is_open_for_booking(self, *, now: datetime) -> bool:
        """Whether somebody may ask for a place now. A full session is still open:
        the person joins the waiting list."""
        opened = self.booking_opens_at is None or self.booking_opens_at <= now
        return (
            self.status == self.Status.SCHEDULED
            and not self.is_elsewhere
            and opened
            and self.closes_at is not None
            and now < self.closes_at
        )

    def standing(self, *, now: datetime, waiting: int = 0) -> "Session.Standing":
        """What to tell a visitor, from the row alone.

        Args:
            waiting: how many wait; only a limited waiting list asks.
        """
        if self.status != self.Status.SCHEDULED:
            return self.Standing(self.status)
        if self.ends_at is not None and self.ends_at <= now:
            return self.Standing.PAST
        if self.is_elsewhere:
            return self.Standing.OPEN
        if not self.is_open_for_booking(now=now):
            begun = self.closes_at is not None and self.closes_at <= now
            return self.Standing.CLOSED if begun else self.Standing.NOT_YET
        if self.places_left and not waiting:
            return self.Standing.OPEN
        if self.waiting_limit is None or waiting < self.waiting_limit:
            return self.Standing.WAITING
        return self.Standing.FULL


class Meeting(models.Model):
    """One of the times at which a session meets; most sessions have one."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="meetings"
    )
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["session", "starts_at"], name="one_meeting_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%-d %B %Y %H:%M}"


class AgendaSlot(models.Model):
    """A timed part of an event: who speaks about what, or a break."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="agenda"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=200)
    speaker = models.CharField(
        max_length=200, blank=True, help_text="Name and role, as they agreed to."
    )
    is_break = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something that people are asked when they book, if the organiser wants to know."""

    class Kind(models.TextChoices):
        DIETARY = "dietary", "Dietary needs"
        ACCESS = "access", "Access needs"
        OTHER = "other", "Something else"

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="questions"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OTHER)
    text = models.CharField(max_length=200)
    choices = models.TextField(
        blank=True, help_text="One line each; none for an answer in words."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
